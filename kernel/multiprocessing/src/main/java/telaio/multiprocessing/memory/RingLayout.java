package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.ValueLayout;

/// The first region of a [ByteRing]. What producers write, what consumers write and where each
/// waits lie 128 bytes apart: processor cores fetch lines in pairs.
///
/// | offset | bytes | field         | meaning                                                    |
/// |-------:|------:|---------------|------------------------------------------------------------|
/// |      0 |     8 | `capacity`    | most messages; set last when the ring is made, so not 0     |
/// |      8 |     4 | `closed`      | 1 once closed                                               |
/// |     16 |     8 | `duct`        | number of the [Duct] whose messages it carries, or 0        |
/// |     24 |     4 | `end`         | which end of that fills it                                  |
/// |    128 |     8 | `producers`   | [LockWord] of who puts                                      |
/// |    136 |     8 | `tail`        | [Cursor] after the last message put                         |
/// |    144 |     8 | `headSeen`    | `head` as producers last saw it; theirs                     |
/// |    256 |     8 | `consumers`   | [LockWord] of who takes                                     |
/// |    264 |     8 | `head`        | [Cursor] before the first message left                      |
/// |    272 |     8 | `tailSeen`    | `tail` as consumers last saw it; theirs                     |
/// |    280 |     8 | `headSegment` | where consumers read                                        |
/// |    384 |     8 | `notEmpty`    | [EventCount] of consumers                                   |
/// |    512 |     8 | `notFull`     | [EventCount] of producers                                   |
/// |    640 |     8 | `finished`    | [Cursor]: how many of the messages put are dealt with       |
/// |    648 |     8 | `allFinished` | [EventCount] of who waits for all to be                     |
/// |    768 |       | the first [Segment]                                                            |
final class RingLayout {
    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("capacity"),
                    ValueLayout.JAVA_INT.withName("closed"),
                    MemoryLayout.paddingLayout(4),
                    ValueLayout.JAVA_LONG.withName("duct"),
                    ValueLayout.JAVA_INT.withName("end"),
                    MemoryLayout.paddingLayout(100),
                    ValueLayout.JAVA_LONG.withName("producers"),
                    ValueLayout.JAVA_LONG.withName("tail"),
                    ValueLayout.JAVA_LONG.withName("headSeen"),
                    MemoryLayout.paddingLayout(104),
                    ValueLayout.JAVA_LONG.withName("consumers"),
                    ValueLayout.JAVA_LONG.withName("head"),
                    ValueLayout.JAVA_LONG.withName("tailSeen"),
                    ValueLayout.JAVA_LONG.withName("headSegment"),
                    MemoryLayout.paddingLayout(96),
                    ValueLayout.JAVA_LONG.withName("notEmpty"),
                    MemoryLayout.paddingLayout(120),
                    ValueLayout.JAVA_LONG.withName("notFull"),
                    MemoryLayout.paddingLayout(120),
                    ValueLayout.JAVA_LONG.withName("finished"),
                    ValueLayout.JAVA_LONG.withName("allFinished"),
                    MemoryLayout.paddingLayout(112));

    static final long SIZE = LAYOUT.byteSize();
    static final long CAPACITY = offset("capacity");
    static final long CLOSED = offset("closed");
    static final long DUCT = offset("duct");
    static final long END = offset("end");
    static final long PRODUCERS = offset("producers");
    static final long TAIL = offset("tail");
    static final long HEAD_SEEN = offset("headSeen");
    static final long CONSUMERS = offset("consumers");
    static final long HEAD = offset("head");
    static final long TAIL_SEEN = offset("tailSeen");
    static final long HEAD_SEGMENT = offset("headSegment");
    static final long NOT_EMPTY = offset("notEmpty");
    static final long NOT_FULL = offset("notFull");
    static final long FINISHED = offset("finished");
    static final long ALL_FINISHED = offset("allFinished");

    private RingLayout() {}

    private static long offset(String field) {
        return LAYOUT.byteOffset(PathElement.groupElement(field));
    }
}
