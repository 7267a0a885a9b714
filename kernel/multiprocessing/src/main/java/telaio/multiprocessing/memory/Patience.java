package telaio.multiprocessing.memory;

import java.time.Duration;

/// How long a caller waits and what may end its wait. A stop of the caller's origin ends every
/// wait, with `Stopped`.
public final class Patience {
    /// Waits until interrupted.
    public static final Patience UNTIL_INTERRUPTED = new Patience(true, false, 0);

    /// Waits on through interrupts; the interrupt is still there afterwards.
    public static final Patience UNTIL_STOPPED = new Patience(false, false, 0);

    /// Does not wait.
    public static final Patience NONE = new Patience(false, true, System.nanoTime());

    private final boolean interruptible;
    private final boolean timed;
    private final long deadline;

    private Patience(boolean interruptible, boolean timed, long deadline) {
        this.interruptible = interruptible;
        this.timed = timed;
        this.deadline = deadline;
    }

    /// Waits until interrupted, from now for at most `nanos`.
    ///
    /// @param nanos zero or less means do not wait
    public static Patience ofNanos(long nanos) {
        // Half the range of nanoTime (146 years), so that differences never overflow.
        return nanos <= 0
                ? NONE
                : new Patience(true, true, System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2));
    }

    /// Waits until interrupted, from now for at most `timeout`.
    ///
    /// @param timeout zero or less means do not wait; however long it is, it does not overflow
    public static Patience of(Duration timeout) {
        boolean huge = timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0;
        return ofNanos(huge ? Long.MAX_VALUE / 2 : timeout.toNanos());
    }

    boolean interruptible() {
        return interruptible;
    }

    /// Nanoseconds left; zero or less when it is over.
    long remaining() {
        return timed ? deadline - System.nanoTime() : Long.MAX_VALUE;
    }

    /// The same, but for at most `nanos` from now.
    Patience slice(long nanos) {
        return remaining() <= nanos
                ? this
                : new Patience(interruptible, true, System.nanoTime() + nanos);
    }

    /// For the short wait on a lock inside a shared object: one who does not want to wait for an
    /// item does want to wait for the answer whether there is one.
    Patience inside() {
        return this == NONE ? UNTIL_STOPPED : this;
    }
}
