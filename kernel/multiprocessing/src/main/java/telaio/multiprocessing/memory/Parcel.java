package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A message too large for a segment: a file of its own. What stands in the ring is its path.
record Parcel(Path file) {
    /// Written by pieces that stay in the processor's cache between two copies: 64 MB in 29 ms,
    /// with pieces of 1 MiB in 35. Not mapped: the first touch of each page made that 55.
    private static final int PIECE = 1 << 16;

    private static final Unpacker<byte[]> BYTES =
            new Unpacker<>() {
                @Override
                public byte[] unpack(byte[] message) {
                    return message;
                }

                @Override
                public byte[] unpack(MemorySegment message) {
                    return message.toArray(ValueLayout.JAVA_BYTE);
                }
            };

    /// A message as it stands in a segment.
    ///
    /// @param elsewhere whether it is the label of a parcel
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Label(byte[] bytes, boolean elsewhere) {
        /// The message itself.
        byte[] message() {
            return elsewhere ? labelled(bytes).read(BYTES) : bytes;
        }

        /// The message of one that has been taken.
        <T> T open(Unpacker<T> unpacker) {
            return elsewhere ? labelled(bytes).take(unpacker) : unpacker.unpack(bytes);
        }

        /// Room it takes in a segment.
        long units() {
            return Segment.units(bytes.length);
        }
    }

    /// Takes a message as it is.
    static Unpacker<byte[]> bytes() {
        return BYTES;
    }

    /// Writes a message into the domain's directory, or into the temporary folder when there is no
    /// room.
    ///
    /// @param parts what it is made of, in this order
    /// @throws NoRoom if there is none there either
    static Parcel of(Domain domain, MemorySegment... parts) {
        var name = Kind.MESSAGE.file(domain.control().nextRegion());
        var file = domain.directory().resolve(name);
        try {
            write(file, parts);
            return new Parcel(file);
        } catch (IOException e) {
            return overflow(domain, name, parts, e);
        }
    }

    private static Parcel overflow(
            Domain domain, String name, MemorySegment[] parts, IOException first) {
        var directory = Directory.overflow(domain.directory());
        var file = directory.resolve(name);
        try {
            Directory.make(directory);
            write(file, parts);
            return new Parcel(file);
        } catch (IOException e) {
            long length = 0;
            for (var part : parts) {
                length += part.byteSize();
            }
            var problem = new NoRoom(Texts.noRoom(file, length), e);
            problem.addSuppressed(first);
            throw problem;
        }
    }

    private static void write(Path file, MemorySegment[] parts) throws IOException {
        boolean written = false;
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            var piece = new byte[PIECE];
            for (var part : parts) {
                for (long i = 0; i < part.byteSize(); i += PIECE) {
                    int length = (int) Math.min(PIECE, part.byteSize() - i);
                    MemorySegment.copy(part, ValueLayout.JAVA_BYTE, i, piece, 0, length);
                    out.write(piece, 0, length);
                }
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

    /// The message, as `unpacker` makes it of the mapped file.
    <T> T read(Unpacker<T> unpacker) {
        try (var arena = Arena.ofConfined()) {
            return unpacker.unpack(Region.map(file, FileChannel.MapMode.READ_ONLY, arena));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the message in " + file, e);
        }
    }

    /// The message, whose file is then gone.
    <T> T take(Unpacker<T> unpacker) {
        try {
            return read(unpacker);
        } finally {
            delete();
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
