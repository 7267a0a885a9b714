package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.IntPredicate;

/// Which processes hold one end of a [Duct]. A process that was sent the end and has not got it yet
/// counts: nobody knows whether it lives, but it may.
final class Holders {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private final MemorySegment memory;
    private final int end;

    Holders(MemorySegment memory, int end) {
        this.memory = memory;
        this.end = end;
    }

    void add(int slot) {
        LONG.getAndBitwiseOr(memory, DuctLayout.holders(end, slot), DuctLayout.bit(slot));
        changed();
    }

    /// Takes a process off the list.
    ///
    /// @return whether it was on it
    boolean remove(int slot) {
        long bit = DuctLayout.bit(slot);
        long before = (long) LONG.getAndBitwiseAnd(memory, DuctLayout.holders(end, slot), ~bit);
        changed();
        return (before & bit) != 0;
    }

    /// The end is on its way to somebody.
    ///
    /// @return the number of this time, to be given to [#arrived]
    int passed() {
        int number = (int) INT.getAndAdd(memory, DuctLayout.end(end) + DuctLayout.PASSED, 1) + 1;
        changed();
        return number;
    }

    /// It is known what became of the end that was sent at this time, and before.
    void arrived(int number) {
        long at = DuctLayout.end(end) + DuctLayout.ARRIVED;
        int known = (int) INT.getVolatile(memory, at);
        while (known < number && !INT.compareAndSet(memory, at, known, number)) {
            known = (int) INT.getVolatile(memory, at);
        }
        changed();
    }

    /// Whether the end was ever sent to somebody.
    boolean everPassed() {
        return (int) INT.getVolatile(memory, DuctLayout.end(end) + DuctLayout.PASSED) != 0;
    }

    boolean onTheWay() {
        long at = DuctLayout.end(end);
        int arrived = (int) INT.getVolatile(memory, at + DuctLayout.ARRIVED);
        return arrived < (int) INT.getVolatile(memory, at + DuctLayout.PASSED);
    }

    /// Whether one of the holders is like that.
    boolean any(IntPredicate like) {
        for (int first = 0; first <= Control.SLOTS; first += Long.SIZE) {
            long bits = (long) LONG.getVolatile(memory, DuctLayout.holders(end, first));
            for (; bits != 0; bits &= bits - 1) {
                if (like.test(first + Long.numberOfTrailingZeros(bits))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void changed() {
        INT.getAndAdd(memory, DuctLayout.CHANGES, 1);
    }
}
