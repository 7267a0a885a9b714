package telaio.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A clone with the real launcher in it. Its sources are one empty file, its JDKs and its Maven are
/// scripts that say what they were asked.
final class FakeClone {
    private static final Path LAUNCHER = Path.of("telaio").toAbsolutePath();

    private static final String TEXTS_HERE = "src/main/distribution";
    static final String TEXTS = "install/" + TEXTS_HERE + "/";

    /// What the launcher and the Maven wrapper use.
    private static final List<String> TOOLS =
            List.of(
                    ("sh cat cp dirname basename find mkdir mktemp rm mv ln ls tee uname sed grep touch env"
                                    + " sleep sort head tail tr chmod readlink unzip tar gzip wget curl")
                            .split(" "));

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private boolean isTrained;

    FakeClone(Path root) throws IOException {
        this.root = root;
        write("install/telaio", Files.readString(LAUNCHER));
        for (String text : List.of("usage.it", "usage.en", "jdk.places", "jdk.installers")) {
            write(TEXTS + text, Files.readString(Path.of(TEXTS_HERE, text)));
        }
        write("pom.xml", "");
        write("kernel/session/src/main/java/Session.java", "");
        write("install/src/main/java/Main.java", "");
        Files.createDirectories(root.resolve("home"));
        environment.put("HOME", root.resolve("home").toString());
        environment.put("PATH", root.resolve("bin") + File.pathSeparator + "/usr/bin:/bin");
        environment.put("TELAIO_LANG", "en");
    }

    Path root() {
        return root;
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void unset(String variable) {
        environment.remove(variable);
    }

    /// Hides the machine's java, Maven and package manager.
    void usesOnlyItsOwnTools() throws IOException {
        for (String tool : TOOLS) {
            for (Path place : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
                Path link = root.resolve("bin").resolve(tool);
                if (Files.exists(place.resolve(tool)) && !Files.exists(link)) {
                    Files.createDirectories(link.getParent());
                    Files.createSymbolicLink(link, place.resolve(tool));
                }
            }
        }
        environment.put("PATH", root.resolve("bin").toString());
    }

    /// A JDK whose java prints its home and its arguments.
    Path jdk(String folder, String version, String modules) throws IOException {
        write(
                folder + "/bin/java",
                """
                #!/bin/sh
                echo "java of %s"
                for word; do echo "$word"; done
                env | grep -E '^(LC_ALL|TELAIO_LANG)=' || true
                """
                        .formatted(root.resolve(folder)));
        write(
                folder + "/release",
                "JAVA_VERSION=\"%s\"%nMODULES=\"%s\"%n".formatted(version, modules));
        return root.resolve(folder);
    }

    /// A Maven that builds: it notes that it ran, and on which JDK, then runs `more`.
    void maven(String more) throws IOException {
        write(
                "bin/mvn",
                """
                #!/bin/sh
                echo "$JAVA_HOME" >> "%1$s/built-on"
                %2$s
                mkdir -p "%1$s/install/target/telaio/lib"
                echo one.jar > "%1$s/install/target/telaio/lib/classpath"
                """
                        .formatted(root, more));
    }

    long builds() throws IOException {
        Path log = root.resolve("built-on");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /// A distribution that is newer than all sources, with caches for the chosen JDK.
    void built(List<String> classPath) throws IOException {
        write("install/target/telaio/lib/classpath", String.join("\n", classPath) + "\n");
        write(
                "install/target/telaio/lib/kernel.args",
                Files.readString(Path.of(TEXTS_HERE, "kernel.args")));
        write("install/target/telaio/built", "");
        touch("install/target/telaio/built", 10);
        isTrained = true;
    }

    private void train() throws IOException {
        String chosen = environment.get("TELAIO_JAVA_HOME");
        if (isTrained && chosen != null) {
            Path release = Path.of(chosen, "release");
            write(
                    "install/target/telaio/lib/trained",
                    chosen + "\n" + (Files.exists(release) ? Files.readString(release) : ""));
        }
    }

    /// Makes a file some seconds newer than now.
    void touch(String file, long seconds) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(file), FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return path;
    }

    /// What the launcher printed, and its exit code.
    record Result(int exitCode, String out, String err) {}

    /// Starts the launcher and waits for its end.
    Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).finish();
    }

    Running start(String... arguments) throws IOException {
        train();
        List<String> command = new ArrayList<>();
        command.add(root.resolve("install/telaio").toString());
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(root, "run", ".err");
        var builder =
                new ProcessBuilder(command)
                        .directory(root.resolve("home").toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), err);
    }

    /// A launcher on its way.
    record Running(Process process, Path err) {
        Result finish() throws IOException, InterruptedException {
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the launcher does not end");
            }
            return new Result(process.exitValue(), out, Files.readString(err));
        }
    }
}
