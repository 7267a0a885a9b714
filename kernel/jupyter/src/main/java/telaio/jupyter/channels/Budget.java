package telaio.jupyter.channels;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// When more text may be sent, so that no client's server drops any. JupyterLab's server drops
/// stream messages while those of the last 3 s, as they are on the wire, exceed 3 MB, and all
/// messages while those of the last 3 s are more than 3000; every `idle` begins its count anew.
///
/// [#BURST] bytes are sent at once, the rest at [#LIMIT] per [#WINDOW]. Not thread-safe; times are
/// those of `System.nanoTime()`.
final class Budget {
    /// A little longer than the server's: its clock starts when a message arrives.
    static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(3050);

    static final int BURST = 1_800_000;

    /// Leaves room for the last message allowed, which may have 0.4 MB.
    static final int LIMIT = 2_500_000;

    /// What a message is charged at least: so many make [#LIMIT] that their number stays within
    /// bounds too.
    private static final int LEAST = 1000;

    private record Sent(long time, int bytes) {}

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private long bytes;
    private long paced;

    /// When more text may be sent.
    ///
    /// @return how long to wait before more text is sent, in nanoseconds; 0 if it may be sent now
    long delay(long now) {
        expire(now);
        if (bytes < BURST) {
            return 0;
        }
        long pace = Math.max(0, paced - now);
        var oldest = sent.peek();
        return bytes < LIMIT || oldest == null ? pace : Math.max(pace, oldest.time + WINDOW - now);
    }

    /// A message was sent.
    void charge(long now, int size) {
        int charged = Math.max(size, LEAST);
        sent.add(new Sent(now, charged));
        bytes += charged;
        paced = now + WINDOW * charged / LIMIT;
    }

    /// An `idle` was sent.
    void reset() {
        sent.clear();
        bytes = 0;
    }

    private void expire(long now) {
        for (var oldest = sent.peek();
                oldest != null && now - oldest.time >= WINDOW;
                oldest = sent.peek()) {
            bytes -= oldest.bytes;
            sent.remove();
        }
    }
}
