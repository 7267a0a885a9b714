package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

/// One thread's wait for one word, from when it stops spinning until it has what it wants: keeps
/// its patience, publishes what it waits for, and remembers an interrupt that it must not heed.
final class Wait implements AutoCloseable {
    /// Longest uninterrupted sleep. Then the waiter looks around: a wake-up may have died with the
    /// process that was to give it, or had taken it for itself.
    private static final long SLICE = 200_000_000;

    private final Control control;
    private final Waiting waiting;
    private final Tracer tracer;
    private final Patience patience;
    private final long region;
    private final long offset;
    private int entry = Control.UNPUBLISHED;
    private boolean published;
    private boolean interrupted;

    /// @param region with `offset`: the word that is published as what this thread waits for
    Wait(Domain domain, Patience patience, long region, long offset) {
        this.control = domain.control();
        this.waiting = domain.waiting();
        this.tracer = domain.tracer();
        this.patience = patience;
        this.region = region;
        this.offset = offset;
    }

    /// Sleeps while the `int` at `at` is `expected`, for a slice of the patience at most.
    ///
    /// @return false, without having slept, if the patience is over
    /// @throws InterruptedException if this thread is interrupted and the wait heeds it
    /// @throws Stopped if this thread's origin is stopped
    boolean pause(MemorySegment memory, long at, int expected) throws InterruptedException {
        if (Origin.current().stopped()) {
            throw new Stopped();
        }
        if (Thread.interrupted()) {
            if (patience.interruptible()) {
                throw new InterruptedException();
            }
            interrupted = true;
        }
        long remaining = patience.remaining();
        if (remaining <= 0) {
            return false;
        }
        if (!published) {
            published = true;
            entry = control.publish(region, offset);
            tracer.waits(TraceEvent.Kind.WAIT_BEGIN, region, offset);
        }
        waiting.park(memory, at, expected, Math.min(remaining, SLICE));
        return true;
    }

    @Override
    public void close() {
        control.unpublish(entry);
        if (published) {
            tracer.waits(TraceEvent.Kind.WAIT_END, region, offset);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
