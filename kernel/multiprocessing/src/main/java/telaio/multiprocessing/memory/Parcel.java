package telaio.multiprocessing.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A message too large for a segment: a file of its own. What stands in the ring is its path.
record Parcel(Path file) {
    private static final int PIECE = 1 << 20;

    /// Writes the message into the domain's directory, or into the temporary folder when there is
    /// no room.
    ///
    /// @throws NoRoom if there is none there either
    static Parcel of(Domain domain, byte[] message) {
        var name = Kind.MESSAGE.file(domain.control().nextRegion());
        var file = domain.directory().resolve(name);
        try {
            write(file, message);
            return new Parcel(file);
        } catch (IOException e) {
            return overflow(domain, name, message, e);
        }
    }

    private static Parcel overflow(Domain domain, String name, byte[] message, IOException first) {
        var directory = Directory.overflow(domain.directory());
        var file = directory.resolve(name);
        try {
            Directory.make(directory);
            write(file, message);
            return new Parcel(file);
        } catch (IOException e) {
            var problem = new NoRoom(Texts.noRoom(file, message.length), e);
            problem.addSuppressed(first);
            throw problem;
        }
    }

    private static void write(Path file, byte[] message) throws IOException {
        boolean written = false;
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < message.length; i += PIECE) {
                out.write(message, i, Math.min(PIECE, message.length - i));
            }
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// What stands in the ring.
    byte[] label() {
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Parcel labelled(byte[] label) {
        return new Parcel(Path.of(new String(label, StandardCharsets.UTF_8)));
    }

    /// The message.
    byte[] read() {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var message = new byte[Math.toIntExact(in.length())];
            for (int i = 0; i < message.length; ) {
                int read = in.read(message, i, Math.min(PIECE, message.length - i));
                if (read < 0) {
                    throw new EOFException("only " + i + " of " + message.length + " bytes");
                }
                i += read;
            }
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the message in " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
