package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.worker.Failure;

/// What a crew hears from one of its workers, through the worker's own ring; a [Results] or
/// [Failed] for each `Work`, in their order.
///
/// | answer        | kind | bytes that follow                         |
/// |---------------|-----:|-------------------------------------------|
/// | Unfit, Failed |    0 | the answer itself, as of [Codec]          |
/// | Results       |    1 | frames sent (8), a `Batch` of the results |
/// | Ready         |    2 |                                           |
/// | Gone          |    3 |                                           |
@SuppressWarnings("ArrayRecordComponent") // messages are passed on, never compared or changed
sealed interface Answer {
    /// Where the values of a [Results] begin.
    int ROOM = 1 + Long.BYTES;

    byte OTHER = 0;
    byte RESULTS = 1;
    byte READY = 2;
    byte GONE = 3;

    /// The initializer has run.
    record Ready() implements Answer {}

    /// The initializer failed; the worker ends.
    record Unfit(Failure failure) implements Answer, Serializable {}

    /// One result for each item.
    ///
    /// @param sent how many frames the worker had sent home by then: what the items printed comes
    ///   before their results
    /// @param message the whole message; the results begin at [#ROOM]
    record Results(long sent, byte[] message) implements Answer {}

    /// An item failed.
    ///
    /// @param index of the item within the chunk
    /// @param thrown the exception itself, if it can be sent
    record Failed(long sent, int index, Failure failure, byte @Nullable [] thrown)
            implements Answer, Serializable {}

    /// The worker has ended; put by the crew itself, behind everything the worker had to say.
    record Gone() implements Answer {}

    static Answer of(byte[] message) throws IOException {
        return switch (message[0]) {
            case OTHER -> other(message);
            case RESULTS -> new Results(ByteBuffer.wrap(message).getLong(1), message);
            case READY -> new Ready();
            case GONE -> new Gone();
            default -> throw new IOException("a worker does not say " + message[0]);
        };
    }

    private static Answer other(byte[] message) throws IOException {
        try {
            var bytes = Arrays.copyOfRange(message, 1, message.length);
            return (Answer) Objects.requireNonNull(Codec.decode(bytes));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /// Makes a [Results] of values that were encoded behind [#ROOM] free bytes.
    static byte[] results(long sent, byte[] message) {
        ByteBuffer.wrap(message).put(RESULTS).putLong(sent);
        return message;
    }

    static byte[] ready() {
        return new byte[] {READY};
    }

    static byte[] gone() {
        return new byte[] {GONE};
    }

    /// Makes an [Unfit] or a [Failed].
    static byte[] message(Serializable answer) {
        try {
            var bytes = Codec.encode(answer);
            var message = new byte[1 + bytes.length];
            System.arraycopy(bytes, 0, message, 1, bytes.length);
            return message;
        } catch (NotSerializableException e) {
            throw new IllegalStateException("a failure is data", e);
        }
    }
}
