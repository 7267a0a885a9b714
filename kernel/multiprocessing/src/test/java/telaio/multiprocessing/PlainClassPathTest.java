package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The library in a program without a notebook: a jar on the class path, and a `main` method.
@Timeout(180)
class PlainClassPathTest {
    private static final Path EXAMPLE =
            Path.of("src", "test", "example", "src", "main", "java", "example", "Squares.java");

    @TempDir Path folder;
    private Program program;

    @BeforeEach
    void build() throws Exception {
        program = new Program(folder);
    }

    @Test
    @Tag("P31")
    @Tag("rule-5")
    void the_example_project_needs_no_guard() throws Exception {
        var classes =
                program.compile("example", List.of("-cp", program.library().toString()), EXAMPLE);
        var outcome =
                program.java("-cp", Program.path(classes, program.library()), "example.Squares");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsExactly(
                        "main runs in MainProcess",
                        "2 squared is 4",
                        "3 squared is 9",
                        "the inner one sends its regards",
                        "[1, 4, 9, 16, 25]");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    @Tag("P33")
    void children_have_the_class_path_with_its_dependencies_and_the_current_folder()
            throws Exception {
        var lib =
                program.source(
                        "Dependency",
                        "package dep; public class Dependency {\n"
                                + " public static String name() { return \"from the jar\"; } }");
        var jar = Program.jar(program.compile("dep", List.of(), lib), folder.resolve("dep.jar"));
        Files.writeString(folder.resolve("here.txt"), "from the current folder");
        var source =
                program.source(
                        "Main",
                        """
                        import telaio.multiprocessing.Process;
                        public class Main {
                            public static void main(String[] arguments) throws Exception {
                                var child = new Process(() -> {
                                    System.out.println(dep.Dependency.name());
                                    try (var in = ClassLoader.getSystemResourceAsStream("here.txt")) {
                                        System.out.println(new String(in.readAllBytes()));
                                    }
                                    new Process(() -> System.out.println(dep.Dependency.name()))
                                            .start();
                                });
                                child.start();
                                child.join();
                            }
                        }
                        """);
        var classes =
                program.compile(
                        "main", List.of("-cp", Program.path(program.library(), jar)), source);
        // an empty entry is the current folder; the jar is given as a relative path
        var outcome =
                program.java(
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classes.toString(),
                                "",
                                "dep.jar",
                                program.library().toString()),
                        "Main");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsExactly("from the jar", "from the current folder", "from the jar");
    }

    @Test
    @Tag("P32")
    void flags_of_the_jvm_travel_to_children_and_grandchildren() throws Exception {
        var outcome =
                program.run(
                        List.of(
                                "-ea",
                                "-Dcolour=dark red",
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "--enable-preview",
                                "-Xmx100m",
                                "-Xss2m"),
                        "Flags",
                        """
                        static void show() throws Exception {
                            boolean checked = false;
                            assert checked = true;
                            var open = ArrayList.class.getDeclaredField("elementData");
                            open.setAccessible(true);
                            System.out.println(String.join("|",
                                    "" + checked,
                                    System.getProperty("colour"),
                                    "" + (Runtime.getRuntime().maxMemory() <= 100 << 20),
                                    "" + ManagementFactory.getRuntimeMXBean()
                                            .getInputArguments().contains("--enable-preview")));
                        }
                        public static void main(String[] arguments) throws Exception {
                            for (var method : StartMethod.values()) {
                                Process.builder().method(method).start(() -> {
                                    show();
                                    Process.builder().method(method).start(Flags::show).join();
                                }).join();
                            }
                        }
                        """);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).hasSize(4).allMatch("true|dark red|true|true"::equals);
    }

    @Test
    @Tag("P32")
    void classes_compiled_with_preview_features_run_in_children() throws Exception {
        var source =
                program.source(
                        "Preview",
                        """
                        import telaio.multiprocessing.Process;
                        public class Preview {
                            public static void main(String[] arguments) throws Exception {
                                new Process(() -> {
                                    int number = 42;
                                    if (number instanceof byte small) {
                                        System.out.println("small " + small);
                                    }
                                }).start();
                            }
                        }
                        """);
        var classes =
                program.compile(
                        "preview",
                        List.of(
                                "--enable-preview",
                                "--release",
                                "" + Runtime.version().feature(),
                                "-cp",
                                program.library().toString()),
                        source);
        var outcome =
                program.java(
                        "--enable-preview",
                        "-cp",
                        Program.path(program.library(), classes),
                        "Preview");
        assertThat(outcome.out()).containsExactly("small 42");
    }

    @Test
    @Tag("P32")
    void a_program_of_modules_has_its_classes_in_children() throws Exception {
        var module = folder.resolve("module-source");
        Files.createDirectories(module.resolve("app"));
        Files.writeString(
                module.resolve("module-info.java"),
                "module app { requires telaio.multiprocessing; }");
        Files.writeString(
                module.resolve("app").resolve("Main.java"),
                """
                package app;
                import telaio.multiprocessing.Process;
                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        new Process(() -> System.out.println("of " + Main.class.getName())).start();
                    }
                }
                """);
        var classes =
                program.compile(
                        "app",
                        List.of("-p", program.library().toString()),
                        module.resolve("module-info.java"),
                        module.resolve("app").resolve("Main.java"));
        var outcome =
                program.java("-p", Program.path(program.library(), classes), "-m", "app/app.Main");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).containsExactly("of app.Main");
    }
}
