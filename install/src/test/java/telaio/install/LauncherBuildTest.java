package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
class LauncherBuildTest {
    @TempDir Path folder;

    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(folder);
        Path jdk = clone.jdk("jdk-25", "25.0.3", "java.base jdk.jdi jdk.jshell");
        clone.set("TELAIO_JAVA_HOME", jdk.toString());
        clone.maven("");
    }

    @Test
    void builds_once_on_the_jdk_found() throws Exception {
        assertThat(clone.run("doctor").out()).contains("telaio.install.Main\ndoctor\n");
        var second = clone.run("doctor");
        assertThat(second.out()).contains("telaio.install.Main\ndoctor\n");
        assertThat(second.err()).isEmpty();
        assertThat(folder.resolve("built-on")).content().isEqualTo(folder + "/jdk-25\n");
    }

    @Test
    void trains_once_for_each_jdk_and_each_version_of_the_jars() throws Exception {
        assertThat(clone.run("doctor").err()).contains("start-up caches");
        assertThat(clone.run("doctor").err()).isEmpty();
        Path newer = clone.jdk("jdk-26", "26", "java.base jdk.jdi jdk.jshell");
        clone.set("TELAIO_JAVA_HOME", newer.toString());
        assertThat(clone.run("doctor").err()).contains("start-up caches");
        assertThat(folder.resolve(".telaio/train.log"))
                .content()
                .startsWith("java of " + newer)
                .contains("telaio.install.Main\ntrain\n");
        assertThat(clone.builds()).isEqualTo(1);
        clone.write("install/target/telaio/version", "other jars");
        assertThat(clone.run("doctor").err()).contains("start-up caches");
        assertThat(clone.run("doctor").err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "kernel/session/src/main/java/Session.java",
                "kernel/session/src/main/java", // a file in it was deleted
                "install/src/main/java/Main.java"
            })
    void builds_again_when_a_source_is_newer(String source) throws Exception {
        clone.built(List.of("one.jar"));
        clone.touch(source, 20);
        assertThat(clone.run("doctor").exitCode()).isZero();
        assertThat(clone.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel/session/src/test/java/SessionTest.java",
                "kernel/session/target/classes/Session.class",
                "kernel/benchmarks/src/main/java/Main.java",
                "notebooks/00/it.ipynb"
            })
    void does_not_build_for_what_is_not_installed(String file) throws Exception {
        clone.built(List.of("one.jar"));
        clone.write(file, "");
        clone.touch(file, 20);
        assertThat(clone.run("doctor").err()).isEmpty();
        assertThat(clone.builds()).isZero();
    }

    @Test
    void shows_how_the_build_gets_on() throws Exception {
        clone.maven(
                """
                echo '[INFO] Building Telaio: session 0.1.0-SNAPSHOT                [3/6]'
                i=0; while [ $i -lt 50 ]; do echo "Downloaded from central: x"; i=$((i + 1)); done
                """);
        assertThat(clone.run("doctor").err())
                .contains("  [3/6] Telaio: session\n")
                .contains("  50 packages downloaded\n");
    }

    @Test
    void a_build_that_fails_shows_the_compilers_words_and_is_tried_again() throws Exception {
        clone.maven("echo '[ERROR] /x/Session.java:[1,1] class expected'; exit 1");
        var result = clone.run("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("class expected").contains(".telaio/build.log");
        assertThat(clone.run("doctor").exitCode()).isEqualTo(1);
        assertThat(clone.builds()).isEqualTo(2);
        assertThat(folder.resolve(".telaio/build.lock")).doesNotExist();
    }

    @Test
    void without_a_network_what_was_downloaded_before_is_enough() throws Exception {
        clone.maven(
                """
                case "$*" in *' -o '*) ;; *) echo "Could not transfer artifact"; exit 1 ;; esac
                """);
        assertThat(clone.run("doctor").exitCode()).isZero();
        assertThat(clone.builds()).isEqualTo(2);
    }

    @Test
    void without_maven_the_wrapper_downloads_one() throws Exception {
        clone.maven("echo \"wrapped: $0\" >> \"$HOME/wrapped\"");
        Path tree = folder.resolve("maven");
        Files.createDirectories(tree.resolve("bin"));
        Files.move(folder.resolve("bin/mvn"), tree.resolve("bin/mvn"));
        byte[] maven =
                Files.readAllBytes(
                        new Zip(folder.resolve("maven.zip")).add(tree, "apache-maven-1").write());
        clone.usesOnlyItsOwnTools();
        clone.write("mvnw", Files.readString(Path.of("../mvnw")));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/apache-maven-1-bin.zip",
                exchange -> {
                    exchange.sendResponseHeaders(200, maven.length);
                    exchange.getResponseBody().write(maven);
                    exchange.close();
                });
        server.start();
        try {
            clone.write(
                    ".mvn/wrapper/maven-wrapper.properties",
                    "distributionUrl=http://127.0.0.1:%d/apache-maven-1-bin.zip%n"
                            .formatted(server.getAddress().getPort()));
            var result = clone.run("doctor");
            assertThat(result.out()).as(result.err()).contains("telaio.install.Main\ndoctor\n");
        } finally {
            server.stop(0);
        }
        assertThat(folder.resolve("home/wrapped")).content().contains("/.m2/wrapper/dists/");
    }

    @Test
    void two_at_a_time_build_once() throws Exception {
        clone.maven(
                """
                touch "$HOME/begun"
                while [ ! -e "$HOME/go" ]; do sleep 0.05; done
                """);
        var first = clone.start("doctor");
        // The first is inside its build now, and stays there until the second waits for it.
        await(folder.resolve("home/begun"));
        var second = clone.start("doctor");
        while (!Files.readString(second.err()).contains("waiting")) {
            Thread.onSpinWait();
        }
        Files.createFile(folder.resolve("home/go"));
        assertThat(first.finish().out()).contains("doctor");
        assertThat(second.finish().out()).contains("doctor");
        assertThat(clone.builds()).isEqualTo(1);
    }

    private static void await(Path file) {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_lock_of_a_dead_builder_holds_nobody_up() throws Exception {
        var dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        clone.write(".telaio/build.lock", dead.pid() + "\n");
        assertThat(clone.run("doctor").exitCode()).isZero();
        assertThat(clone.builds()).isEqualTo(1);
        assertThat(folder.resolve(".telaio/build.lock")).doesNotExist();
    }
}
