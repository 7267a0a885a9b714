package telaio.benchmarks.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What the threads of another JVM are doing, for the log of a round that hangs.
final class Traces {
    private Traces() {}

    static void print(long pid) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process =
                    new ProcessBuilder(jcmd, "" + pid, "Thread.print")
                            .redirectErrorStream(true)
                            .start();
            System.err.print(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
