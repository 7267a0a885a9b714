package telaio.jupyter.eval;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.worker.Settings;
import telaio.session.SessionJob;

/// How a session's JVM is started when nobody says otherwise: not as the kernel's, whose flags are
/// made for javac.
final class SessionSettings {
    private SessionSettings() {}

    /// More arguments for the session's `java`, separated by blanks. Used by the build to train AOT
    /// caches.
    private static final String ARGUMENTS =
            System.getProperty("telaio.session.jvmArgs", "").strip();

    /// What makes compiler, session and workers take preview features of the language and the JDK.
    private static final String PREVIEW = "--enable-preview";

    /// What lets us load our agent into a running session without a warning to the user.
    private static final String AGENTS = "-XX:+EnableDynamicAgentLoading";

    static Settings standard() {
        var library = location(Task.class);
        var session = location(SessionJob.class);
        var settings =
                new Settings(
                        Settings.Method.STANDBY,
                        jvmArgs(session),
                        Map.of(),
                        List.of(library.toString(), session.toString()));
        var wanted = System.getenv().getOrDefault("TELAIO_PREVIEW", "").strip();
        return List.of("1", "true", "on").contains(wanted.toLowerCase(Locale.ROOT))
                ? preview(settings, true)
                : settings;
    }

    /// Whether preview features are on.
    static boolean preview(Settings settings) {
        return settings.jvmArgs().contains(PREVIEW);
    }

    /// The same settings with preview features on or off.
    static Settings preview(Settings settings, boolean on) {
        var others = settings.jvmArgs().stream().filter(argument -> !argument.equals(PREVIEW));
        var all = on ? Stream.concat(others, Stream.of(PREVIEW)) : others;
        return new Settings(
                settings.method(),
                all.toList(),
                settings.environment(),
                settings.classPath(),
                settings.javaHome());
    }

    /// Whether sessions with these settings can redefine classes in place.
    static boolean redefines(Settings settings) {
        return settings.jvmArgs().contains(AGENTS);
    }

    private static List<String> jvmArgs(Path session) {
        List<String> given = ARGUMENTS.isEmpty() ? List.of() : List.of(ARGUMENTS.split("\\s+"));
        var cache = session.resolveSibling("session.aot");
        boolean cached =
                Files.isRegularFile(session)
                        && Files.isReadable(cache)
                        && given.stream().noneMatch(argument -> argument.startsWith("-XX:AOT"));
        // a cache that does not fit is no reason to print into the user's output
        var cacheArguments =
                cached
                        ? Stream.of("-XX:AOTCache=" + cache, "-Xlog:disable")
                        : Stream.<String>empty();
        return Stream.of(cacheArguments, Stream.of(AGENTS), given.stream())
                .flatMap(arguments -> arguments)
                .toList();
    }

    /// How long a session may take to leave: one that records its classes writes them at its end.
    static Duration leave() {
        return Duration.ofSeconds(ARGUMENTS.isEmpty() ? 1 : 20);
    }

    /// The jar or directory a class was read from.
    static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("class path entry of " + type, malformed);
        }
    }
}
