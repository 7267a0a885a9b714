package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every lesson by nbclient, the program other tools execute notebooks with: a real ZeroMQ client.
/// The other language of each is [RunTest]'s.
@Needs(Tool.PYTHON)
@Timeout(360)
class NbclientTest {
    /// Executes notebooks, each with a kernel of its own that was started while the one before ran:
    /// arguments are a notebook and where to write it, and so on. What fails is not written.
    static final String EXECUTE =
            """
            import os, sys, traceback, nbformat, nbclient
            from jupyter_client import AsyncKernelManager
            from jupyter_client.utils import run_sync

            def start(notebook):
                kernel = AsyncKernelManager(kernel_name="telaio")
                environment = dict(os.environ)
                if "lang" in notebook.metadata:
                    environment["TELAIO_LANG"] = notebook.metadata.lang
                run_sync(kernel.start_kernel)(env=environment)
                return kernel

            failed = False
            notebooks = [nbformat.read(file, as_version=4) for file in sys.argv[1::2]]
            ahead = start(notebooks[0])
            for i, (notebook, target) in enumerate(zip(notebooks, sys.argv[2::2])):
                kernel = ahead
                ahead = start(notebooks[i + 1]) if i + 1 < len(notebooks) else None
                try:
                    nbformat.validate(notebook)
                    nbclient.NotebookClient(notebook, timeout=120, km=kernel).execute()
                    nbformat.validate(notebook)
                    nbformat.write(notebook, target)
                except Exception:
                    traceback.print_exc()
                    failed = True
                finally:
                    run_sync(kernel.shutdown_kernel)()
            sys.exit(failed)
            """;

    @TempDir private static Path folder;

    static List<Lesson> lessons() {
        return Lesson.alternating(Lesson.COURSE.toAbsolutePath(), false);
    }

    private static Path executed(Lesson lesson) {
        return folder.resolve(lesson.name().replace('/', '-') + ".ipynb");
    }

    private static Path log() {
        return folder.resolve("log.txt");
    }

    @BeforeAll
    @Timeout(360)
    static void executeAll() throws IOException, InterruptedException {
        Path kernels = InstalledKernel.install(folder.resolve("prefix"));
        var command = new ArrayList<>(List.of(Tool.PYTHON.path().toString(), "-c", EXECUTE));
        for (Lesson lesson : lessons()) {
            command.add(lesson.file().toString());
            command.add(executed(lesson).toString());
        }
        var nbclient =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile());
        LabServer.isolate(nbclient.environment(), "en", folder.resolve("home"), kernels);
        Process process = nbclient.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_run_prints_what_was_saved(Lesson lesson) throws IOException {
        assertThat(executed(lesson)).as(Files.readString(log())).exists();
        assertThat(Comparison.differences(lesson, Lesson.read(executed(lesson)))).isEmpty();
    }
}
