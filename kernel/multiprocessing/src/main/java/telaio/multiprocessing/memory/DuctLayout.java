package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.ValueLayout;

/// The region of a [Duct].
///
/// | offset | bytes | field      | meaning                                                      |
/// |-------:|------:|------------|--------------------------------------------------------------|
/// |      0 |     8 | `toRight`  | number of the ring that the left end fills                    |
/// |      8 |     8 | `toLeft`   | number of the ring that the right end fills; 0 for none       |
/// |     16 |     4 | `ready`    | 1 once the rest is valid                                      |
/// |     20 |     4 | `changes`  | changes whenever what is said of an end does                  |
/// |     64 |   192 | left end   | as below                                                      |
/// |    256 |   192 | right end  |                                                               |
///
/// An end:
///
/// | offset | bytes | field     | meaning                                                       |
/// |-------:|------:|-----------|---------------------------------------------------------------|
/// |      0 |   128 | `holders` | a bit for each slot of a process: it holds this end            |
/// |    128 |     4 | `passed`  | how often it was sent to somebody                              |
/// |    132 |     4 | `arrived` | the last of these times of which it is known what became of it |
final class DuctLayout {
    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("toRight"),
                    ValueLayout.JAVA_LONG.withName("toLeft"),
                    ValueLayout.JAVA_INT.withName("ready"),
                    ValueLayout.JAVA_INT.withName("changes"),
                    MemoryLayout.paddingLayout(40));

    private static final MemoryLayout END =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_LONG).withName("holders"),
                    ValueLayout.JAVA_INT.withName("passed"),
                    ValueLayout.JAVA_INT.withName("arrived"),
                    MemoryLayout.paddingLayout(56));

    static final long SIZE = LAYOUT.byteSize() + 2 * END.byteSize();
    static final long TO_RIGHT = LAYOUT.byteOffset(PathElement.groupElement("toRight"));
    static final long TO_LEFT = LAYOUT.byteOffset(PathElement.groupElement("toLeft"));
    static final long READY = LAYOUT.byteOffset(PathElement.groupElement("ready"));
    static final long CHANGES = LAYOUT.byteOffset(PathElement.groupElement("changes"));
    static final long PASSED = END.byteOffset(PathElement.groupElement("passed"));
    static final long ARRIVED = END.byteOffset(PathElement.groupElement("arrived"));

    private DuctLayout() {}

    /// Where an end begins, 0 for the left one.
    static long end(int end) {
        return LAYOUT.byteSize() + end * END.byteSize();
    }

    /// The word with the bit of this slot.
    static long holders(int end, int slot) {
        return end(end) + (long) (slot / Long.SIZE) * Long.BYTES;
    }

    static long bit(int slot) {
        return 1L << (slot % Long.SIZE);
    }
}
