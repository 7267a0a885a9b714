package telaio.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/// `Queue` beside Python's, two processes.
///
/// @param programs what is run
record Queues(Programs programs) {
    private static final String PYTHON = "queues.py";
    private static final String AGAINST = "Python Queue";
    private static final int LARGE = 64_000_000;

    void measure(Consumer<Row> rows) throws IOException {
        rows.accept(rate("Queue 1→1: small ints", "ints", 0, 1, 2_000_000, 200_000, 20));
        rows.accept(rate("Queue 1→1: 100-byte strings", "strings", 100, 1, 2_000_000, 200_000, 10));
        var ours = Median.of(programs.java(QueueRuns.class, "trip", 100_000));
        var theirs = Median.of(programs.python(PYTHON, "trip", 10_000));
        rows.accept(seconds("Queue: there and back", "µs", ours * 1e6, theirs * 1e6, 0.5));
        ours = Median.of(programs.java(QueueRuns.class, "reply", LARGE, 5));
        theirs = Median.of(programs.python(PYTHON, "reply", LARGE, 3));
        rows.accept(
                seconds(
                        "Queue: 64 MB there, a word back",
                        "ms",
                        ours * 1e3,
                        theirs * 1e3,
                        1.0 / 3));
        rows.accept(traced());
    }

    /// What it costs to be watched.
    private Row traced() throws IOException {
        var on = Median.of(programs.java(QueueRuns.class, "traced", 0, 1, 200_000));
        var off = Median.of(programs.java(QueueRuns.class, "ints", 0, 1, 2_000_000));
        var name = "Queue 1→1: small ints, events told";
        return new Row(name, "1000/s", on / 1e3, off / 1e3, "events off", Double.NaN);
    }

    /// From 1 to 8 producers, from 8 bytes to 64 MB, from 1 to 10 000 queued.
    void growth(Consumer<Row> rows) throws IOException {
        for (var producers = 1; producers <= 8; producers *= 2) {
            var name = "Queue %d→1: small ints".formatted(producers);
            rows.accept(rate(name, "ints", 0, producers, 1_000_000, 100_000, Double.NaN));
        }
        for (var size = 8; size <= LARGE; size *= 10) {
            var ours = Math.clamp(400_000_000 / size, 10, 1_000_000);
            var theirs = Math.clamp(100_000_000 / size, 5, 100_000);
            rows.accept(
                    rate(
                            "Queue 1→1: %,d bytes".formatted(size),
                            "bytes",
                            size,
                            1,
                            ours,
                            theirs,
                            Double.NaN));
        }
        rows.accept(
                rate("Queue 1→1: %,d bytes".formatted(LARGE), "bytes", LARGE, 1, 8, 4, Double.NaN));
        for (var queued = 1; queued <= 10_000; queued *= 10) {
            var ours = Median.of(programs.java(QueueRuns.class, "standing", queued, 500_000));
            var theirs = Median.of(programs.python(PYTHON, "standing", queued, 20_000));
            var name = "Queue: put and get, %,d queued".formatted(queued);
            rows.accept(seconds(name, "µs", ours * 1e6, theirs * 1e6, Double.NaN));
        }
    }

    private static Row seconds(
            String name, String unit, double ours, double theirs, double atMost) {
        return new Row(name, unit, ours, theirs, AGAINST, atMost);
    }

    private Row rate(
            String name,
            String what,
            int size,
            int producers,
            int ourCount,
            int theirCount,
            double atLeast)
            throws IOException {
        var ours = Median.of(programs.java(QueueRuns.class, what, size, producers, ourCount));
        var theirs = Median.of(programs.python(PYTHON, what, size, producers, theirCount));
        return new Row(name, "1000/s", ours / 1e3, theirs / 1e3, AGAINST, Double.NaN, atLeast);
    }
}
