package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A number of permits that threads of all processes take and give. Nobody owns one: what a dead
/// process had taken is not known, and not given back.
///
/// | offset | bytes | field     | meaning                                                     |
/// |-------:|------:|-----------|-------------------------------------------------------------|
/// |      0 |     4 | `permits` | how many can be taken                                        |
/// |      4 |     4 | `limit`   | most there can be                                            |
/// |      8 |     4 | `large`   | at least the number of waiters that want more than one       |
/// |     64 |     8 | `more`    | [EventCount] of who waits for permits                        |
public final class Permits {
    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_INT.withName("permits"),
                    ValueLayout.JAVA_INT.withName("limit"),
                    ValueLayout.JAVA_INT.withName("large"),
                    MemoryLayout.paddingLayout(52),
                    MemoryLayout.paddingLayout(EventCount.SIZE).withName("more"));

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long LIMIT = offset("limit");
    private static final long LARGE = offset("large");
    private static final long MORE = offset("more");

    private final MemorySegment memory;
    private final long offset;
    private final EventCount more;

    Permits(Domain domain, Region region, long offset) {
        this.memory = region.memory();
        this.offset = offset;
        this.more = new EventCount(domain, region, offset + MORE);
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(PathElement.groupElement(field));
    }

    static void start(MemorySegment memory, long offset, int permits, int limit) {
        INT.set(memory, offset, permits);
        INT.set(memory, offset + LIMIT, limit);
    }

    /// How many can be taken now.
    public int available() {
        return (int) INT.getVolatile(memory, offset);
    }

    /// Most there can be.
    public int limit() {
        return (int) INT.get(memory, offset + LIMIT);
    }

    /// Takes `count` permits if that needs no wait.
    public boolean tryAcquire(int count) {
        int permits = available();
        while (permits >= count) {
            int found = (int) INT.compareAndExchange(memory, offset, permits, permits - count);
            if (found == permits) {
                return true;
            }
            permits = found;
        }
        return false;
    }

    /// Takes `count` permits, all at once, waiting as long as `patience` lasts.
    ///
    /// @return false if there were too few until then
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it
    public boolean acquire(int count, Patience patience) throws InterruptedException {
        return tryAcquire(count) || await(count, patience);
    }

    private boolean await(int count, Patience patience) throws InterruptedException {
        boolean large = count > 1;
        boolean taken = false;
        if (large) {
            INT.getAndAdd(memory, offset + LARGE, 1);
        }
        try {
            while (!taken
                    && patience.remaining() > 0
                    && more.await(() -> available() >= count, patience)) {
                taken = tryAcquire(count);
            }
            return taken;
        } finally {
            if (large) {
                INT.getAndAdd(memory, offset + LARGE, -1);
            }
            if (!taken && available() > 0) {
                signal(1); // the wake-up this thread may have had is another's
            }
        }
    }

    /// Takes all there are.
    ///
    /// @return how many
    public int drain() {
        return (int) INT.getAndSet(memory, offset, 0);
    }

    /// Gives `count` permits.
    ///
    /// @return false, and nothing is done, if there would be more than the limit
    public boolean release(int count) {
        int limit = limit();
        int permits = available();
        while (count <= limit - permits) {
            int found = (int) INT.compareAndExchange(memory, offset, permits, permits + count);
            if (found == permits) {
                signal(count);
                return true;
            }
            permits = found;
        }
        return false;
    }

    /// One that wants many must not be the only one who hears of few.
    private void signal(int count) {
        if (count > 1 || (int) INT.getVolatile(memory, offset + LARGE) > 0) {
            more.signalAll();
        } else if (count == 1) {
            more.signal();
        }
    }

    /// The dead process may have been the one that was woken.
    void recover(Death death) {
        more.signalAll(death.wake());
    }
}
