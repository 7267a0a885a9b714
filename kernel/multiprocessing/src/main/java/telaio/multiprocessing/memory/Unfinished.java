package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The messages of a [ByteRing] that were put and not yet reported as dealt with. Their number is
/// the difference of two counts, one of which the ring's tail contains: the store that puts a
/// message counts it too, so a producer that dies leaves no count without message.
///
/// At most 2^30 − 1 messages can be unfinished; the count is lost when there are more.
public final class Unfinished {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final ByteRing ring;
    private final MemorySegment memory;
    private final EventCount allFinished;

    Unfinished(ByteRing ring, Domain domain, Region region) {
        this.ring = ring;
        this.memory = region.memory();
        this.allFinished = new EventCount(domain, region, RingLayout.ALL_FINISHED);
    }

    /// How many there are, exactly, at one moment of the call.
    public int count() {
        long finished = (long) LONG.getVolatile(memory, RingLayout.FINISHED);
        return Cursor.messages(finished, (long) LONG.getVolatile(memory, RingLayout.TAIL));
    }

    /// Reports one message as dealt with.
    ///
    /// @return false, and nothing is done, if there is none
    /// @throws RingClosed if the ring is closed
    public boolean finishOne() {
        while (true) {
            check();
            long finished = (long) LONG.getVolatile(memory, RingLayout.FINISHED);
            long tail = (long) LONG.getVolatile(memory, RingLayout.TAIL);
            int left = Cursor.messages(finished, tail);
            if (left == 0) {
                return false;
            }
            long next = Cursor.after(finished, 0);
            if ((boolean) LONG.compareAndSet(memory, RingLayout.FINISHED, finished, next)) {
                if (left == 1) {
                    allFinished.signalAll(true);
                }
                return true;
            }
        }
    }

    /// Waits until there is none, as long as `patience` lasts.
    ///
    /// @return false if there still were some
    /// @throws RingClosed if the ring is closed, or becomes so
    public boolean awaitNone(Patience patience) throws InterruptedException {
        boolean none = allFinished.await(() -> count() == 0 || ring.isClosed(), patience);
        check();
        return none;
    }

    private void check() {
        if (ring.isClosed()) {
            throw new RingClosed();
        }
    }

    /// Lets those who wait look again.
    void wake(boolean wake) {
        allFinished.signalAll(wake);
    }
}
