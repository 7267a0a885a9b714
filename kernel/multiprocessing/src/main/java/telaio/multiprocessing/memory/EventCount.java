package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/// Where threads wait for a condition that others make true.
///
/// | offset | bytes | field     | meaning                                             |
/// |-------:|------:|-----------|-----------------------------------------------------|
/// |      0 |     4 | `signals` | changes with every signal; the word waiters watch    |
/// |      4 |     4 | `waiters` | signals to be given; at least the number of waiters  |
///
/// Only who signals counts `waiters` down. One that left early, or died, is signalled for nothing
/// once; the other way round a signal could be missed.
final class EventCount {
    static final long SIZE = 8;

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long WAITERS = 4;

    private final Domain domain;
    private final long region;
    private final MemorySegment memory;
    private final long offset;
    private final Spin spin = new Spin(50, 2000);

    EventCount(Domain domain, Region region, long offset) {
        this(domain, region.id(), region.memory(), offset);
    }

    EventCount(Domain domain, long region, MemorySegment memory, long offset) {
        this.domain = domain;
        this.region = region;
        this.memory = memory;
        this.offset = offset;
    }

    /// Waits until `condition` is true.
    ///
    /// @return false if it was not before `patience` was over
    boolean await(BooleanSupplier condition, Patience patience) throws InterruptedException {
        return await(condition, patience, () -> {});
    }

    /// Waits until `condition` is true.
    ///
    /// @param inVain done whenever nothing was heard for a while: who is to make it true may be
    ///   dead
    /// @return false if it was not before `patience` was over
    boolean await(BooleanSupplier condition, Patience patience, Runnable inVain)
            throws InterruptedException {
        int budget = spin.budget();
        for (int i = 0; i < budget; i++) {
            if (condition.getAsBoolean()) {
                spin.paid();
                return true;
            }
            Thread.onSpinWait();
        }
        spin.failed();
        try (var wait = new Wait(domain, patience, region, offset)) {
            while (true) {
                int signals = (int) INT.getVolatile(memory, offset);
                INT.getAndAdd(memory, offset + WAITERS, 1);
                while (true) {
                    if (condition.getAsBoolean()) {
                        return true;
                    }
                    if (!wait.pause(memory, offset, signals)) {
                        return false;
                    }
                    if ((int) INT.getVolatile(memory, offset) != signals) {
                        break;
                    }
                    inVain.run();
                }
            }
        }
    }

    /// Called after something became true for one waiter.
    void signal() {
        int waiters = (int) INT.getVolatile(memory, offset + WAITERS);
        while (waiters > 0) {
            int left = (int) INT.compareAndExchange(memory, offset + WAITERS, waiters, waiters - 1);
            if (left == waiters) {
                INT.getAndAdd(memory, offset, 1);
                domain.waiting().wake(memory, offset, 1);
                return;
            }
            waiters = left;
        }
    }

    /// Called after something became true for all who wait. Costs a look when nobody does.
    void signalAll() {
        if ((int) INT.getVolatile(memory, offset + WAITERS) > 0) {
            signalAll(true);
        }
    }

    /// Lets every waiter look again.
    ///
    /// @param wake false if nobody is known to wait: who is about to sees the change by himself
    void signalAll(boolean wake) {
        INT.setVolatile(memory, offset + WAITERS, 0);
        INT.getAndAdd(memory, offset, 1);
        if (wake) {
            domain.waiting().wake(memory, offset, Integer.MAX_VALUE);
        }
    }
}
