package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A piece of a [ByteRing]: itself a ring, used round and round until a message finds no room; then
/// the stream goes on in a next, larger one for good.
///
/// | offset | bytes | field   | meaning                                                       |
/// |-------:|------:|---------|---------------------------------------------------------------|
/// |      0 |     8 | `start` | [Cursor] where its part of the stream begins                   |
/// |      8 |     8 | `end`   | [Cursor] where it ends; means nothing before `next` is set     |
/// |     16 |     8 | `next`  | number of the next segment's region; 0: this is the last       |
/// |     64 |       | messages: 8 bytes of length, then bytes up to the next unit             |
///
/// The unit at cursor `c` is at index `units(c)` modulo the number of units, a power of two.
final class Segment {
    /// In a message's length: not the message follows but where it is, see [Parcel].
    static final long ELSEWHERE = Long.MIN_VALUE;

    private static final long UNIT = Long.BYTES;

    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("start"),
                    ValueLayout.JAVA_LONG.withName("end"),
                    ValueLayout.JAVA_LONG.withName("next"),
                    MemoryLayout.paddingLayout(40));

    private static final long START = LAYOUT.byteOffset(PathElement.groupElement("start"));
    private static final long END = LAYOUT.byteOffset(PathElement.groupElement("end"));
    private static final long NEXT = LAYOUT.byteOffset(PathElement.groupElement("next"));
    private static final long DATA = LAYOUT.byteSize();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Region region;
    private final MemorySegment memory;
    private final long base;
    private final long mask;

    /// A view of the segment that fills `region` from `base` on.
    Segment(Region region, long base) {
        this.region = region;
        this.memory = region.memory();
        this.base = base;
        this.mask = memory.byteSize() - base - DATA - 1;
    }

    /// Bytes a region needs for a segment with room for `bytes`, a power of two.
    static long size(long bytes) {
        return DATA + bytes;
    }

    /// Units a message of `length` bytes takes.
    static long units(int length) {
        return 1 + (length + UNIT - 1) / UNIT;
    }

    Region region() {
        return region;
    }

    long id() {
        return region.id();
    }

    /// Bytes of messages it has room for.
    long bytes() {
        return mask + 1;
    }

    void startAt(long cursor) {
        LONG.set(memory, base + START, cursor);
    }

    /// Whether `units` more fit after `tail` while consumers are at `head`.
    boolean fits(long head, long tail, long units) {
        long start = (long) LONG.get(memory, base + START);
        long first = Cursor.distance(start, head) > 0 ? head : start;
        return (Cursor.distance(first, tail) + units) * UNIT <= bytes();
    }

    /// The next segment's number, or 0.
    long next() {
        return (long) LONG.getAcquire(memory, base + NEXT);
    }

    /// Ends this segment's part of the stream at `tail`. Until the last store nothing has happened.
    void linkTo(Segment next, long tail) {
        LONG.set(memory, base + END, tail);
        LONG.setRelease(memory, base + NEXT, next.id());
    }

    /// Whether the message at `head` is not in this segment any more but in the next.
    boolean endsAt(long head) {
        return next() != 0
                && Cursor.units((long) LONG.get(memory, base + END)) == Cursor.units(head);
    }

    /// Writes a message after `tail`; nobody sees it before the tail is moved.
    ///
    /// @param flag 0 or [#ELSEWHERE]
    void write(long tail, byte[] message, long flag) {
        long at = Cursor.units(tail) * UNIT & mask;
        LONG.set(memory, base + DATA + at, message.length | flag);
        long from = (at + UNIT) & mask;
        int first = (int) Math.min(message.length, bytes() - from);
        MemorySegment.copy(message, 0, memory, ValueLayout.JAVA_BYTE, base + DATA + from, first);
        if (first < message.length) {
            int rest = message.length - first;
            MemorySegment.copy(message, first, memory, ValueLayout.JAVA_BYTE, base + DATA, rest);
        }
    }

    /// The length field of the message at `head`.
    long header(long head) {
        return (long) LONG.get(memory, base + DATA + (Cursor.units(head) * UNIT & mask));
    }

    /// Copies the message at `head`.
    byte[] read(long head, int length) {
        var message = new byte[length];
        long from = (Cursor.units(head) + 1) * UNIT & mask;
        int first = (int) Math.min(length, bytes() - from);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, base + DATA + from, message, 0, first);
        if (first < length) {
            int rest = length - first;
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, base + DATA, message, first, rest);
        }
        return message;
    }
}
