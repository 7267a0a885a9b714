package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/// A file of a [Domain], mapped into this process. The mapping lives as long as this object is
/// reachable, also after the file is gone.
///
/// @param id number of the region, unique in its domain
/// @param memory the file's bytes, shared with all who mapped it
public record Region(long id, Path file, MemorySegment memory) {
    private static final int PIECE = 1 << 16;

    /// Makes a file of `size` zeros. They are written, not left out: a hole filled later, when the
    /// file system is full, is a fault that ends the JVM, not an exception.
    static Region create(long id, Path file, long size) {
        zeros(file, size);
        try {
            return open(id, file);
        } catch (IOException e) {
            throw noRoom(file, size, e);
        }
    }

    /// Writes a file of `size` zeros.
    static void zeros(Path file, long size) {
        try {
            var zeros = new byte[(int) Math.min(size, PIECE)];
            try (var out = new RandomAccessFile(file.toFile(), "rw")) {
                for (long left = size; left > 0; left -= zeros.length) {
                    out.write(zeros, 0, (int) Math.min(left, zeros.length));
                }
            }
        } catch (IOException e) {
            throw noRoom(file, size, e);
        }
    }

    /// Maps a file that exists.
    ///
    /// @throws java.nio.file.NoSuchFileException if it does not
    static Region open(long id, Path file) throws IOException {
        return new Region(id, file, map(file, FileChannel.MapMode.READ_WRITE, Arena.ofAuto()));
    }

    /// Maps all of a file, whether or not this thread is interrupted.
    static MemorySegment map(Path file, FileChannel.MapMode mode, Arena arena) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.READ);
        if (mode.equals(FileChannel.MapMode.READ_WRITE)) {
            options.add(StandardOpenOption.WRITE);
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (var channel = FileChannel.open(file, options)) {
                    return channel.map(mode, 0, channel.size(), arena);
                } catch (ClosedByInterruptException e) {
                    // An interrupt is for the wait to come, not for this.
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static NoRoom noRoom(Path file, long size, IOException cause) {
        var problem = new NoRoom(Texts.noRoom(file, size), cause);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    /// Removes the file; who has it mapped keeps it. Does nothing when it is gone already.
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
