package telaio.jupyter;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where what is remembered of a user lies: the system's place for users' data.
public final class DataFolder {
    private DataFolder() {}

    /// That of this JVM's user; it may not exist yet.
    public static Path standard() {
        return of(
                System.getenv(),
                System.getProperties().getProperty("os.name"),
                Path.of(System.getProperty("user.home")));
    }

    static Path of(Map<String, String> environment, String system, Path home) {
        var os = system.toLowerCase(Locale.ROOT);
        Path data;
        if (os.startsWith("mac")) {
            data = home.resolve("Library").resolve("Application Support");
        } else if (os.startsWith("windows")) {
            data = folder(environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"));
        } else {
            data =
                    folder(
                            environment.get("XDG_DATA_HOME"),
                            home.resolve(".local").resolve("share"));
        }
        return data.resolve("telaio");
    }

    private static Path folder(@Nullable String given, Path otherwise) {
        return given == null || given.isBlank() ? otherwise : Path.of(given);
    }
}
