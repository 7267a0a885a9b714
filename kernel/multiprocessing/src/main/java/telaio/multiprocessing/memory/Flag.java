package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Something that is set or not, and those who wait until it is. Has no lock, so that it can be set
/// from anywhere and whoever dies holds nobody up.
///
/// | offset | bytes | field     | meaning                                                     |
/// |-------:|------:|-----------|-------------------------------------------------------------|
/// |      0 |     4 | `changes` | how often it was set or cleared: odd when it is set          |
/// |     64 |     8 | `set`     | [EventCount] of who waits until it is set                    |
public final class Flag {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long SET = 64;

    private final MemorySegment memory;
    private final long offset;
    private final EventCount set;

    Flag(Domain domain, Region region, long offset) {
        this.memory = region.memory();
        this.offset = offset;
        this.set = new EventCount(domain, region, offset + SET);
    }

    /// Whether it is set now.
    public boolean isSet() {
        return isSet(changes());
    }

    private static boolean isSet(int changes) {
        return (changes & 1) != 0;
    }

    private int changes() {
        return (int) INT.getVolatile(memory, offset);
    }

    /// Sets it, which ends the wait of all who wait, also if it is cleared at once.
    public void set() {
        change(false);
        // Also when it was set already: who set it may have died before this.
        set.signalAll();
    }

    /// Clears it.
    public void clear() {
        change(true);
    }

    private void change(boolean from) {
        int changes = changes();
        while (isSet(changes) == from) {
            int found = (int) INT.compareAndExchange(memory, offset, changes, changes + 1);
            if (found == changes) {
                return;
            }
            changes = found;
        }
    }

    /// Waits until it is set, or was since the call.
    ///
    /// @return false if it was not before `patience` was over
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it
    public boolean await(Patience patience) throws InterruptedException {
        int before = changes();
        return isSet(before) || set.await(() -> changes() != before, patience);
    }

    /// The dead process may have set it and not woken those who wait.
    void recover(Death death) {
        set.signalAll(death.wake());
    }
}
