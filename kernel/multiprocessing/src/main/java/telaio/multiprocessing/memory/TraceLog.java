package telaio.multiprocessing.memory;

import java.lang.StackWalker.StackFrame;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one process, the latest of them: a ring of [#RECORD]s in a file of its own, which
/// outlives it.
///
/// | offset | bytes | field        | meaning                                                  |
/// |-------:|------:|--------------|----------------------------------------------------------|
/// |      0 |     4 | `generation` | which switching on it belongs to; set last, so not 0      |
/// |      4 |     4 | `records`    | how many it has room for                                  |
/// |      8 |     8 | `pid`        | number of the process                                     |
/// |     16 |     8 | `start`      | see [Identity]                                            |
/// |     24 |    48 | `name`       | its name: length and bytes                                |
/// |    128 |     8 | `next`       | how many events were begun                                |
/// |    192 |       | the records                                                             |
@SuppressWarnings("EnumOrdinal") // all processes of a family have the same classes
final class TraceLog {
    private static final int NAME = 48;
    private static final int FILE = 32;
    private static final int THREAD = 24;
    private static final int LOCKS = 3;

    private static final MemoryLayout HEADER =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_INT.withName("generation"),
                    ValueLayout.JAVA_INT.withName("records"),
                    ValueLayout.JAVA_LONG.withName("pid"),
                    ValueLayout.JAVA_LONG.withName("start"),
                    MemoryLayout.paddingLayout(NAME).withName("name"),
                    MemoryLayout.paddingLayout(56),
                    ValueLayout.JAVA_LONG.withName("next"),
                    MemoryLayout.paddingLayout(56));

    /// `state` is the event's number, counted from 1, once it is complete, and −1 while it is being
    /// written; `kinds` has kind of event, kind of thing, use, and number of locks, a byte each;
    /// `locks` are the first of them, region and block in one.
    private static final MemoryLayout RECORD =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("state"),
                    ValueLayout.JAVA_LONG.withName("time"),
                    ValueLayout.JAVA_LONG.withName("thread"),
                    ValueLayout.JAVA_LONG.withName("region"),
                    ValueLayout.JAVA_LONG.withName("offset"),
                    ValueLayout.JAVA_LONG.withName("detail"),
                    ValueLayout.JAVA_INT.withName("line"),
                    ValueLayout.JAVA_INT.withName("kinds"),
                    MemoryLayout.sequenceLayout(LOCKS, ValueLayout.JAVA_LONG).withName("locks"),
                    MemoryLayout.paddingLayout(FILE).withName("file"),
                    MemoryLayout.paddingLayout(THREAD).withName("name"));

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long RECORDS = header("records");
    private static final long PID = header("pid");
    private static final long START = header("start");
    private static final long PROCESS_NAME = header("name");
    private static final long NEXT = header("next");
    private static final long TIME = record("time");
    private static final long THREAD_ID = record("thread");
    private static final long REGION = record("region");
    private static final long OFFSET = record("offset");
    private static final long DETAIL = record("detail");
    private static final long LINE = record("line");
    private static final long KINDS = record("kinds");
    private static final long HELD = record("locks");
    private static final long SOURCE = record("file");
    private static final long THREAD_NAME = record("name");
    private static final long BUSY = -1;

    private static final TraceEvent.Kind[] EVENTS = TraceEvent.Kind.values();
    private static final Watched.Kind[] THINGS = Watched.Kind.values();
    private static final Claim.Use[] USES = Claim.Use.values();

    private final Region region;
    private final MemorySegment memory;
    private final int records;

    private TraceLog(Region region) {
        this.region = region;
        this.memory = region.memory();
        this.records = (int) INT.get(memory, RECORDS);
    }

    private static long header(String field) {
        return HEADER.byteOffset(PathElement.groupElement(field));
    }

    private static long record(String field) {
        return RECORD.byteOffset(PathElement.groupElement(field));
    }

    static long size(int records) {
        return HEADER.byteSize() + records * RECORD.byteSize();
    }

    /// @throws NoRoom if there is no room, in the temporary folder neither
    static TraceLog create(Domain domain, int generation, int records, String name) {
        var region = domain.room().allocate(Kind.TRACE, size(records));
        var memory = region.memory();
        var self = Identity.current();
        INT.set(memory, RECORDS, records);
        LONG.set(memory, PID, self.pid());
        LONG.set(memory, START, self.start());
        text(memory, PROCESS_NAME, NAME, name);
        INT.setRelease(memory, 0L, generation);
        return new TraceLog(region);
    }

    /// The log in this file; null if it is gone, or not there yet.
    static @Nullable TraceLog open(Domain domain, long id) {
        var region = domain.room().open(Kind.TRACE, id);
        return region == null
                        || region.memory().byteSize() < HEADER.byteSize()
                        || (int) INT.getAcquire(region.memory(), 0L) == 0
                ? null
                : new TraceLog(region);
    }

    int generation() {
        return (int) INT.get(memory, 0L);
    }

    Identity owner() {
        return new Identity((long) LONG.get(memory, PID), (long) LONG.get(memory, START));
    }

    void delete() {
        region.delete();
    }

    /// How many events there have been.
    long count() {
        return (long) LONG.getVolatile(memory, NEXT);
    }

    /// Number of the first event that is not overwritten.
    long first() {
        return Math.max(0, count() - records);
    }

    private long at(long number) {
        return HEADER.byteSize() + number % records * RECORD.byteSize();
    }

    /// Writes an event. It is lost if another thread is still writing the one a whole round before.
    void write(
            TraceEvent.Kind kind,
            Watched what,
            Claim.@Nullable Use use,
            long detail,
            long time,
            List<Watched> held,
            @Nullable StackFrame place) {
        long number = (long) LONG.getAndAdd(memory, NEXT, 1L);
        long at = at(number);
        long state = (long) LONG.getOpaque(memory, at);
        if (state == BUSY || !LONG.compareAndSet(memory, at, state, BUSY)) {
            return;
        }
        var thread = Thread.currentThread();
        LONG.set(memory, at + TIME, time);
        LONG.set(memory, at + THREAD_ID, thread.threadId());
        LONG.set(memory, at + REGION, what.region());
        LONG.set(memory, at + OFFSET, what.offset());
        LONG.set(memory, at + DETAIL, detail);
        int locks = Math.min(held.size(), LOCKS);
        for (int i = 0; i < locks; i++) {
            LONG.set(memory, at + HELD + (long) i * Long.BYTES, packed(held.get(i)));
        }
        int how = use == null ? USES.length : use.ordinal();
        INT.set(
                memory,
                at + KINDS,
                kind.ordinal() | (what.kind().ordinal() << 8) | (how << 16) | (locks << 24));
        var file = place == null ? null : place.getFileName();
        INT.set(memory, at + LINE, place == null ? 0 : place.getLineNumber());
        text(memory, at + SOURCE, FILE, file == null ? "" : file);
        text(memory, at + THREAD_NAME, THREAD, thread.getName());
        LONG.setRelease(memory, at, number + 1);
    }

    private static long packed(Watched lock) {
        return (lock.region() << 24) | ((lock.offset() / Cells.BLOCK) << 8) | lock.kind().ordinal();
    }

    private static Watched unpacked(long lock) {
        return new Watched(
                THINGS[(int) (lock & 0xFF)], lock >>> 24, ((lock >>> 8) & 0xFFFF) * Cells.BLOCK);
    }

    private static void text(MemorySegment memory, long at, int room, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, room - 1);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
            length--; // not in the middle of a character
        }
        memory.set(ValueLayout.JAVA_BYTE, at, (byte) length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at + 1, length);
    }

    private static String text(MemorySegment memory, long at) {
        var bytes = new byte[memory.get(ValueLayout.JAVA_BYTE, at)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + 1, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The event with this number; null if it is not complete, or overwritten.
    @Nullable TraceEvent read(long number) {
        long at = at(number);
        if ((long) LONG.getAcquire(memory, at) != number + 1) {
            return null;
        }
        var copy = MemorySegment.ofArray(new long[(int) (RECORD.byteSize() / Long.BYTES)]);
        MemorySegment.copy(memory, at, copy, 0, RECORD.byteSize());
        VarHandle.acquireFence();
        return (long) LONG.getOpaque(memory, at) == number + 1 ? event(copy) : null;
    }

    private TraceEvent event(MemorySegment copy) {
        int kinds = (int) INT.get(copy, KINDS);
        int how = (kinds >>> 16) & 0xFF;
        List<Watched> held = new ArrayList<>();
        for (int i = 0; i < kinds >>> 24; i++) {
            held.add(unpacked((long) LONG.get(copy, HELD + (long) i * Long.BYTES)));
        }
        return new TraceEvent(
                EVENTS[kinds & 0xFF],
                (long) LONG.get(copy, TIME),
                (long) LONG.get(memory, PID),
                text(memory, PROCESS_NAME),
                (long) LONG.get(copy, THREAD_ID),
                text(copy, THREAD_NAME),
                new Watched(
                        THINGS[(kinds >>> 8) & 0xFF],
                        (long) LONG.get(copy, REGION),
                        (long) LONG.get(copy, OFFSET)),
                how == USES.length ? null : USES[how],
                (long) LONG.get(copy, DETAIL),
                List.copyOf(held),
                text(copy, SOURCE),
                (int) INT.get(copy, LINE));
    }
}
