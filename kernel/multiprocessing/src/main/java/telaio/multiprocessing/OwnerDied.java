package telaio.multiprocessing;

/// Thrown to the first who wants to take a [Lock], or another that is owned, after its holder died
/// holding it. What the lock protects may be half changed. The lock is free: the next attempt
/// succeeds. Only one who is told when he comes back from a [Condition] has the lock again.
public final class OwnerDied extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long pid;

    OwnerDied(String message, long pid) {
        super(message);
        this.pid = pid;
    }

    /// Number of the process that died.
    public long pid() {
        return pid;
    }
}
