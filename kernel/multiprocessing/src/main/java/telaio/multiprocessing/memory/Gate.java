package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/// Lets one thread of one process at a time change who takes part in a domain. A lock of the
/// operating system: it ends with its holder, whatever he dies of.
final class Gate {
    private Gate() {}

    /// Runs `action` alone. The lock is per process for the system, so the threads of this one come
    /// one at a time.
    static synchronized <T> T alone(Path file, Supplier<T> action) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (var channel =
                                FileChannel.open(
                                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IllegalStateException("lost the lock on " + file);
                    }
                    return action.get();
                } catch (FileLockInterruptionException | ClosedByInterruptException e) {
                    // An interrupt is for the wait to come, not for this.
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
