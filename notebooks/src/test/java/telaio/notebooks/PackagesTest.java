package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people without a clone get: unpacked or installed by pip, and used from there.
@Needs({Tool.PYTHON, Tool.DISTRIBUTION})
@Timeout(240)
class PackagesTest {
    private static final String CELL =
            """
            var q = new Queue<String>();
            var p = new Process(() -> q.put("ciao"));
            p.start(); p.join(); IO.println(q.get());\
            """;

    @Test
    void the_archive_runs_a_notebook_with_nothing_else(@TempDir Path folder) throws Exception {
        Path home = Packages.unpacked();
        assertThat(home.resolve("notebooks/00-overview/it.ipynb")).exists();
        assertThat(home.resolve("notebooks/solutions")).doesNotExist();
        Path notebook = Files.writeString(folder.resolve("ciao.ipynb"), Notebooks.of(CELL));
        Path telaio = home.resolve("bin/telaio");
        String printed =
                Packages.run(folder, List.of(telaio.toString(), "run", notebook.toString()));
        assertThat(printed).endsWith("In[1]\nciao\n");
        // Trained before the first run, for this JDK.
        assertThat(home.resolve("lib/kernel.aot")).exists();
        assertThat(home.resolve("lib/trained")).exists();
    }

    @Test
    void the_zip_has_the_same_files_and_a_launcher_that_can_be_executed(@TempDir Path folder)
            throws Exception {
        var names =
                Packages.run(folder, List.of("tar", "-tzf", Packages.the(".tar.gz").toString()))
                        .lines();
        String script =
                """
                import sys, zipfile
                for i in zipfile.ZipFile(sys.argv[1]).infolist():
                    print(i.filename, oct(i.external_attr >> 16 & 0o111))
                """;
        var zipped =
                Packages.run(
                                folder,
                                List.of(
                                        Tool.PYTHON.path().toString(),
                                        "-c",
                                        script,
                                        Packages.the(".zip") + ""))
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
        Packages.run(
                folder,
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--no-index",
                        "--no-deps",
                        "--disable-pip-version-check",
                        Packages.the(".whl").toString()));
        Path notebook = Files.writeString(folder.resolve("ciao.ipynb"), Notebooks.of(CELL));
        Path executed = folder.resolve("executed.ipynb");
        Packages.run(
                folder,
                List.of(
                        python.toString(),
                        "-c",
                        NbclientTest.EXECUTE,
                        notebook.toString(),
                        executed.toString()));
        var cell = JsonParser.parseString(Files.readString(executed)).getAsJsonObject();
        assertThat(cell.getAsJsonArray("cells").get(0).toString()).contains("ciao\\n");
        Path home = Packages.the(folder.resolve("cache/telaio"), "0.");
        awaitCaches(home.resolve("lib"));
    }

    @Test
    void the_jar_runs_a_notebook_as_jbang_starts_it(@TempDir Path folder) throws Exception {
        Path catalogue = Packages.the("jbang-catalog.json");
        var alias =
                JsonParser.parseString(Files.readString(catalogue))
                        .getAsJsonObject()
                        .getAsJsonObject("aliases")
                        .getAsJsonObject("telaio");
        assertThat(alias.get("java").getAsString()).isEqualTo("25+");
        Path jar = catalogue.resolveSibling(alias.get("script-ref").getAsString());
        String main;
        try (var file = new JarFile(jar.toFile())) {
            main = file.getManifest().getMainAttributes().getValue("Main-Class");
        }
        Path notebook = Files.writeString(folder.resolve("ciao.ipynb"), Notebooks.of(CELL));
        Path jdk = Path.of(System.getProperty("java.home"));
        List<String> telaio = List.of(jdk + "/bin/java", "-classpath", jar.toString(), main);
        assertThat(Packages.run(folder, and(telaio, "--help"))).startsWith("Usage: telaio");

        // What is unpacked counts as trained: that takes long, and is the archive's test.
        Path home = Packages.the(folder.resolve("cache/telaio"), "0.");
        Path lib = home.resolve("lib");
        Files.writeString(
                lib.resolve("trained"),
                jdk
                        + "\n"
                        + Files.readString(jdk.resolve("release"))
                        + Files.readString(home.resolve("version")));
        assertThat(Packages.run(folder, and(telaio, "run", notebook.toString())))
                .endsWith("In[1]\nciao\n");
        assertThat(lib.resolve("kernel.aot")).doesNotExist();
    }

    private static List<String> and(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
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
        Packages.run(
                folder.resolveSibling(""),
                List.of(lab, "-m", "venv", "--without-pip", folder.toString()));
        Path python = folder.resolve("bin/python");
        String where = "import sysconfig; print(sysconfig.get_path('purelib'), end='')";
        Path packages = Path.of(Packages.run(folder, List.of(python.toString(), "-c", where)));
        Files.writeString(
                packages.resolve("lab.pth"),
                Packages.run(folder, List.of(lab, "-c", where)) + "\n");
        return python;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
