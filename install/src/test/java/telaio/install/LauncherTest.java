package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LauncherTest {
    private static final String WHOLE = "java.base jdk.compiler jdk.jdi jdk.jshell";

    @TempDir Path folder;

    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        // Nothing may hang on a blank in the path.
        clone = new FakeClone(Files.createDirectory(folder.resolve("un clone")));
        clone.built(List.of("one.jar", "two.jar"));
    }

    private Path chosen() throws IOException {
        Path jdk = clone.jdk("jdk-25", "25.0.3", WHOLE);
        clone.set("TELAIO_JAVA_HOME", jdk.toString());
        return jdk;
    }

    @Test
    void hands_over_to_java_with_the_class_path_in_order_and_the_arguments_as_they_are()
            throws Exception {
        Path jdk = chosen();
        var result = clone.run("run", "a b.ipynb", "--out", "");
        Path lib = clone.root().resolve("install/target/telaio/lib");
        assertThat(result.out())
                .startsWith("java of " + jdk)
                .contains("\n" + lib.resolve("one.jar") + ":" + lib.resolve("two.jar") + "\n")
                .contains("\ntelaio.install.Main\nrun\na b.ipynb\n--out\n\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void is_found_through_a_symbolic_link() throws Exception {
        chosen();
        Path link =
                Files.createSymbolicLink(
                        folder.resolve("link"), clone.root().resolve("install/telaio"));
        Files.createDirectories(clone.root().resolve("bin"));
        Files.createSymbolicLink(clone.root().resolve("bin/telaio"), link);
        var process = new ProcessBuilder(clone.root().resolve("bin/telaio").toString(), "doctor");
        process.environment().put("TELAIO_JAVA_HOME", clone.root() + "/jdk-25");
        var started = process.redirectErrorStream(true).start();
        assertThat(started.inputReader().readAllAsString())
                .contains("telaio.install.Main\ndoctor\n");
        assertThat(started.waitFor()).isZero();
    }

    @Test
    void java_home_is_used_if_it_is_new_enough() throws Exception {
        clone.set("JAVA_HOME", clone.jdk("jdk-26", "26-ea", WHOLE).toString());
        assertThat(clone.run("doctor").out()).contains("java of " + clone.root() + "/jdk-26");
    }

    @Test
    void an_old_java_home_is_passed_over_for_one_of_the_usual_places() throws Exception {
        clone.set("JAVA_HOME", clone.jdk("jdk-17", "17.0.1", WHOLE).toString());
        clone.set("PATH", "/usr/bin:/bin");
        clone.jdk("home/.sdkman/candidates/java/25-tem", "25", WHOLE);
        assertThat(clone.run("doctor").out()).doesNotContain("jdk-17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.base", "java.base jdk.jshell", "java.base jdk.jdi"})
    void a_jdk_that_is_not_whole_does_not_do(String modules) throws Exception {
        clone.set("TELAIO_JAVA_HOME", clone.jdk("jre-25", "25.0.3", modules).toString());
        var result = clone.run("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("jre-25").contains("jdk.jshell and jdk.jdi");
    }

    @Test
    void a_chosen_jdk_that_does_not_do_is_an_error_and_not_passed_over() throws Exception {
        clone.set("TELAIO_JAVA_HOME", clone.jdk("jdk-17", "17.0.1", WHOLE).toString());
        var result = clone.run("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("TELAIO_JAVA_HOME").contains("jdk-17");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void the_java_on_the_path_is_used_through_its_link() throws Exception {
        clone.jdk("jdk-25", "25.0.3", WHOLE);
        Files.createDirectories(clone.root().resolve("bin"));
        Files.createSymbolicLink(
                clone.root().resolve("bin/java"), clone.root().resolve("jdk-25/bin/java"));
        assertThat(clone.run("doctor").out()).contains("java of " + clone.root() + "/jdk-25");
    }

    @Test
    void every_command_it_knows_is_one_of_java_and_the_other_way_round() throws Exception {
        var writer = new PrintWriter(new StringWriter());
        var commands = Main.commandLine(writer, writer).getSubcommands().values();
        for (String usage : List.of("usage.it", "usage.en")) {
            var lines = Files.readAllLines(clone.root().resolve(FakeClone.TEXTS + usage)).stream();
            assertThat(
                            lines.filter(line -> line.startsWith("  "))
                                    .map(line -> line.substring(2, line.indexOf(' ', 2))))
                    .containsExactlyInAnyOrderElementsOf(
                            commands.stream()
                                    .filter(it -> !it.getCommandSpec().usageMessage().hidden())
                                    .map(it -> it.getCommandName())
                                    .toList());
        }
    }

    @Test
    void an_unknown_command_is_named_before_anything_is_built() throws Exception {
        var result = clone.run("laboratory");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'laboratory'").contains("telaio COMMAND");
    }

    @Test
    void help_needs_no_java() throws Exception {
        clone.set("TELAIO_JAVA_HOME", "/nonexistent");
        var result = clone.run("--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("lab").contains("doctor");
    }

    @Test
    void speaks_italian_when_the_locale_does() throws Exception {
        clone.unset("TELAIO_LANG");
        clone.set("LANG", "it_IT.UTF-8");
        assertThat(clone.run("--help").out()).startsWith("Uso:");
    }

    @Test
    void a_locale_without_utf_8_is_replaced_and_its_language_kept() throws Exception {
        chosen();
        clone.unset("TELAIO_LANG");
        clone.set("LC_ALL", "it_IT.ISO-8859-1");
        assertThat(clone.run("doctor").out())
                .containsPattern("LC_ALL=.*UTF-8\n")
                .contains("TELAIO_LANG=it\n");
    }

    @Test
    void a_utf_8_locale_is_kept() throws Exception {
        chosen();
        clone.set("LC_ALL", "it_IT.utf8");
        assertThat(clone.run("doctor").out()).contains("LC_ALL=it_IT.utf8\n");
    }

    @Test
    void works_with_an_empty_environment() throws Exception {
        chosen();
        var builder = new ProcessBuilder(clone.root().resolve("install/telaio").toString(), "run");
        builder.environment().clear();
        builder.environment().put("TELAIO_JAVA_HOME", clone.root() + "/jdk-25");
        var process = builder.redirectErrorStream(true).start();
        assertThat(process.inputReader().readAllAsString()).contains("LC_ALL=");
        assertThat(process.waitFor()).isZero();
    }
}
