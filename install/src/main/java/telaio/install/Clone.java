package telaio.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The clone, or the unpacked distribution, the launcher stands in.
///
/// @param root the folder, absolute
/// @param state what telaio makes for itself, absolute: the Python environment, logs. In a clone
///   git ignores it; a distribution has it among the user's caches
record Clone(Path root, Path state) {
    static Clone current() {
        return new Clone(folder("telaio.clone"), folder("telaio.state"));
    }

    private static Path folder(String property) {
        String folder = System.getProperty(property);
        if (folder == null) {
            throw new IllegalStateException(property + " is not set: start telaio by its launcher");
        }
        return Path.of(folder).toAbsolutePath();
    }

    Path notebooks() {
        return root.resolve("notebooks");
    }

    /// Whether it is a clone, and not a distribution.
    boolean isClone() {
        return Files.exists(root.resolve("pom.xml"));
    }

    /// How the user calls telaio: the launcher's file, or the command that pip has installed.
    String launcher() {
        for (String file : List.of("install/telaio", "bin/telaio")) {
            if (Files.exists(root.resolve(file))) {
                return root.resolve(file).toString();
            }
        }
        return "telaio";
    }

    Path python() {
        return state().resolve("venv");
    }
}
