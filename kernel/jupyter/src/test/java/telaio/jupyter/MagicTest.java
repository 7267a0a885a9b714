package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Magics in the real kernel process, whose user has a home of his own; tests use names of their
/// own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MagicTest {
    private KernelProcess kernel;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        var repository = folder.resolve("repository");
        publish(repository, "one", "1.0", jar("one"), "");
        publish(
                repository,
                "two",
                "2.0",
                jar("two"),
                "<dependencies><dependency><groupId>org.example</groupId>"
                        + "<artifactId>one</artifactId><version>1.0</version></dependency></dependencies>");
        publish(repository, "three", "3.0", jar("three"), "");
        settings(folder.resolve("home/.m2/settings.xml"));
        kernel =
                new KernelProcess(
                        folder,
                        ProcessHandle.current().pid(),
                        Stream.concat(
                                        KernelProcess.EXPORTS.stream(),
                                        Stream.of("-Duser.home=" + folder.resolve("home")))
                                .toList());
        kernel.runs("%mavenRepo here " + repository.toUri());
    }

    @AfterAll
    void end() {
        kernel.close();
    }

    /// No test may ask the internet.
    private void settings(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<settings><mirrors><mirror><id>nowhere</id><mirrorOf>central</mirrorOf><url>"
                        + folder.resolve("nowhere").toUri()
                        + "</url></mirror></mirrors></settings>");
    }

    /// A jar with a class `library.Name` that says its name.
    private Path jar(String name) throws IOException {
        var type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        var source = Files.createDirectories(folder.resolve("src/library")).resolve(type + ".java");
        Files.writeString(
                source,
                "package library; public class "
                        + type
                        + " { public static String name() { return \""
                        + name
                        + "\"; } }");
        var classes = Files.createDirectories(folder.resolve("classes-" + name));
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(result).isZero();
        var jar = folder.resolve(name + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("library/" + type + ".class"));
            Files.copy(classes.resolve("library/" + type + ".class"), out);
            out.closeEntry();
        }
        return jar;
    }

    private static void publish(Path repository, String name, String version, Path jar, String more)
            throws IOException {
        var place = repository.resolve("org/example/" + name + "/" + version);
        Files.createDirectories(place);
        Files.copy(jar, place.resolve(name + "-" + version + ".jar"));
        Files.writeString(
                place.resolve(name + "-" + version + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>"
                        + name
                        + "</artifactId><version>"
                        + version
                        + "</version>"
                        + more
                        + "</project>");
    }

    private String failure(String code) {
        var exchange = kernel.run(code);
        var name = KernelProcess.error(exchange);
        return name
                + ": "
                + exchange.reply().text("evalue")
                + exchange.reply().content().get("traceback");
    }

    private String printed(String code) {
        var exchange = kernel.run(code);
        assertThat(exchange.reply().text("status")).as(exchange.toString()).isEqualTo("ok");
        return exchange.printed("stdout");
    }

    @Test
    void an_unknown_magic_names_the_nearest() {
        assertThat(failure("int a0 = 1;\n%mavn org:x:1"))
                .startsWith("MagicFailed: ")
                .contains("%maven")
                .contains("line 2");
        assertThat(kernel.value("a0")).isEqualTo("1");
    }

    @Test
    void errors_of_java_below_a_magic_tell_the_lines_of_the_cell() {
        assertThat(
                        failure(
                                """
                                int a1 = 1;
                                %time a1++;
                                int b1() {
                                    throw new IllegalStateException("here");
                                }
                                %who
                                b1();
                                """))
                .contains("line 4")
                .contains("line 7")
                .contains("throw new IllegalStateException");
        assertThat(failure("%who\n\nint c1 = ;")).contains("line 3");
    }

    @Test
    void a_jar_added_later_reaches_cells_and_processes() throws IOException {
        kernel.runs("var before2 = new Process(() -> {}); before2.start(); before2.join();");
        kernel.runs("1 + 1");
        var jar = jar("four");
        assertThat(printed("%jars " + jar)).contains("four.jar");
        assertThat(kernel.value("library.Four.name()")).isEqualTo("four");
        assertThat(kernel.value("import library.Four;\nvar f2 = new Four();\nf2.name()"))
                .isEqualTo("four");
        for (int i = 0; i < 4; i++) {
            assertThat(
                            printed(
                                    """
                                    var p2 = new Process(() -> IO.println("from " + Four.name()));
                                    p2.start();
                                    p2.join();
                                    """))
                    .isEqualTo("from four\n");
        }
        assertThat(printed("List<String> files2 = %jars " + jar + "\nIO.println(files2);"))
                .contains("Already", "[" + jar + "]");
        assertThat(printed("%classpath")).contains(jar.toString());
    }

    @Test
    void maven_brings_an_artifact_with_all_it_needs() {
        assertThat(printed("%maven org.example:two:2.0"))
                .contains("fetched two-2.0.jar", "one-1.0.jar");
        assertThat(kernel.value("library.Two.name() + library.One.name()")).isEqualTo("twoone");
    }

    @Test
    void a_fragment_of_a_pom_brings_its_dependencies() {
        assertThat(
                        printed(
                                """
                                %%loadFromPOM
                                <dependency>
                                  <groupId>org.example</groupId>
                                  <artifactId>three</artifactId>
                                  <version>3.0</version>
                                </dependency>
                                """))
                .contains("three-3.0.jar");
        assertThat(kernel.value("library.Three.name()")).isEqualTo("three");
    }

    @Test
    void an_artifact_that_is_nowhere_is_named_with_the_way_out() {
        assertThat(failure("%maven org.example:none:9"))
                .contains("org.example:none:jar:9", "%mavenRepo", "%jars", "nowhere");
        assertThat(failure("%maven none")).contains("group:artifact:version");
    }

    @Test
    void a_script_prints_under_its_cell_and_its_exit_code_counts() {
        var exchange = kernel.run("%%sh\necho perché\necho oh >&2\n");
        assertThat(exchange.printed("stdout")).isEqualTo("perché\n");
        assertThat(exchange.printed("stderr")).isEqualTo("oh\n");
        assertThat(failure("%%sh\nexit 3")).contains("exit code 3");
        assertThat(printed("int a3 = 5;\n%sh echo one")).isEqualTo("one\n");
    }

    @Test
    void a_stopped_script_is_gone() {
        // The program is there when it speaks.
        var cell = kernel.begin("%%sh\nsh -c 'echo begun; exec sleep 1000'\necho after\n", "begun");
        var script =
                kernel.process()
                        .descendants()
                        .filter(p -> p.info().commandLine().orElse("").contains("sleep 1000"))
                        .toList();
        assertThat(script).hasSize(2);
        assertThat(KernelProcess.error(kernel.interrupt(cell))).isEqualTo("Interrupted");
        script.forEach(program -> program.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    @Test
    void a_variable_of_the_environment_reaches_scripts_and_processes() {
        assertThat(printed("%env COLORE_4=rosso")).contains("COLORE_4");
        assertThat(printed("%env COLORE_4")).isEqualTo("rosso\n");
        assertThat(printed("%%sh\necho $COLORE_4")).isEqualTo("rosso\n");
        assertThat(
                        printed(
                                """
                                var p4 = new Process(() -> IO.println(System.getenv("COLORE_4")));
                                p4.start();
                                p4.join();
                                """))
                .isEqualTo("rosso\n");
    }

    @Test
    void files_run_as_if_they_stood_in_the_cell() throws IOException {
        var java = folder.resolve("Tools5.java");
        Files.writeString(java, "package tools;\nint double5(int x) { return 2 * x; }\n");
        assertThat(kernel.value("%load " + java + "\ndouble5(21)")).isEqualTo("42");
        var notebook = folder.resolve("lesson5.ipynb");
        Files.writeString(
                notebook,
                """
                {"cells": [
                  {"cell_type": "markdown", "source": ["int wrong = ;"]},
                  {"cell_type": "code", "source": ["int six5 = 6;\\n", "%time six5++;"]},
                  {"cell_type": "code", "source": "int eight5 = six5 + 1;"}
                ]}
                """);
        assertThat(kernel.value("%load " + notebook + "\neight5")).isEqualTo("8");
        assertThat(failure("%load nowhere5.java")).contains("nowhere5.java");
    }

    @Test
    void time_tells_and_shows_the_value() {
        var exchange = kernel.run("%%time\nint a6 = 20;\na6 + 1");
        assertThat(exchange.the("execute_result").content().toString()).contains("21");
        assertThat(exchange.printed("stdout")).contains("wall time", "processor time");
    }

    @Test
    void who_lists_variables() {
        kernel.runs("var names7 = List.of(\"a\", \"b\");");
        assertThat(printed("%who")).contains("names7  ").contains("List<String>");
        assertThat(printed("%whos")).contains("[a, b]");
    }

    @Test
    void help_explains() {
        assertThat(printed("%lsmagic")).contains("%maven group", "%%sh", "%who");
        assertThat(printed("%help maven")).contains("settings.xml", "addMavenDependencies");
    }

    @Test
    void a_cell_of_magics_is_complete() {
        var request = new com.google.gson.JsonObject();
        request.addProperty("code", "%time f()\nint g() {");
        assertThat(
                        kernel.client()
                                .request(KernelClient.Channel.SHELL, "is_complete_request", request)
                                .reply()
                                .text("status"))
                .isEqualTo("incomplete");
        request.addProperty("code", "%%sh\nif true; then");
        assertThat(
                        kernel.client()
                                .request(KernelClient.Channel.SHELL, "is_complete_request", request)
                                .reply()
                                .text("status"))
                .isEqualTo("complete");
    }

    @Test
    void names_of_magics_complete_and_are_explained() {
        var request = new com.google.gson.JsonObject();
        request.addProperty("code", "int a8 = 1;\n%mav");
        request.addProperty("cursor_pos", 16);
        var reply =
                kernel.client()
                        .request(KernelClient.Channel.SHELL, "complete_request", request)
                        .reply()
                        .content();
        assertThat(reply.get("matches").toString()).isEqualTo("[\"maven\",\"mavenRepo\"]");
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(13);
        request.addProperty("detail_level", 0);
        assertThat(
                        kernel.client()
                                .request(KernelClient.Channel.SHELL, "inspect_request", request)
                                .reply()
                                .content()
                                .toString())
                .contains("\"found\":false");
        request.addProperty("code", "int a8 = 1;\n%maven");
        assertThat(
                        kernel.client()
                                .request(KernelClient.Channel.SHELL, "inspect_request", request)
                                .reply()
                                .content()
                                .toString())
                .contains("settings.xml");
    }
}
