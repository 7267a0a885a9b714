package telaio.multiprocessing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import telaio.multiprocessing.shipping.Shipment;

/// What a crew tells one of its workers, through the worker's own ring. Written by hand, not by
/// serialisation: a million of them a second are to go through.
///
/// | order  | kind | bytes that follow                                    |
/// |--------|-----:|------------------------------------------------------|
/// | Work   |    1 | function (4), a `Batch` of items                     |
/// | Learn  |    2 | function (4), origin (8), a [Shipment] of a [Deed]   |
/// | Forget |    3 | function (4)                                         |
/// | Leave  |    4 |                                                      |
@SuppressWarnings("ArrayRecordComponent") // messages are passed on, never compared or changed
sealed interface Order {
    /// Where the items of a [Work] begin.
    int ROOM = 1 + Integer.BYTES;

    byte WORK = 1;
    byte LEARN = 2;
    byte FORGET = 3;
    byte LEAVE = 4;

    /// Do something to each of the items.
    ///
    /// @param message the whole message; the items begin at [#ROOM]
    record Work(int function, byte[] message) implements Order {}

    /// What to do for later orders that name this number, and for which origin.
    record Learn(int function, long origin, Shipment deed) implements Order {}

    /// Functions of a lower number will not be used again.
    record Forget(int below) implements Order {}

    /// Nothing more will come.
    record Leave() implements Order {}

    static Order of(byte[] message) throws IOException {
        var in = ByteBuffer.wrap(message);
        return switch (in.get()) {
            case WORK -> new Work(in.getInt(), message);
            case LEARN -> new Learn(in.getInt(), in.getLong(), shipment(in));
            case FORGET -> new Forget(in.getInt());
            case LEAVE -> new Leave();
            default -> throw new IOException("a crew does not say " + message[0]);
        };
    }

    private static Shipment shipment(ByteBuffer in) throws IOException {
        var bytes =
                new ByteArrayInputStream(
                        in.array(), in.arrayOffset() + in.position(), in.remaining());
        return Shipment.read(new DataInputStream(bytes));
    }

    /// Makes a [Work] of items that were encoded behind [#ROOM] free bytes.
    static byte[] work(int function, byte[] message) {
        ByteBuffer.wrap(message).put(WORK).putInt(function);
        return message;
    }

    static byte[] learn(int function, long origin, Shipment deed) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(LEARN);
            out.writeInt(function);
            out.writeLong(origin);
            deed.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] forget(int below) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(FORGET).putInt(below).array();
    }

    static byte[] leave() {
        return new byte[] {LEAVE};
    }
}
