package telaio.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What a measured program prints for [Programs].
final class Figures {
    private static final int REPETITIONS = 5;

    /// What nobody counts, as both sides are measured warm: at least so many repetitions and so
    /// many seconds. Two repetitions alone leave a JVM half compiled: of [PoolRuns], the third
    /// takes two to four times as long as the thirtieth.
    private static final int WARM_UP = 2;

    private static final double WARM_UP_SECONDS = 2;

    private Figures() {}

    /// One repetition of what is measured.
    interface Repetition {
        /// Measures once.
        double run() throws Exception;
    }

    static double[] repeat(Repetition repetition) throws Exception {
        var begin = System.nanoTime();
        for (var i = 0; i < WARM_UP || secondsSince(begin) < WARM_UP_SECONDS; i++) {
            repetition.run();
        }
        var figures = new double[REPETITIONS];
        for (var i = 0; i < REPETITIONS; i++) {
            figures[i] = repetition.run();
        }
        return figures;
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    static void print(double[] figures) {
        System.out.println(
                DoubleStream.of(figures)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",", "[", "]")));
    }
}
