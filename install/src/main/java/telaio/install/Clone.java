package telaio.install;

import java.nio.file.Path;

/// The clone the launcher stands in.
///
/// @param root the folder, absolute
record Clone(Path root) {
    static Clone current() {
        String root = System.getProperty("telaio.clone");
        if (root == null) {
            throw new IllegalStateException(
                    "telaio.clone is not set: start telaio by its launcher");
        }
        return new Clone(Path.of(root).toAbsolutePath());
    }

    Path notebooks() {
        return root.resolve("notebooks");
    }

    /// What telaio makes for itself and git ignores: the Python environment, logs.
    Path state() {
        return root.resolve(".telaio");
    }

    Path python() {
        return state().resolve("venv");
    }
}
