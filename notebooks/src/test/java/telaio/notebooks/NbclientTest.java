package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every lesson by nbclient, the program other tools execute notebooks with: a real ZeroMQ client.
/// The other language of each is [RunTest]'s.
@Needs(Tool.PYTHON)
@Timeout(360)
class NbclientTest {
    static final String EXECUTE =
            """
            import sys, nbformat, nbclient
            notebook = nbformat.read(sys.argv[1], as_version=4)
            nbformat.validate(notebook)
            nbclient.NotebookClient(notebook, timeout=120, kernel_name="telaio").execute()
            nbformat.validate(notebook)
            nbformat.write(notebook, sys.argv[2])
            """;

    static List<Lesson> lessons() {
        return Lesson.alternating(Lesson.COURSE.toAbsolutePath(), false);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_run_prints_what_was_saved(Lesson lesson, @TempDir Path folder) throws Exception {
        Path kernels = InstalledKernel.install(folder.resolve("prefix"));
        Path executed = folder.resolve(lesson.file().getFileName());
        Path log = folder.resolve("log.txt");
        var nbclient =
                new ProcessBuilder(
                                Tool.PYTHON.path().toString(),
                                "-c",
                                EXECUTE,
                                lesson.file().toString(),
                                executed.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        LabServer.isolate(
                nbclient.environment(), lesson.language(), folder.resolve("home"), kernels);
        Process process = nbclient.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(Comparison.differences(lesson, Lesson.read(executed))).isEmpty();
    }
}
