package telaio.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short form of `telaio bench stress`.
class StressTest {
    @ParameterizedTest
    @CsvSource({"native, 18, 1", "portable, 12, 2"})
    @Timeout(300)
    void nothing_is_lost_doubled_or_stuck_when_processes_are_killed_at_work(
            String waiting, int kills, long seed) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StressRuns.class.getName(),
                                "" + kills,
                                "" + seed,
                                waiting)
                        .redirectError(Redirect.INHERIT)
                        .redirectOutput(Redirect.INHERIT)
                        .start();
        try {
            assertThat(process.waitFor(290, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
