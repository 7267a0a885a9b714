package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// A lock between threads of all processes of a [Domain]; its state is one [LockWord] in a region.
/// Not reentrant, not fair. Does not stay with a dead owner: [Domain#died] frees it, or whoever
/// waits for it and finds that the owner is gone.
public final class Mutex {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final Acquisition ACQUIRED = new Acquisition.Acquired();
    private static final Acquisition TIMED_OUT = new Acquisition.TimedOut();

    /// Where in a word the half lies that waiters watch.
    private static final long UPPER =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.BYTES : 0;

    private final Domain domain;
    private final Control control;
    private final long region;
    private final MemorySegment memory;
    private final long offset;
    private final Spin spin = new Spin(10, 100);

    /// A view of the word at `offset`; the word's first state is zero.
    Mutex(Domain domain, Region region, long offset) {
        this.domain = domain;
        this.control = domain.control();
        this.region = region.id();
        this.memory = region.memory();
        this.offset = offset;
    }

    /// Takes the mutex, waiting as long as `patience` lasts. Whoever holds it already waits for
    /// itself.
    ///
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it
    public Acquisition acquire(Patience patience) throws InterruptedException {
        return (boolean) LONG.compareAndSet(memory, offset, LockWord.FREE, control.self())
                ? ACQUIRED
                : contend(patience);
    }

    /// Takes the mutex if that needs no wait.
    public Acquisition tryAcquire() {
        if ((boolean) LONG.compareAndSet(memory, offset, LockWord.FREE, control.self())) {
            return ACQUIRED;
        }
        long word = (long) LONG.getVolatile(memory, offset);
        return inheritable(word) && inherit(word) ? died(word) : TIMED_OUT;
    }

    /// Takes the mutex, however long that takes: for the short waits on one inside a shared object.
    void acquireAnyway() {
        try {
            acquire(Patience.UNTIL_STOPPED);
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Gives the mutex back.
    ///
    /// @return false, and nothing is done, if the calling thread does not hold it
    public boolean release() {
        if ((boolean) LONG.compareAndSet(memory, offset, control.self(), LockWord.FREE)) {
            return true;
        }
        if (!heldByMe()) {
            return false;
        }
        if ((long) LONG.getAndSet(memory, offset, LockWord.FREE) < 0) {
            wake(1);
        }
        return true;
    }

    /// Whether the calling thread holds it.
    public boolean heldByMe() {
        return ((long) LONG.getOpaque(memory, offset) & ~LockWord.WAITERS) == control.self();
    }

    /// Whether a thread of the process in this slot holds it.
    boolean heldBy(int slot) {
        return LockWord.slot((long) LONG.getVolatile(memory, offset)) == slot;
    }

    /// Whether nobody holds it, and no death is left to be told.
    boolean free() {
        return (long) LONG.getVolatile(memory, offset) == LockWord.FREE;
    }

    /// Who holds it now.
    public Optional<Holder> holder() {
        return holder((long) LONG.getVolatile(memory, offset));
    }

    /// Whom a lock word names.
    Optional<Holder> holder(long word) {
        int slot = LockWord.slot(word);
        return slot == Control.NO_SLOT || slot == LockWord.HEIR
                ? Optional.empty()
                : control.holder(slot).map(it -> it.of(LockWord.thread(word)));
    }

    private Acquisition contend(Patience patience) throws InterruptedException {
        long self = control.self();
        int budget = spin.budget();
        for (int i = 0; i < budget; i++) {
            if ((long) LONG.getOpaque(memory, offset) == LockWord.FREE
                    && (boolean) LONG.compareAndSet(memory, offset, LockWord.FREE, self)) {
                spin.paid();
                return ACQUIRED;
            }
            Thread.onSpinWait();
        }
        spin.failed();
        var result = TIMED_OUT;
        try (var wait = new Wait(domain, patience, region, offset)) {
            result = await(wait, self);
            return result;
        } finally {
            if (result instanceof Acquisition.TimedOut) {
                wake(1); // this thread may have been woken to take it: another shall
            }
        }
    }

    private Acquisition await(Wait wait, long self) throws InterruptedException {
        while (true) {
            long word = (long) LONG.getVolatile(memory, offset);
            if (word == LockWord.FREE) {
                // Others may be asleep, so the word must say so.
                if ((boolean) LONG.compareAndSet(memory, offset, word, self | LockWord.WAITERS)) {
                    return ACQUIRED;
                }
            } else if (inheritable(word)) {
                if (inherit(word)) {
                    return died(word);
                }
            } else if (word < 0
                    || (boolean)
                            LONG.compareAndSet(memory, offset, word, word | LockWord.WAITERS)) {
                int expected = LockWord.upper(word | LockWord.WAITERS);
                if (!wait.pause(memory, offset + UPPER, expected)) {
                    return TIMED_OUT;
                }
                if (((long) LONG.getVolatile(memory, offset) | LockWord.WAITERS)
                        == (word | LockWord.WAITERS)) {
                    domain.suspect(LockWord.slot(word));
                }
            }
        }
    }

    private static boolean inheritable(long word) {
        return LockWord.slot(word) == LockWord.HEIR;
    }

    private boolean inherit(long word) {
        if (!(boolean) LONG.compareAndSet(memory, offset, word, LockWord.FREE)) {
            return false;
        }
        wake(Integer.MAX_VALUE);
        return true;
    }

    private static Acquisition died(long word) {
        return new Acquisition.HolderDied(LockWord.thread(word));
    }

    /// Takes the mutex from the dead process in `slot`, if it has it.
    ///
    /// @param state the word from then on: free, or a note for the next taker
    /// @param wake whether to wake all, also when it was not his: he may have been the one that was
    ///   woken to take it
    void recover(int slot, long state, boolean wake) {
        long word = (long) LONG.getVolatile(memory, offset);
        while (LockWord.slot(word) == slot
                && !(boolean) LONG.compareAndSet(memory, offset, word, state)) {
            word = (long) LONG.getVolatile(memory, offset);
        }
        if (wake) {
            wake(Integer.MAX_VALUE);
        }
    }

    private void wake(int count) {
        domain.waiting().wake(memory, offset + UPPER, count);
    }

    /// Who holds a mutex.
    ///
    /// @param pid number of the process
    /// @param process its name
    /// @param thread the thread's `threadId`
    public record Holder(long pid, String process, long thread) {
        private Holder of(long thread) {
            return new Holder(pid, process, thread);
        }
    }
}
