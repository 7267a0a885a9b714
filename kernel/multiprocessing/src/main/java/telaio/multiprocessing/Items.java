package telaio.multiprocessing;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import telaio.multiprocessing.memory.Unpacker;
import telaio.multiprocessing.shipping.Codec;

/// Messages back to the items of a queue.
final class Items implements Unpacker<Object> {
    static final Items ALL = new Items();

    private Items() {}

    @Override
    public Object unpack(byte[] message) {
        try {
            return Objects.requireNonNull(Codec.decode(message));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(Texts.unreadable(e), e);
        }
    }

    @Override
    public Object unpack(MemorySegment message) {
        try {
            return Objects.requireNonNull(Codec.decode(message));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(Texts.unreadable(e), e);
        }
    }
}
