package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Magics that begin a new session, in the real kernel process.
@Timeout(120)
class NewSessionTest {
    private static final String SCOPE =
            """
            import java.util.concurrent.StructuredTaskScope;
            int both() throws InterruptedException {
                try (var scope = StructuredTaskScope.open()) {
                    var one = scope.fork(() -> 20);
                    var two = scope.fork(() -> 22);
                    scope.join();
                    return one.get() + two.get();
                }
            }
            """;

    private static final String WORKER =
            """
            var child = new Process(() -> IO.println("child " + both()));
            child.start();
            child.join();
            """;

    @Test
    void reset_forgets_variables_and_keeps_the_environment(@TempDir Path folder)
            throws IOException {
        try (var kernel = new KernelProcess(folder, ProcessHandle.current().pid())) {
            kernel.runs("int kept = 7;\n%env COLORE=rosso");
            var reset = kernel.run("%reset");
            assertThat(reset.printed("stdout")).contains("new session").doesNotContain("killed");
            assertThat(KernelProcess.error(kernel.run("kept"))).isEqualTo("CompilationError");
            assertThat(kernel.value("System.getenv(\"COLORE\")")).isEqualTo("rosso");
            assertThat(kernel.value("%reset\nint fresh = 3;\nfresh")).isEqualTo("3");
        }
    }

    @Test
    void preview_features_are_turned_on_by_a_magic(@TempDir Path folder) throws IOException {
        try (var kernel = new KernelProcess(folder, ProcessHandle.current().pid())) {
            assertThat(KernelProcess.error(kernel.run(SCOPE))).isEqualTo("CompilationError");
            assertThat(kernel.run("%preview on").printed("stdout")).contains("new session");
            kernel.runs(SCOPE);
            assertThat(kernel.value("both()")).isEqualTo("42");
            assertThat(kernel.run(WORKER).printed("stdout")).isEqualTo("child 42\n");
        }
    }

    @Test
    void preview_features_are_turned_on_by_the_environment(@TempDir Path folder)
            throws IOException {
        try (var kernel =
                new KernelProcess(
                        folder,
                        ProcessHandle.current().pid(),
                        KernelProcess.EXPORTS,
                        Map.of("TELAIO_PREVIEW", "1"))) {
            kernel.runs(SCOPE);
            assertThat(kernel.value("both()")).isEqualTo("42");
            assertThat(kernel.run(WORKER).printed("stdout")).isEqualTo("child 42\n");
        }
    }

    @Test
    void notebooks_of_ijava_find_the_names_of_java(@TempDir Path folder) throws IOException {
        try (var kernel =
                new KernelProcess(
                        folder,
                        ProcessHandle.current().pid(),
                        KernelProcess.EXPORTS,
                        Map.of("TELAIO_NAMES", "java"))) {
            kernel.runs("Queue<String> queue = new LinkedList<>();\nProcess none = null;");
            assertThat(kernel.value("queue instanceof java.util.Queue")).isEqualTo("true");
            assertThat(kernel.value("Preferences.MAX_KEY_LENGTH")).isEqualTo("80");
            assertThat(kernel.run("display(\"shown\");").types()).contains("display_data");
        }
    }
}
