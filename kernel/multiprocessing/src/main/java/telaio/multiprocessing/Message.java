package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Objects;
import telaio.multiprocessing.shipping.Codec;

/// What goes through a [Connection], as bytes.
final class Message {
    private Message() {}

    /// What is sent.
    ///
    /// @throws TaskNotSerializable if the value cannot be sent
    static byte[] encode(Object value) {
        Objects.requireNonNull(value, "a connection takes no null");
        try {
            return Codec.encode(value);
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        }
    }

    /// What was received.
    ///
    /// @throws IllegalStateException if the value cannot be rebuilt here
    static Object decode(byte[] message) {
        try {
            return Objects.requireNonNull(Codec.decode(message));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(DataTexts.unreadable(e), e);
        }
    }
}
