package telaio.install;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The main class of the package that is one jar, for `java -jar` and JBang. Unpacks the
/// distribution that lies in it among the user's caches, once, and starts its launcher on the Java
/// that runs this. It stands in that jar alone: it may use no other class of ours.
public final class OneJar {
    /// The folder of the jar in which the distribution lies.
    static final String FOLDER = "distribution/";

    private OneJar() {}

    /// Runs one command of telaio and exits with its code.
    public static void main(String[] arguments)
            throws IOException, InterruptedException, URISyntaxException {
        var jar = OneJar.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path home = unpack(Path.of(jar));
        String launcher = isOn("windows") ? "telaio.cmd" : "telaio";
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(launcher).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("TELAIO_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end").unstarted(process::destroy));
        System.exit(process.waitFor());
    }

    private static boolean isOn(String system) {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith(system);
    }

    /// The user's caches, as the launchers know them.
    private static Path caches() {
        Path user = Path.of(System.getProperty("user.home"));
        if (isOn("windows")) {
            String local = System.getenv("LOCALAPPDATA");
            return (local == null ? user : Path.of(local)).resolve("telaio");
        }
        if (isOn("mac")) {
            return user.resolve("Library/Caches/telaio");
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        return (caches == null || caches.isEmpty() ? user.resolve(".cache") : Path.of(caches))
                .resolve("telaio");
    }

    private static Path unpack(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            ZipEntry version = Objects.requireNonNull(zip.getEntry(FOLDER + "version"), "version");
            var name =
                    new String(zip.getInputStream(version).readAllBytes(), StandardCharsets.UTF_8);
            Path home = caches().resolve(name.strip() + "-jar");
            if (Files.exists(home)) {
                return home;
            }
            Files.createDirectories(caches());
            Path fresh = Files.createTempDirectory(caches(), "unpacking");
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    Path file = fresh.resolve(entry.getName().substring(FOLDER.length()));
                    Files.createDirectories(file.resolveSibling(""));
                    Files.copy(zip.getInputStream(entry), file);
                }
            }
            if (!fresh.resolve("bin/telaio").toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + fresh.resolve("bin/telaio"));
            }
            return moved(fresh, home);
        }
    }

    private static Path moved(Path fresh, Path home) throws IOException {
        try {
            return Files.move(fresh, home);
        } catch (IOException e) {
            if (Files.exists(home)) {
                return home; // another was sooner
            }
            throw e;
        }
    }
}
