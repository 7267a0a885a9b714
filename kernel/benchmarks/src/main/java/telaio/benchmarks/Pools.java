package telaio.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/// `Pool` beside Python's.
///
/// @param programs what is run
record Pools(Programs programs) {
    private static final String PYTHON = "pools.py";
    private static final String AGAINST = "Python Pool";
    private static final int ITEMS = 1_000_000;
    private static final int FIRST_TIMES = 5;
    private static final int TASKS = 100_000;
    private static final int THEIR_TASKS = 20_000;

    void measure(Consumer<Row> rows) throws IOException {
        rows.accept(map("Pool(2).map: x·x of 1 000 000 ints", 2, 1.0 / 5));
        rows.accept(tasks("Pool(2).map: chunk size 1, tasks", 2, 20));
        rows.accept(first());
    }

    /// The price of the first time: processes start, and nothing of our side is compiled yet.
    private Row first() throws IOException {
        var ours = new double[FIRST_TIMES];
        var theirs = new double[FIRST_TIMES];
        for (var i = 0; i < FIRST_TIMES; i++) {
            ours[i] = programs.java(PoolRuns.class, 2, ITEMS, 0, "first")[0] * 1e3;
            theirs[i] = programs.python(PYTHON, 2, ITEMS, 0, "first")[0] * 1e3;
        }
        var name = "Pool(2): made, and its first map of 1 000 000 ints";
        return new Row(name, "ms", Median.of(ours), Median.of(theirs), AGAINST, Double.NaN);
    }

    void growth(Consumer<Row> rows) throws IOException {
        for (var workers = 1; workers <= 8; workers *= 2) {
            rows.accept(
                    map(
                            "Pool(%d).map: x·x of 1 000 000 ints".formatted(workers),
                            workers,
                            Double.NaN));
        }
        for (var workers = 1; workers <= 8; workers *= 2) {
            rows.accept(
                    tasks(
                            "Pool(%d).map: chunk size 1, tasks".formatted(workers),
                            workers,
                            Double.NaN));
        }
    }

    private Row map(String name, int workers, double atMost) throws IOException {
        var ours = Median.of(programs.java(PoolRuns.class, workers, ITEMS, 0));
        var theirs = Median.of(programs.python(PYTHON, workers, ITEMS, 0));
        return new Row(name, "ms", ours * 1e3, theirs * 1e3, AGAINST, atMost);
    }

    private Row tasks(String name, int workers, double atLeast) throws IOException {
        var ours = TASKS / Median.of(programs.java(PoolRuns.class, workers, TASKS, 1));
        var theirs = THEIR_TASKS / Median.of(programs.python(PYTHON, workers, THEIR_TASKS, 1));
        return new Row(name, "1000/s", ours / 1e3, theirs / 1e3, AGAINST, Double.NaN, atLeast);
    }
}
