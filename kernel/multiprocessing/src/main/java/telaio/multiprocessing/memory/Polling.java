package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// Waits by looking again, ever less often: works on every system and without native access.
final class Polling implements Waiting {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private static final long SHORTEST = 20_000;

    /// A millisecond: an idle waiter costs about 1 % of a core and answers well within what one
    /// notices.
    private static final long LONGEST = 1_000_000;

    @Override
    public void park(MemorySegment memory, long offset, int expected, long nanos) {
        long deadline = System.nanoTime() + nanos;
        long pause = SHORTEST;
        while ((int) INT.getVolatile(memory, offset) == expected) {
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0 || Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(this, Math.min(pause, remaining));
            pause = Math.min(pause * 2, LONGEST);
        }
    }

    @Override
    public void wake(MemorySegment memory, long offset, int count) {
        // Those who wait look by themselves.
    }
}
