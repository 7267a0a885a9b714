package telaio.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What is in every package: the jars, and a version that differs when any of them does.
///
/// @param from has the lessons, the launchers, licence and README
/// @param distribution has the jars
/// @param number the project's version, such as `0.1.0-SNAPSHOT`
/// @param version the number, and what tells these jars from others
record Release(Clone from, Distribution distribution, String number, String version) {
    private static final int DIGITS = 12;
    private static final List<String> LAUNCHERS = List.of("telaio", "telaio.cmd", "telaio.ps1");
    private static final String PICTURE = "install/images/notebook.png";
    private static final List<String> LANGUAGES = List.of("it.ipynb", "en.ipynb");

    static Release of(Clone from, Distribution distribution) throws IOException {
        String number = Files.readString(distribution.home().resolve("version")).strip();
        return new Release(from, distribution, number, number + "-" + digest(distribution));
    }

    private static String digest(Distribution distribution) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(distribution)) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The files of `lib`, all but the start-up caches, in the order of their names.
    private static List<Path> files(Distribution distribution) throws IOException {
        try (Stream<Path> files = Files.walk(distribution.lib())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".aot") && !file.endsWith("trained"))
                    .sorted()
                    .toList();
        }
    }

    /// Copies the jars, and writes the class path of the kernel's JVM for who starts it without our
    /// Java.
    ///
    /// @param home gets `lib` and `version`
    void writeHome(Path home) throws IOException {
        Path lib = distribution.lib();
        for (Path file : files(distribution)) {
            Folders.copy(file, home.resolve("lib").resolve(lib.relativize(file).toString()));
        }
        Files.write(
                home.resolve("lib/kernel.classpath"),
                distribution.kernelClassPath().stream()
                        .map(jar -> jar.getFileName().toString())
                        .toList());
        Files.writeString(home.resolve("version"), version + "\n");
    }

    /// Copies what a distribution is without the course.
    ///
    /// @param home gets `lib`, `bin` and `version`
    void writeProgram(Path home) throws IOException {
        writeHome(home);
        for (String launcher : LAUNCHERS) {
            Folders.copy(
                    from.root().resolve("install").resolve(launcher),
                    home.resolve("bin").resolve(launcher));
        }
        for (String file : List.of("README.md", "LICENSE")) {
            Folders.copy(from.root().resolve(file), home.resolve(file));
        }
    }

    /// Makes the folder that people unpack.
    ///
    /// @return `parent/telaio-NUMBER`
    Path write(Path parent) throws IOException {
        Path home = Files.createDirectories(parent.resolve("telaio-" + number));
        writeProgram(home);
        Folders.copy(from.root().resolve(PICTURE), home.resolve(PICTURE));
        try (Stream<Path> lessons = Files.list(from.notebooks())) {
            for (Path lesson : lessons.sorted().toList()) {
                for (String language : LANGUAGES) {
                    // The solutions lie one folder deeper, and stay with the teachers.
                    if (Files.exists(lesson.resolve(language))) {
                        Folders.copy(
                                lesson.resolve(language),
                                home.resolve("notebooks")
                                        .resolve(lesson.getFileName())
                                        .resolve(language));
                    }
                }
            }
        }
        return home;
    }
}
