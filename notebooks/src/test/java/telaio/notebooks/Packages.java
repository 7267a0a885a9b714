package telaio.notebooks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What people without a clone get, made once for all tests, and its archive unpacked as they do.
final class Packages {
    private Packages() {}

    /// The holder's initialiser runs once, whoever comes first.
    private static final class Made {
        static final Path FOLDER = make();
    }

    /// See [Made].
    private static final class Unpacked {
        static final Path HOME = unpack();
    }

    /// The folder with the packages.
    static Path folder() {
        return Made.FOLDER;
    }

    /// The package whose name ends so.
    static Path the(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    /// The unpacked archive; without start-up caches before somebody has used it.
    static Path unpacked() {
        return Unpacked.HOME;
    }

    /// Installs the kernel of the unpacked archive, by its own launcher.
    ///
    /// @param prefix new folder
    /// @return the data folder for `JUPYTER_PATH`
    static Path install(Path prefix) throws IOException, InterruptedException {
        Files.createDirectories(prefix);
        run(prefix, List.of(unpacked() + "/bin/telaio", "install", "--prefix", prefix.toString()));
        return prefix.resolve("share/jupyter");
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("telaio-packages");
            deleteAtEnd(folder);
            Path log = folder.resolve("package.log");
            Path packages = folder.resolve("packages");
            int exit = InstalledKernel.run("en", log, "package", "--out", packages.toString());
            if (exit != 0) {
                throw new IOException(Files.readString(log));
            }
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack() {
        try {
            // Nothing may hang on a blank in the path.
            Path folder = Files.createDirectory(folder().resolveSibling("for everybody"));
            run(folder, List.of("tar", "-xzf", the(".tar.gz").toString(), "-C", folder.toString()));
            return the(folder, "telaio-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteAtEnd(Path folder) {
        Thread hook =
                Thread.ofPlatform()
                        .name("delete " + folder)
                        .unstarted(() -> {
                            try {
                                new ProcessBuilder("rm", "-rf", folder.toString())
                                        .start()
                                        .waitFor();
                            } catch (IOException | InterruptedException e) {
                                System.err.println(folder + " stays: " + e);
                            }
                        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// The folder in `folder` whose name begins so.
    static Path the(Path folder, String start) throws IOException {
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
    /// @throws IOException if it does not end well
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
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
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + ": " + printed + Files.readString(log.toPath()));
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
