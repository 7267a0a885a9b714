package telaio.jupyter.eval;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.worker.Settings;
import telaio.session.SessionJob;

/// How a session's JVM is started when nobody says otherwise: not as the kernel's, whose flags are
/// made for javac.
final class SessionSettings {
    private SessionSettings() {}

    static Settings standard() {
        var library = location(Task.class);
        var session = location(SessionJob.class);
        var cache = session.resolveSibling("session.aot");
        boolean cached = Files.isRegularFile(session) && Files.isReadable(cache);
        return new Settings(
                Settings.Method.STANDBY,
                // a cache that does not fit is no reason to print into the user's output
                cached ? List.of("-XX:AOTCache=" + cache, "-Xlog:disable") : List.of(),
                Map.of(),
                List.of(library.toString(), session.toString()));
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
