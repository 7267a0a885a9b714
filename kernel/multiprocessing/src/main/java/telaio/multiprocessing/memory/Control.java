package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The region every process of a [Domain] has mapped: who takes part, and who waits for what.
///
/// | offset | bytes | field    | meaning                                              |
/// |-------:|------:|----------|------------------------------------------------------|
/// |      0 |     8 | `magic`  | [#MAGIC] once the rest is valid                       |
/// |      8 |     8 | `region` | number of the last region made                       |
/// |     16 |     4 | `slot`   | the slot taken last; the next is sought after it      |
/// |     20 |     4 | `futex`  | 1 if waiting is done by [Futex], 0 if by [Polling]    |
/// |     24 |     8 | `arrivals` | [EventCount] of who waits for one of several [Duct]s |
/// |     64 | 1023 × 64 | slots | one [#SLOT] per process; numbered from 1             |
/// |  65536 | 1024 × 32 | waits | one [#WAIT] per waiting thread                       |
/// |  98304 |    64 | `trace`  | the switch of the stream of events, see [#TRACE]      |
///
/// Slots are taken and freed under the domain's file lock; waits are taken by their own thread and
/// cleared by it, or by the one who recovers what a dead process left.
final class Control {
    static final int UNPUBLISHED = -1;

    /// Highest slot number.
    static final int SLOTS = 1023;

    /// The slot number no process has.
    static final int NO_SLOT = 0;

    /// The region of which waits for the end of a process are published; the offset is its number.
    static final long PROCESS = -1;

    private static final long MAGIC = 0x54454C41494F0001L;
    private static final int WAITS = 1024;
    private static final int PROBES = 32;
    private static final int NAME = 46;

