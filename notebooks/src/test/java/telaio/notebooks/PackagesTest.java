package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people without a clone get: unpacked or installed by pip, and used from there.
@Needs({Tool.PYTHON, Tool.DISTRIBUTION})
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagesTest {
    private static final String CELL =
            """
            var q = new Queue<String>();
            var p = new Process(() -> q.put("ciao"));
            p.start(); p.join(); IO.println(q.get());\
            """;

    private Path packages;

    @BeforeAll
    void make(@TempDir Path folder) throws IOException, InterruptedException {
        packages = folder.resolve("packages");
        Path log = folder.resolve("package.log");
        int exit = InstalledKernel.run("en", log, "package", "--out", packages.toString());
        assertThat(exit).as(Files.readString(log)).isZero();
    }

    @Test
    void the_archive_runs_a_notebook_with_nothing_else(@TempDir Path folder) throws Exception {
        run(folder, List.of("tar", "-xzf", the(".tar.gz").toString(), "-C", folder.toString()));
        Path home = the(folder, "telaio-");
        assertThat(home.resolve("notebooks/00-overview/it.ipynb")).exists();
        assertThat(home.resolve("notebooks/solutions")).doesNotExist();
        assertThat(home.resolve("lib/kernel.aot")).doesNotExist();
        Path notebook = Files.writeString(folder.resolve("ciao.ipynb"), Notebooks.of(CELL));
        Path telaio = home.resolve("bin/telaio");
        String printed = run(folder, List.of(telaio.toString(), "run", notebook.toString()));
        assertThat(printed).endsWith("In[1]\nciao\n");
        // Trained before the first run, for this JDK.
        assertThat(home.resolve("lib/kernel.aot")).exists();
        assertThat(home.resolve("lib/trained")).exists();
    }

    @Test
    void the_zip_has_the_same_files_and_a_launcher_that_can_be_executed(@TempDir Path folder)
            throws Exception {
        var names = run(folder, List.of("tar", "-tzf", the(".tar.gz").toString())).lines();
        String script =
                """
                import sys, zipfile
                for i in zipfile.ZipFile(sys.argv[1]).infolist():
                    print(i.filename, oct(i.external_attr >> 16 & 0o111))
                """;
        var zipped =
                run(folder, List.of(Tool.PYTHON.path().toString(), "-c", script, the(".zip") + ""))
                        .lines()
                        .toList();
        assertThat(zipped.stream().map(line -> line.split(" ", 2)[0]))
                .filteredOn(name -> !name.endsWith("/"))
                .containsExactlyInAnyOrderElementsOf(
                        names.filter(name -> !name.endsWith("/")).toList());
        assertThat(zipped).anyMatch(line -> line.matches("telaio-[^/]*/bin/telaio 0o111"));
    }

    @Test
    void the_wheel_serves_its_kernel_to_nbclient(@TempDir Path folder) throws Exception {
        Path python = environment(folder.resolve("venv"));
        run(
                folder,
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--no-index",
                        "--no-deps",
                        "--disable-pip-version-check",
                        the(".whl").toString()));
        Path notebook = Files.writeString(folder.resolve("ciao.ipynb"), Notebooks.of(CELL));
        Path executed = folder.resolve("executed.ipynb");
        run(
                folder,
                List.of(
                        python.toString(),
                        "-c",
                        NbclientTest.EXECUTE,
                        notebook.toString(),
                        executed.toString()));
        var cell = JsonParser.parseString(Files.readString(executed)).getAsJsonObject();
        assertThat(cell.getAsJsonArray("cells").get(0).toString()).contains("ciao\\n");
        Path home = the(folder.resolve("cache/telaio"), "0.");
        awaitCaches(home.resolve("lib"));
    }

    /// The first start began to make caches, in a process of its own.
    private static void awaitCaches(Path lib) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(lib.resolve("trained")) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(lib.resolve("kernel.aot"))
                .as(() -> read(lib.resolve("../../train.log")))
                .exists();
    }

    /// A new environment, empty but for what it may read of that with JupyterLab.
    private static Path environment(Path folder) throws IOException, InterruptedException {
        String lab = Tool.PYTHON.path().toString();
        run(
                folder.resolveSibling(""),
                List.of(lab, "-m", "venv", "--without-pip", folder.toString()));
        Path python = folder.resolve("bin/python");
        String where = "import sysconfig; print(sysconfig.get_path('purelib'), end='')";
        Path packages = Path.of(run(folder, List.of(python.toString(), "-c", where)));
        Files.writeString(
                packages.resolve("lab.pth"), run(folder, List.of(lab, "-c", where)) + "\n");
        return python;
    }

    private Path the(String ending) throws IOException {
        try (Stream<Path> files = Files.list(packages)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private static Path the(Path folder, String start) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Runs a program that knows of this machine only its JDK.
    ///
    /// @param folder has what the program writes for its user
    /// @return what it printed on its standard output
    private static String run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        File log = Files.createTempFile(folder, "run", ".log").toFile();
        var builder = new ProcessBuilder(new ArrayList<>(command)).redirectError(log);
        var environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path == null ? "/usr/bin:/bin" : path);
        environment.put("HOME", folder.toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("TELAIO_JAVA_HOME", System.getProperty("java.home"));
        environment.put("TELAIO_LANG", "en");
        Process process = builder.start();
        try {
            String printed = process.inputReader().readAllAsString();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(command + " ends").isTrue();
            assertThat(process.exitValue())
                    .as(() -> command + ": " + printed + read(log.toPath()))
                    .isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
