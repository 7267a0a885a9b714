package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments of one [ByteRing] as this process has them mapped. A segment is made and linked by
/// a producer who found no room, and removed by the consumer who has read it to its end.
final class Chain {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    /// Room of the first segment. Writing its zeros takes some 60 µs.
    private static final long SMALLEST = 1 << 16;

    private static final long LARGEST = 1 << 23;

    private final Domain domain;
    private final Region region;
    private final MemorySegment memory;

    /// Where this process wrote last; guarded by the producers' mutex.
    private Segment writing;

    /// Where this process read last; guarded by the consumers' mutex.
    private Segment reading;

    Chain(Domain domain, Region region) {
        this.domain = domain;
        this.region = region;
        this.memory = region.memory();
        this.writing = new Segment(region, RingLayout.SIZE);
        this.reading = writing;
    }

    /// Bytes of a ring's region: header and first segment.
    static long size() {
        return RingLayout.SIZE + Segment.size(SMALLEST);
    }

    /// Where producers write. The caller holds the producers' mutex.
    Segment writing() {
        while (writing.next() != 0) {
            var next = find(writing.next());
            // If the next is gone, consumers are further on.
            writing = next != null ? next : oldest();
        }
        return writing;
    }

    private Segment oldest() {
        while (true) {
            var found = find((long) LONG.getVolatile(memory, RingLayout.HEAD_SEGMENT));
            if (found != null) {
                return found;
            }
            if (!region.file().toFile().exists()) {
                throw new RingClosed();
            }
        }
    }

    /// Makes the stream go on, after `tail`, in a larger segment. The caller holds the producers'
    /// mutex.
    ///
    /// @throws NoRoom if the file system is full; nothing has changed then
    Segment grow(long head, long tail, long units) {
        if (Cursor.distance(head, tail) > Cursor.MAX_UNITS - LARGEST) {
            throw new IllegalStateException("64 GiB of messages wait to be taken");
        }
        long bytes = writing.bytes() * 2;
        while (bytes < units * 2 * Long.BYTES) {
            bytes *= 2;
        }
        bytes = Math.min(bytes, LARGEST);
        var next = new Segment(domain.allocate(Kind.SEGMENT, Segment.size(bytes)), 0);
        next.startAt(tail);
        writing.linkTo(next, tail);
        writing = next;
        return next;
    }

    /// The segment that holds the message at `head`. The caller holds the consumers' mutex and has
    /// seen the message.
    Segment reading(long head) {
        long id = (long) LONG.getVolatile(memory, RingLayout.HEAD_SEGMENT);
        if (reading.id() != id) {
            reading = present(id);
        }
        while (reading.endsAt(head)) {
            var finished = reading;
            reading = present(finished.next());
            // Only when nobody looks for it any more is it removed.
            LONG.setVolatile(memory, RingLayout.HEAD_SEGMENT, reading.id());
            if (finished.id() != region.id()) {
                finished.region().delete();
            }
        }
        return reading;
    }

    /// The oldest messages, left where they are. The caller holds the consumers' mutex.
    ///
    /// @param most how many at most
    List<Parcel.Label> labels(long head, long tail, int most) {
        List<Parcel.Label> result = new ArrayList<>();
        var segment = head == tail || most == 0 ? reading : reading(head);
        for (long at = head; at != tail && result.size() < most; ) {
            while (segment.endsAt(at)) {
                segment = present(segment.next());
            }
            var label = label(segment, at);
            result.add(label);
            at = Cursor.after(at, label.units());
        }
        return result;
    }

    /// What stands in this segment at `at`.
    Parcel.Label label(Segment segment, long at) {
        long header = segment.header(at);
        int length = (int) (header & ~Segment.ELSEWHERE);
        return new Parcel.Label(segment.read(at, length), header < 0);
    }

    /// Removes all files. The caller holds both mutexes.
    void delete() {
        var segment = oldest();
        while (true) {
            long next = segment.next();
            if (segment.id() != region.id()) {
                segment.region().delete();
            }
            if (next == 0) {
                break;
            }
            segment = present(next);
        }
        region.delete();
    }

    private Segment present(long id) {
        var found = find(id);
        if (found == null) {
            throw new RingClosed();
        }
        return found;
    }

    private @Nullable Segment find(long id) {
        if (id == region.id()) {
            return new Segment(region, RingLayout.SIZE);
        }
        var found = domain.open(Kind.SEGMENT, id);
        return found == null ? null : new Segment(found, 0);
    }
}
