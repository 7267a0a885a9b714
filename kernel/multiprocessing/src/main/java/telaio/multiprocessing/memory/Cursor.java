package telaio.multiprocessing.memory;

/// A place in the stream of messages: how many came before it and how many 8-byte units they took,
/// in one `long`, so that one store moves both. Both count on for ever and wrap.
///
/// | bits   | meaning                        |
/// |-------:|--------------------------------|
/// | 34..63 | messages, modulo 2^30           |
/// |  0..33 | units, modulo 2^34 (128 GiB)    |
final class Cursor {
    /// Most messages between two cursors.
    static final int MAX_MESSAGES = (1 << 30) - 1;

    /// Most units between two cursors: half of what can be told apart, so that there is a before
    /// and an after.
    static final long MAX_UNITS = (1L << 33) - 1;

    private static final int SHIFT = 34;
    private static final long UNITS = (1L << SHIFT) - 1;

    private Cursor() {}

    static long units(long cursor) {
        return cursor & UNITS;
    }

    /// The cursor after one more message.
    static long after(long cursor, long units) {
        return (((cursor >>> SHIFT) + 1) << SHIFT) | ((cursor + units) & UNITS);
    }

    /// How many messages lie between.
    static int messages(long head, long tail) {
        return (int) ((tail >>> SHIFT) - (head >>> SHIFT)) & MAX_MESSAGES;
    }

    /// How many units `to` comes after `from`; negative if before.
    static long distance(long from, long to) {
        return (to - from) << (Long.SIZE - SHIFT) >> (Long.SIZE - SHIFT);
    }
}
