package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class InstallTest {
    private static final String USERS = "home/.local/share/jupyter/kernels/";

    @TempDir Path folder;

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void unpack() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("telaio/lib"));
        Files.writeString(lib.resolve("classpath"), "telaio-classroom.jar\n");
        Files.createDirectories(folder.resolve("env"));
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("p"));
    }

    private Installation installation() throws IOException {
        return new Installation(
                Distribution.at(folder.resolve("telaio")),
                new Clone(folder.resolve("telaio"), folder.resolve("cache/telaio")),
                new JupyterPaths(
                        Map.of("VIRTUAL_ENV", folder.resolve("env").toString()),
                        "Linux",
                        folder.resolve("home")));
    }

    private int run(String command, String options) {
        var out = new PrintWriter(printed, true);
        var line =
                new CommandLine(
                        command.equals("install")
                                ? new InstallCommand(out, this::installation)
                                : new UninstallCommand(out, this::installation));
        return line.execute(
                Stream.of(options.replace("P", folder + "/p").split(" ", -1))
                        .filter(option -> !option.isEmpty())
                        .toArray(String[]::new));
    }

    /// Every file, with what is in it.
    private Map<String, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : all.toList()) {
                String name = folder.relativize(file).toString();
                boolean isText = name.endsWith(".json");
                files.put(name, isText ? Files.readString(file) : "");
            }
            return files;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', " + USERS + "telaio",
        "--user, " + USERS + "telaio",
        "--name java, " + USERS + "java",
        "--sys-prefix, env/share/jupyter/kernels/telaio",
        "--prefix P --name java, p/share/jupyter/kernels/java"
    })
    void a_kernel_goes_where_it_is_told_and_leaves_nothing_when_it_goes(
            String options, String expected) throws Exception {
        var before = files();
        assertThat(run("install", options + " --dry-run")).isZero();
        assertThat(printed.toString()).contains(expected, "\"argv\"", "telaio.jupyter.Main");
        assertThat(files()).isEqualTo(before);

        assertThat(run("install", options)).isZero();
        var installed = files();
        assertThat(installed.keySet())
                .contains(expected + "/kernel.json", expected + "/logo-64x64.png");
        assertThat(installed.getOrDefault(expected + "/kernel.json", "").contains("TELAIO_NAMES"))
                .isEqualTo(expected.endsWith("java"));
        assertThat(run("install", options)).isZero();
        assertThat(files()).as("installed twice").isEqualTo(installed);

        assertThat(run("uninstall", options + " --dry-run")).isZero();
        assertThat(files()).isEqualTo(installed);
        assertThat(run("uninstall", options)).isZero();
        assertThat(files().keySet())
                .filteredOn(name -> !name.startsWith("home"))
                .containsExactlyElementsOf(
                        before.keySet().stream().filter(it -> !it.startsWith("home")).toList());
        assertThat(files().keySet()).noneMatch(name -> name.contains("jupyter"));
        assertThat(run("uninstall", options)).as("nothing there").isEqualTo(1);
    }

    @Test
    void other_kernels_stay() throws Exception {
        Path other = Files.createDirectories(folder.resolve(USERS + "python3"));
        run("install", "");
        run("uninstall", "");
        assertThat(other).exists();
    }

    @Test
    void the_users_caches_go_with_the_last_kernel() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache/telaio/0.1/lib"));
        run("install", "");
        run("install", "--name java");
        run("uninstall", "--name java");
        assertThat(cache).exists();
        run("uninstall", "");
        assertThat(folder.resolve("cache/telaio")).doesNotExist();
        assertThat(printed.toString()).endsWith("cache/telaio\n");
    }

    @Test
    void what_a_clone_has_made_for_itself_stays_in_it() throws Exception {
        Files.createFile(folder.resolve("telaio/pom.xml"));
        Path cache = Files.createDirectories(folder.resolve("cache/telaio"));
        run("install", "");
        run("uninstall", "");
        assertThat(cache).exists();
    }

    @Test
    void another_programs_kernel_is_named_and_stays() throws Exception {
        Path java = Files.createDirectories(folder.resolve(USERS + "java"));
        Path json = Files.writeString(java.resolve("kernel.json"), "{\"argv\": [\"ijava\"]}");
        for (String command : List.of("install", "uninstall")) {
            assertThat(run(command, "--name java")).isNotZero();
            assertThat(run(command, "--name java --dry-run")).isNotZero();
        }
        assertThat(json).content().contains("ijava");
    }
}
