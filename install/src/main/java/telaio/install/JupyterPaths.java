package telaio.install;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where Jupyter looks for kernels, as its documentation says.
///
/// @param environment the environment variables that decide
/// @param system the system's name, as in the property `os.name`
/// @param userHome the user's folder
record JupyterPaths(Map<String, String> environment, String system, Path userHome) {
    static JupyterPaths ofThisMachine() {
        return new JupyterPaths(
                System.getenv(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")));
    }

    static Path kernels(Path prefix) {
        return prefix.resolve("share").resolve("jupyter").resolve("kernels");
    }

    /// The user's own kernels.
    Path userKernels() {
        return userData().resolve("kernels");
    }

    private Path userData() {
        String chosen = value("JUPYTER_DATA_DIR");
        if (chosen != null) {
            return Path.of(chosen);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Jupyter");
        }
        if (name.startsWith("windows")) {
            String roaming = value("APPDATA");
            return roaming != null
                    ? Path.of(roaming, "jupyter")
                    : userHome.resolve(".jupyter/data");
        }
        String data = value("XDG_DATA_HOME");
        return (data != null ? Path.of(data) : userHome.resolve(".local/share")).resolve("jupyter");
    }

    /// The active Python environment, or null if none is active.
    @Nullable Path activePrefix() {
        String prefix = value("VIRTUAL_ENV");
        if (prefix == null) {
            prefix = value("CONDA_PREFIX");
        }
        return prefix == null ? null : Path.of(prefix);
    }

    private @Nullable String value(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
