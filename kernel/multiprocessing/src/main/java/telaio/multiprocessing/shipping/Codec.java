package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Objects to bytes and back, for processes on the same machine that run the same version of this
/// library. The first byte says what follows; the layout is no file format and may change.
public final class Codec {
    private Codec() {}

    /// The value as bytes, a snapshot of this moment.
    ///
    /// @param value anything; null too
    /// @throws NotSerializableException if part of the value cannot leave this process; the text
    ///   names the path to it: `list[3].conn (java.net.Socket) cannot be sent to another process`
    public static byte[] encode(@Nullable Object value) throws NotSerializableException {
        var plain = Plain.encode(value);
        if (plain != null) {
            return plain;
        }
        try {
            return Graph.write(Plain.GRAPH, type -> {}, out -> out.writeObject(value));
        } catch (IOException | RuntimeException failure) {
            throw Refusal.ofValue(value, failure);
        }
    }

    /// What [#encode] makes of a large array of a primitive type, in two parts: the second is the
    /// array itself, not a copy.
    ///
    /// @param start the bytes before the elements
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Bulk(byte[] start, MemorySegment elements) {}

    /// The value in two parts.
    ///
    /// @param atLeast bytes of elements from which it is worth it
    /// @return null if the value is no array of a primitive type, or smaller
    public static @Nullable Bulk bulk(Object value, long atLeast) {
        return value.getClass().isArray() ? Plain.bulk(value, atLeast) : null;
    }

    /// Like [#decode(byte[])], for bytes that may lie outside the heap.
    public static @Nullable Object decode(MemorySegment bytes)
            throws IOException, ClassNotFoundException {
        var array = Plain.decodeBulk(bytes);
        return array == null ? decode(bytes.toArray(ValueLayout.JAVA_BYTE)) : array;
    }

    /// The value that was given to [#encode]. Cell classes come from [CellClasses#instance()],
    /// others from the context's or the application's loader.
    ///
    /// @throws IOException if the bytes are none of [#encode]'s, or an object could not be rebuilt
    ///   here
    /// @throws ClassNotFoundException if this process lacks a class of the value
    public static @Nullable Object decode(byte[] bytes) throws IOException, ClassNotFoundException {
        if (bytes.length == 0) {
            throw new StreamCorruptedException("no bytes to decode");
        }
        return bytes[0] == Plain.GRAPH
                ? Graph.read(bytes, 1, GraphInput::readObject)
                : Plain.decode(bytes);
    }
}
