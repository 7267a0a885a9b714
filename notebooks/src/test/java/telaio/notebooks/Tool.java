package telaio.notebooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A program that some tests need and the build does not bring along, named by a system property.
enum Tool {
    PYTHON("telaio.python", "the interpreter of a Python environment with JupyterLab and nbclient"),
    BROWSER("telaio.browser", "a Chromium, Chrome or Edge"),
    DISTRIBUTION("telaio.home", "a built distribution");

    private final String property;
    private final String meaning;

    Tool(String property, String meaning) {
        this.property = property;
        this.meaning = meaning;
    }

    /// The program's file; empty if the property names none that can be executed.
    Optional<Path> find() {
        return Optional.ofNullable(System.getProperty(property))
                .map(Path::of)
                .filter(Files::isExecutable);
    }

    /// The program's file.
    ///
    /// @throws IllegalStateException if there is none
    Path path() {
        return find().orElseThrow(() -> new IllegalStateException(missing()));
    }

    /// What is missing and how to give it.
    String missing() {
        return "needs %s: -D%s=FILE".formatted(meaning, property);
    }
}
