package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// How often the holder of a [Mutex] has taken it beyond the first time; of meaning to the holder
/// only, and zero when nobody has it.
///
/// | offset | bytes | field   | meaning                     |
/// |-------:|------:|---------|-----------------------------|
/// |      0 |     8 | `word`  | the mutex's [LockWord]       |
/// |      8 |     4 | `holds` | this number                 |
public final class Holds {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long HOLDS = 8;

    private final MemorySegment memory;
    private final long at;

    Holds(Region region, long offset) {
        this.memory = region.memory();
        this.at = offset + HOLDS;
    }

    /// The number. Who does not hold the mutex sees one of some moment.
    public int get() {
        return (int) INT.getOpaque(memory, at);
    }

    /// Changes the number; done by the holder.
    public void set(int holds) {
        INT.setOpaque(memory, at, holds);
    }
}
