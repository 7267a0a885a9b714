package telaio.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The JMH benchmarks: single operations in one process.
final class Micro {
    private Micro() {}

    /// Runs those whose name contains a match of `regex`.
    ///
    /// @param json where JMH writes its results; null if nowhere
    static void run(String regex, @Nullable Path json) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(regex)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1));
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        new Runner(options.build()).run();
    }
}
