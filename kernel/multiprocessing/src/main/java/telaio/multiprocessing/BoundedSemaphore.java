package telaio.multiprocessing;

import telaio.multiprocessing.memory.Address;

/// A [Semaphore] that never has more permits than at first: who releases one too many, which is a
/// mistake as a rule, is told so.
public final class BoundedSemaphore extends Semaphore {
    private static final long serialVersionUID = 1L;

    /// Makes a semaphore.
    ///
    /// @param permits how many there are at first, and at most
    /// @throws IllegalArgumentException if `permits` is negative
    public BoundedSemaphore(int permits) {
        super(permits, permits);
    }

    BoundedSemaphore(Address address) {
        super(address);
    }

    @Override
    String state() {
        return SyncTexts.permitsOf(availablePermits(), limit());
    }

    @Override
    Object handle(Address address) {
        return new PlainHandle(PlainHandle.Kind.BOUNDED_SEMAPHORE, address);
    }
}
