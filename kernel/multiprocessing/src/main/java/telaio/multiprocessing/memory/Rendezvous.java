package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import telaio.multiprocessing.origin.Stopped;

/// Where a fixed number of threads, of all processes, wait for one another, time after time. Each
/// time is a generation, which is complete or broken in the end. The whole state is one long, so
/// that who dies leaves none half changed; and every process that takes part has a bit, so that its
/// death breaks what would wait for it.
///
/// | offset | bytes | field     | meaning                                                     |
/// |-------:|------:|-----------|-------------------------------------------------------------|
/// |      0 |     8 | `state`   | see below                                                    |
/// |      8 |     8 | `died`    | number of the process whose death broke it, or 0              |
/// |     16 |     4 | `parties` | how many meet                                                |
/// |     64 |     8 | `changed` | [EventCount] of who waits                                     |
/// |    128 |   128 | `members` | a bit for every slot of a process that takes part             |
///
/// | bits of `state` | meaning                                                      |
/// |----------------:|--------------------------------------------------------------|
/// |          38..63 | number of this generation                                     |
/// |          22..37 | how the last ones ended, the latest lowest: 1 if broken       |
/// |              21 | this one is broken                                            |
/// |           0..20 | how many arrived                                              |
public final class Rendezvous {
    /// Most threads that can meet.
    public static final int MOST_PARTIES = (1 << 21) - 1;

