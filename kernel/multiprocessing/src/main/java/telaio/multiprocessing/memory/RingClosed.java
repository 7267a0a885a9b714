package telaio.multiprocessing.memory;

/// Thrown when a closed [ByteRing] is used.
public final class RingClosed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RingClosed() {
        super("closed");
    }
}
