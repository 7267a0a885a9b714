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
        try {
            var zeros = new byte[(int) Math.min(size, PIECE)];
            try (var out = new RandomAccessFile(file.toFile(), "rw")) {
                for (long left = size; left > 0; left -= zeros.length) {
                    out.write(zeros, 0, (int) Math.min(left, zeros.length));
                }
            }
            return open(id, file);
        } catch (IOException e) {
            throw noRoom(file, size, e);
        }
    }

    /// Maps a file that exists.
    ///
    /// @throws java.nio.file.NoSuchFileException if it does not
    static Region open(long id, Path file) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (var channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    var mode = FileChannel.MapMode.READ_WRITE;
                    var memory = channel.map(mode, 0, channel.size(), Arena.ofAuto());
                    return new Region(id, file, memory);
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