    private static final MemoryLayout HEADER =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("magic"),
                    ValueLayout.JAVA_LONG.withName("region"),
                    ValueLayout.JAVA_INT.withName("slot"),
                    ValueLayout.JAVA_INT.withName("futex"),
                    ValueLayout.JAVA_LONG.withName("arrivals"),
                    MemoryLayout.paddingLayout(32));

    /// A process: `pid` 0 if the slot is free, `left` 1 once it ends because its work is done.
    private static final MemoryLayout SLOT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("pid"),
                    ValueLayout.JAVA_LONG.withName("start"),
                    ValueLayout.JAVA_BYTE.withName("length"),
                    ValueLayout.JAVA_BYTE.withName("left"),
                    MemoryLayout.sequenceLayout(NAME, ValueLayout.JAVA_BYTE).withName("name"));

    /// A thread's wait: `waiter` is slot and thread as in a lock word, 0 if the entry is free.
    private static final MemoryLayout WAIT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("waiter"),
                    ValueLayout.JAVA_LONG.withName("region"),
                    ValueLayout.JAVA_LONG.withName("offset"),
                    ValueLayout.JAVA_LONG.withName("since"));

    /// On a line that is hardly ever written, as every use of a lock reads it. `flag` is odd while
    /// the stream is on and grows with every change; `records` is the room of a [TraceLog].
    private static final MemoryLayout TRACE =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_INT.withName("flag"),
                    ValueLayout.JAVA_INT.withName("records"),
                    ValueLayout.JAVA_LONG.withName("lost"),
                    MemoryLayout.paddingLayout(48));

    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    HEADER,
                    MemoryLayout.sequenceLayout(SLOTS, SLOT).withName("slots"),
                    MemoryLayout.sequenceLayout(WAITS, WAIT).withName("waits"),
                    TRACE.withName("trace"));

    static final long SIZE = LAYOUT.byteSize();

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long REGION = HEADER.byteOffset(PathElement.groupElement("region"));
    private static final long LAST_SLOT = HEADER.byteOffset(PathElement.groupElement("slot"));
    private static final long FUTEX = HEADER.byteOffset(PathElement.groupElement("futex"));
    private static final long ARRIVALS = HEADER.byteOffset(PathElement.groupElement("arrivals"));
    private static final long START = SLOT.byteOffset(PathElement.groupElement("start"));
    private static final long LENGTH = SLOT.byteOffset(PathElement.groupElement("length"));
    private static final long LEFT = SLOT.byteOffset(PathElement.groupElement("left"));
    private static final long TEXT = SLOT.byteOffset(PathElement.groupElement("name"));
    private static final long WAIT_REGION = WAIT.byteOffset(PathElement.groupElement("region"));
    private static final long WAIT_OFFSET = WAIT.byteOffset(PathElement.groupElement("offset"));
    private static final long SINCE = WAIT.byteOffset(PathElement.groupElement("since"));

    private static final long TRACING = LAYOUT.byteOffset(PathElement.groupElement("trace"));
    private static final long TRACE_RECORDS =
            TRACING + TRACE.byteOffset(PathElement.groupElement("records"));
    private static final long TRACE_LOST =
            TRACING + TRACE.byteOffset(PathElement.groupElement("lost"));

    private final MemorySegment memory;

    /// This process's slot, shifted to its place in a lock word.
    private long process;

    Control(MemorySegment memory) {
        this.memory = memory;
    }

    boolean valid() {
        return memory.byteSize() == SIZE && (long) LONG.getAcquire(memory, 0L) == MAGIC;
    }

    /// Called once by the process that makes the domain's directory.
    void initialise(boolean futex) {
        INT.set(memory, FUTEX, futex ? 1 : 0);
        LONG.setRelease(memory, 0L, MAGIC);
    }

    boolean futex() {
        return (int) INT.get(memory, FUTEX) == 1;
    }

    EventCount arrivals(Domain domain) {
        return new EventCount(domain, 0, memory, ARRIVALS);
    }

    long nextRegion() {
        return (long) LONG.getAndAdd(memory, REGION, 1L) + 1;
    }

    // Events: the caller of traceOn and traceOff holds the domain's file lock.

    MemorySegment memory() {
        return memory;
    }

    /// Whether the stream of events is on; `memory` is that of a control region.
    static boolean traced(MemorySegment memory) {
        return ((int) INT.getOpaque(memory, TRACING) & 1) != 0;
    }

    /// How often the stream was switched on.
    int traceGeneration() {
        return ((int) INT.getVolatile(memory, TRACING) + 1) / 2;
    }

    int traceRecords() {
        return (int) INT.getVolatile(memory, TRACE_RECORDS);
    }

    void traceOn(int records) {
        INT.setVolatile(memory, TRACE_RECORDS, records);
        LONG.setVolatile(memory, TRACE_LOST, 0L);
        INT.getAndAdd(memory, TRACING, 1);
    }

    void traceOff() {
        INT.getAndAdd(memory, TRACING, 1);
    }

    /// Events that are in no log.
    long traceLost() {
        return (long) LONG.getVolatile(memory, TRACE_LOST);
    }

    void traceLost(long count) {
        LONG.getAndAdd(memory, TRACE_LOST, count);
    }

    /// What a lock word held by the calling thread contains.
    long self() {
        return process | Thread.currentThread().threadId();
    }

    long process() {
        return process;
    }

    // Slots: the caller holds the domain's file lock, but for reading.

    /// The first free slot after the one taken last, so that a number is used again as late as
    /// possible; [#NO_SLOT] if all are taken.
    int freeSlot() {
        int last = (int) INT.get(memory, LAST_SLOT);
        for (int i = 0; i < SLOTS; i++) {
            int slot = (last + i) % SLOTS + 1;
            if ((long) LONG.getVolatile(memory, slotOffset(slot)) == 0) {
                return slot;
            }
        }
        return NO_SLOT;
    }

    void take(int slot, Identity identity, String name) {
        INT.set(memory, LAST_SLOT, slot);
        LONG.set(memory, slotOffset(slot) + START, identity.start());
        memory.set(ValueLayout.JAVA_BYTE, slotOffset(slot) + LEFT, (byte) 0);
        name(slot, name);
        LONG.setRelease(memory, slotOffset(slot), identity.pid());
        process = LockWord.process(slot);
    }

    void free(int slot) {
        LONG.setRelease(memory, slotOffset(slot), 0L);
    }

    /// The process in this slot is about to end because its work is done.
    void leave(int slot) {
        memory.set(ValueLayout.JAVA_BYTE, slotOffset(slot) + LEFT, (byte) 1);
    }

    /// Whether it has said so.
    boolean left(int slot) {
        return memory.get(ValueLayout.JAVA_BYTE, slotOffset(slot) + LEFT) != 0;
    }

    /// The slot of the process with this number, or [#NO_SLOT].
    int slotOf(long pid) {
        for (int slot = 1; slot <= SLOTS; slot++) {
            if ((long) LONG.getVolatile(memory, slotOffset(slot)) == pid) {
                return slot;
            }
        }
        return NO_SLOT;
    }

    /// Who has this slot.
    Optional<Identity> identity(int slot) {
        long pid = (long) LONG.getVolatile(memory, slotOffset(slot));
        long start = (long) LONG.getVolatile(memory, slotOffset(slot) + START);
        return pid == 0 ? Optional.empty() : Optional.of(new Identity(pid, start));
    }

    void name(int slot, String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, NAME);
        while (length < text.length && length > 0 && (text[length] & 0xC0) == 0x80) {
            length--; // not in the middle of a character
        }
        long at = slotOffset(slot);
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, at + TEXT, length);
        memory.set(ValueLayout.JAVA_BYTE, at + LENGTH, (byte) length);
    }

    String name(int slot) {
        long at = slotOffset(slot);
        var text = new byte[memory.get(ValueLayout.JAVA_BYTE, at + LENGTH)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + TEXT, text, 0, text.length);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// The process in this slot as holder of something, without a thread; empty if there is none.
    Optional<Mutex.Holder> holder(int slot) {
        return identity(slot).map(it -> new Mutex.Holder(it.pid(), name(slot), 0));
    }

    /// The name of the process with this number; empty if it takes no part.
    String nameOf(long pid) {
        int slot = slotOf(pid);
        return slot == NO_SLOT ? "" : name(slot);
    }

    private static long slotOffset(int slot) {
        return HEADER.byteSize() + (slot - 1) * SLOT.byteSize();
    }

    // Waits

    /// Writes down that the calling thread waits for the word at `offset` in `region`.
    ///
    /// @return the entry to give to [#unpublish]; [#UNPUBLISHED] when the table is crowded
    int publish(long region, long offset) {
        long self = self();
        int start = Long.hashCode(self * 0x9E3779B97F4A7C15L);
        for (int i = 0; i < PROBES; i++) {
            int entry = Math.floorMod(start + i, WAITS);
            long at = waitOffset(entry);
            if ((boolean) LONG.compareAndSet(memory, at, 0L, self)) {
                LONG.set(memory, at + WAIT_REGION, region);
                LONG.set(memory, at + WAIT_OFFSET, offset);
                LONG.setRelease(memory, at + SINCE, System.nanoTime());
                return entry;
            }
        }
        return UNPUBLISHED;
    }

    void unpublish(int entry) {
        if (entry != UNPUBLISHED) {
            LONG.setRelease(memory, waitOffset(entry) + SINCE, 0L);
            LONG.setRelease(memory, waitOffset(entry), 0L);
        }
    }

    /// Clears the waits of a process that is dead.
    void unpublishAll(int slot) {
        for (int entry = 0; entry < WAITS; entry++) {
            if (LockWord.slot((long) LONG.getVolatile(memory, waitOffset(entry))) == slot) {
                unpublish(entry);
            }
        }
    }

    /// Who waits for what, entry by entry: not at one instant, so one who concludes something from
    /// several of them reads them twice.
    List<Waiter> waiters() {
        var result = new ArrayList<Waiter>();
        for (int entry = 0; entry < WAITS; entry++) {
            long at = waitOffset(entry);
            long since = (long) LONG.getAcquire(memory, at + SINCE);
            long waiter = (long) LONG.getVolatile(memory, at);
            long region = (long) LONG.getVolatile(memory, at + WAIT_REGION);
            long offset = (long) LONG.getVolatile(memory, at + WAIT_OFFSET);
            if (since != 0 && waiter != 0) {
                long pid = identity(LockWord.slot(waiter)).map(Identity::pid).orElse(0L);
                result.add(new Waiter(pid, LockWord.thread(waiter), region, offset, since));
            }
        }
        return result;
    }

    private static long waitOffset(int entry) {
        return HEADER.byteSize() + SLOTS * SLOT.byteSize() + entry * WAIT.byteSize();
    }
}
