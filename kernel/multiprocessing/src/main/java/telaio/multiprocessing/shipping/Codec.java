package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.StreamCorruptedException;
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
