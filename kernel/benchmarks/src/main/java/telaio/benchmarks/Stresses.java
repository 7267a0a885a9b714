package telaio.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import telaio.benchmarks.stress.StressRuns;

/// The rows of `telaio bench stress`: each way to wait, under kills. There is no other side: a
/// process of Python that is killed with a lock leaves it taken.
///
/// @param kills with each way to wait
/// @param seed of the random moments
record Stresses(Programs programs, int kills, long seed) {
    private static final List<String> FIGURES =
            List.of(
                    "processes killed",
                    "messages put and taken",
                    "locks of the dead recovered, each told once",
                    "times the lock was taken",
                    "tasks of the pool",
                    "whole families killed, nothing left",
                    "seconds");

    void measure(Consumer<Row> rows) throws IOException {
        for (var waiting : List.of("native", "portable")) {
            var figures = programs.java(StressRuns.class, kills, seed, waiting);
            for (var i = 0; i < figures.length; i++) {
                rows.accept(
                        Row.alone(
                                "stress, " + waiting + " wait: " + FIGURES.get(i),
                                "",
                                figures[i],
                                Double.NaN));
            }
        }
    }
}
