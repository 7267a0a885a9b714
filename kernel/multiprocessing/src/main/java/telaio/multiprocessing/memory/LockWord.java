package telaio.multiprocessing.memory;

/// The 64 bits of a lock.
///
/// | bits   | meaning                                                                      |
/// |-------:|------------------------------------------------------------------------------|
/// |     63 | someone may be waiting                                                       |
/// | 48..62 | slot of the owner's process; [#HEIR] if the owner died                       |
/// |  0..47 | `threadId` of the owner; with [#HEIR], the number of the process that died    |
///
/// All zero is free. Threads wait on the upper half, the one that changes when waiters come.
final class LockWord {
    static final long FREE = 0;
    static final long WAITERS = Long.MIN_VALUE;

    /// Slot number that says: the owner died, and nobody was told yet.
    static final int HEIR = 0x7FFF;

    private static final int SHIFT = 48;
    private static final long THREAD = (1L << SHIFT) - 1;

    private LockWord() {}

    static int slot(long word) {
        return (int) ((word & ~WAITERS) >>> SHIFT);
    }

    static long thread(long word) {
        return word & THREAD;
    }

    /// The part of a word that says which process.
    static long process(int slot) {
        return (long) slot << SHIFT;
    }

    static long inherited(long pid) {
        return process(HEIR) | pid;
    }

    /// The half that waiters watch.
    static int upper(long word) {
        return (int) (word >>> Integer.SIZE);
    }
}
