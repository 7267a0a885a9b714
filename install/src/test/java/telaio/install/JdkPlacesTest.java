package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where the launcher finds a JDK that no variable and no PATH names, and what it says without one.
@Timeout(60)
class JdkPlacesTest {
    private static final Path LIST = Path.of("src/main/distribution/jdk.places");
    private static final String WHOLE = "java.base jdk.compiler jdk.jshell jdk.jdi";

    @TempDir Path folder;

    private FakeClone clone;

    static List<String> places() throws IOException {
        return Files.readAllLines(LIST).stream().filter(it -> it.matches("[~/].*")).toList();
    }

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(Files.createDirectory(folder.resolve("un clone")));
        clone.built(List.of("one.jar"));
        clone.usesOnlyItsOwnTools();
    }

    @ParameterizedTest
    @MethodSource("places")
    void finds_one_that_is_new_enough(String place) throws Exception {
        // What belongs to the machine stands in the clone too, here.
        boolean isUsers = place.startsWith("~");
        String here = isUsers ? "home" + place.substring(1) : "machine" + place;
        clone.write(
                FakeClone.TEXTS + "jdk.places",
                "# comment\n\n" + (isUsers ? place : clone.root() + "/machine" + place) + "\n");
        if (here.contains("*")) {
            clone.jdk(here.replace("*", "a 17"), "17.0.1", WHOLE);
        }
        Path jdk = clone.jdk(here.replace("*", "b 25"), "25.0.1", WHOLE);
        assertThat(clone.run("doctor").out()).startsWith("java of " + jdk + "\n");
    }

    @Test
    void without_one_the_command_that_installs_one_is_named() throws Exception {
        clone.write(FakeClone.TEXTS + "jdk.places", "~/none/*\n");
        var result = clone.run("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("jdk.jshell and jdk.jdi")
                .endsWith("Get one from https://adoptium.net\n");

        clone.write("bin/dnf", "#!/bin/sh\n");
        assertThat(clone.run("doctor").err())
                .contains("Install one: sudo dnf install java-25-openjdk-devel (or");
        clone.set("TELAIO_LANG", "it");
        assertThat(clone.run("doctor").err())
                .contains("Si installa con: sudo dnf install java-25-openjdk-devel (o");
    }
}
