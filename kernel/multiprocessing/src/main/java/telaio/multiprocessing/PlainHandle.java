package telaio.multiprocessing;

import telaio.multiprocessing.memory.Address;

/// What is sent in the place of an object that its place in shared memory describes fully.
final class PlainHandle extends SharedHandle {
    private static final long serialVersionUID = 1L;

    /// What it is.
    enum Kind {
        QUEUE,
        JOINABLE_QUEUE,
        LOCK,
        REENTRANT_LOCK,
        READ_WRITE_LOCK,
        SEMAPHORE,
        BOUNDED_SEMAPHORE,
        EVENT
    }

    private final Kind kind;

    PlainHandle(Kind kind, Address address) {
        super(address);
        this.kind = kind;
    }

    private Object readResolve() {
        return switch (kind) {
            case QUEUE -> new Queue<>(address());
            case JOINABLE_QUEUE -> new JoinableQueue<>(address());
            case LOCK -> new Lock(address());
            case REENTRANT_LOCK -> new RLock(address());
            case READ_WRITE_LOCK -> new ReadWriteLock(address());
            case SEMAPHORE -> new Semaphore(address());
            case BOUNDED_SEMAPHORE -> new BoundedSemaphore(address());
            case EVENT -> new Event(address());
        };
    }
}
