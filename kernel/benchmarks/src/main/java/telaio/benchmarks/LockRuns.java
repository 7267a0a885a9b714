package telaio.benchmarks;

import java.util.ArrayList;
import java.util.List;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Trace;

/// Times `Lock`. A program of its own; `locks.py` is the same in Python, with the same case.
final class LockRuns {
    /// Time for all to be told when to begin.
    private static final long NOTICE = 20_000_000;

    private LockRuns() {}

    /// When one process began and ended, by `System.nanoTime`, which is one clock for all
    /// processes.
    private record Span(long begin, long end) implements java.io.Serializable {}

    /// Prints the seconds per acquire and release, of all processes together.
    ///
    /// @param arguments number of processes, how often each takes the lock, and whether the stream
    ///   of events is on
    public static void main(String[] arguments) throws Exception {
        var parties = Integer.parseInt(arguments[0]);
        var count = Integer.parseInt(arguments[1]);
        var lock = new Lock();
        if (Boolean.parseBoolean(arguments[2])) {
            Trace.on();
        }
        try (var go = new Queue<Long>();
                var spans = new Queue<Span>()) {
            List<Process> processes = new ArrayList<>();
            for (var i = 0; i < parties; i++) {
                var process = new Process(() -> take(lock, count, go, spans));
                process.start();
                processes.add(process);
            }
            Figures.print(Figures.repeat(() -> secondsEach(go, spans, parties) / parties / count));
            for (var i = 0; i < parties; i++) {
                go.put(0L);
            }
            for (var process : processes) {
                process.join();
            }
        }
    }

    private static double secondsEach(Queue<Long> go, Queue<Span> spans, int parties)
            throws InterruptedException {
        var begin = System.nanoTime() + NOTICE;
        for (var i = 0; i < parties; i++) {
            go.put(begin);
        }
        var first = Long.MAX_VALUE;
        var last = Long.MIN_VALUE;
        for (var i = 0; i < parties; i++) {
            var span = spans.get();
            first = Math.min(first, span.begin);
            last = Math.max(last, span.end);
        }
        return (last - first) / 1e9;
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing between the two can fail
    private static void take(Lock lock, int count, Queue<Long> go, Queue<Span> spans)
            throws InterruptedException {
        for (var at = go.get(); at != 0; at = go.get()) {
            while (System.nanoTime() < at) {
                Thread.onSpinWait();
            }
            var begin = System.nanoTime();
            for (var i = 0; i < count; i++) {
                lock.lock();
                lock.unlock();
            }
            spans.put(new Span(begin, System.nanoTime()));
        }
    }
}