    private static final long BROKEN = 1L << 21;
    private static final int HISTORY = 22;
    private static final int REMEMBERED = 16;
    private static final int GENERATION = HISTORY + REMEMBERED;
    private static final long GENERATIONS = 1L << (Long.SIZE - GENERATION);

    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("state"),
                    ValueLayout.JAVA_LONG.withName("died"),
                    ValueLayout.JAVA_INT.withName("parties"),
                    MemoryLayout.paddingLayout(44),
                    MemoryLayout.paddingLayout(64).withName("changed"),
                    MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_LONG).withName("members"));

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long DIED = offset("died");
    private static final long PARTIES = offset("parties");
    private static final long CHANGED = offset("changed");
    private static final long MEMBERS = offset("members");

    private final Domain domain;
    private final MemorySegment memory;
    private final long offset;
    private final EventCount changed;

    Rendezvous(Domain domain, Region region, long offset) {
        this.domain = domain;
        this.memory = region.memory();
        this.offset = offset;
        this.changed = new EventCount(domain, region, offset + CHANGED);
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(PathElement.groupElement(field));
    }

    static void start(MemorySegment memory, long offset, int parties) {
        INT.set(memory, offset + PARTIES, parties);
    }

    /// From now on this process takes part.
    Rendezvous join() {
        int slot = LockWord.slot(domain.control().process());
        LONG.getAndBitwiseOr(memory, member(slot), 1L << slot);
        return this;
    }

    private long member(int slot) {
        return offset + MEMBERS + (long) (slot / Long.SIZE) * Long.BYTES;
    }

    /// How a generation ended, as one of its threads sees it.
    private enum End {
        NONE,
        COMPLETE,
        BROKEN
    }

    /// How many meet.
    public int parties() {
        return (int) INT.get(memory, offset + PARTIES);
    }

    /// How many wait now.
    public int waiting() {
        long state = state();
        return broken(state) ? 0 : arrived(state);
    }

    /// Whether this generation is broken: until [#reset] nobody waits any more.
    public boolean isBroken() {
        return broken(state());
    }

    /// Number of the process whose death broke it, if that is why it is broken.
    public OptionalLong died() {
        long pid = (long) LONG.getVolatile(memory, offset + DIED);
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    private long state() {
        return (long) LONG.getVolatile(memory, offset);
    }

    private boolean change(long from, long to) {
        return (boolean) LONG.compareAndSet(memory, offset, from, to);
    }

    private static int arrived(long state) {
        return (int) (state & (BROKEN - 1));
    }

    private static boolean broken(long state) {
        return (state & BROKEN) != 0;
    }

    private static long generation(long state) {
        return state >>> GENERATION;
    }

    /// The state a next generation begins with.
    private static long next(long state, boolean broken) {
        long history = state >>> HISTORY << 1 | (broken ? 1 : 0);
        return (generation(state) + 1) << GENERATION
                | (history & ((1L << REMEMBERED) - 1)) << HISTORY;
    }

    private End end(long generation) {
        long state = state();
        long later = (generation(state) - generation) & (GENERATIONS - 1);
        if (later == 0) {
            return broken(state) ? End.BROKEN : End.NONE;
        }
        // One that comes to look so late that nothing is remembered was complete: nobody breaks
        // the barrier that many times while one sleeps.
        boolean broken = later <= REMEMBERED && (state >>> (HISTORY + later - 1) & 1) != 0;
        return broken ? End.BROKEN : End.COMPLETE;
    }

    /// Waits until all have arrived. Whoever leaves before breaks the generation.
    ///
    /// @param action done by the last who arrives, before all go on
    /// @return how many were still to come: 0 for the last; [#BREACH] if the generation is broken;
    ///   [#LATE] if `patience` was over first, which breaks it
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it; the generation is broken
    public int await(Runnable action, Patience patience) throws InterruptedException {
        if (patience.interruptible() && Thread.interrupted()) {
            abort(); // the others would wait for this thread
            throw new InterruptedException();
        }
        while (true) {
            long state = state();
            if (broken(state)) {
                return BREACH;
            }
            int missing = parties() - arrived(state) - 1;
            if (missing < 0) {
                // The last one does its action still: this thread is one of the next generation.
                long full = generation(state);
                if (!changed.await(() -> end(full) != End.NONE, patience, this::suspectAll)) {
                    return LATE;
                }
            } else if (change(state, state + 1)) {
                long mine = generation(state);
                return missing == 0 ? complete(mine, action) : await(mine, missing, patience);
            }
        }
    }

    /// Result of [#await]: broken.
    public static final int BREACH = -1;

    /// Result of [#await]: broken by the caller, whose patience was over.
    public static final int LATE = -2;

    private int complete(long generation, Runnable action) {
        boolean done = false;
        try {
            action.run();
            done = true;
        } finally {
            if (!done) {
                breakOff(generation);
            }
        }
        while (true) {
            long state = state();
            if (generation(state) != generation || broken(state)) {
                return BREACH;
            }
            if (change(state, next(state, false))) {
                changed.signalAll();
                return 0;
            }
        }
    }

    private int await(long generation, int missing, Patience patience) throws InterruptedException {
        boolean late = false;
        try {
            if (!changed.await(() -> end(generation) != End.NONE, patience, this::suspectAll)) {
                late = breakOff(generation);
            }
        } catch (InterruptedException e) {
            breakOff(generation);
            if (end(generation) == End.BROKEN) {
                throw e;
            }
            Thread.currentThread().interrupt(); // it was complete before
        } catch (Stopped e) {
            breakOff(generation);
            throw e;
        }
        if (end(generation) == End.COMPLETE) {
            return missing;
        }
        return late ? LATE : BREACH;
    }

    /// Breaks this generation, if it has not ended.
    ///
    /// @return whether it was this call that broke it
    private boolean breakOff(long generation) {
        while (true) {
            long state = state();
            if (generation(state) != generation || broken(state)) {
                return false;
            }
            if (change(state, state | BROKEN)) {
                changed.signalAll();
                return true;
            }
        }
    }

    /// Breaks the generation there is: who waits, and who comes before the next [#reset], is told.
    public void abort() {
        long state = state();
        // Once is enough: another may reset it at once.
        while (!broken(state) && !change(state, state | BROKEN)) {
            state = state();
        }
        changed.signalAll(); // also when it was broken before, by one who died before this
    }

    /// Begins anew. For those who wait the generation is broken.
    public void reset() {
        while (true) {
            long state = state();
            if (arrived(state) == 0 && !broken(state)) {
                return;
            }
            LONG.setVolatile(memory, offset + DIED, 0L);
            if (change(state, next(state, true))) {
                changed.signalAll();
                return;
            }
        }
    }

    private void suspectAll() {
        forEachMember(domain::suspect);
    }

    private void forEachMember(IntConsumer action) {
        for (int slot = 1; slot <= Control.SLOTS; slot++) {
            if (isMember(slot)) {
                action.accept(slot);
            }
        }
    }

    private boolean isMember(int slot) {
        return ((long) LONG.getVolatile(memory, member(slot)) & 1L << slot) != 0;
    }

    /// The others must not wait for a dead process, nor the next process in its slot stand for it.
    void recover(Death death) {
        if (isMember(death.slot())) {
            if (!death.left()) {
                LONG.setVolatile(memory, offset + DIED, death.pid());
                abort();
            }
            LONG.getAndBitwiseAnd(memory, member(death.slot()), ~(1L << death.slot()));
        }
        changed.signalAll(death.wake());
    }
}
