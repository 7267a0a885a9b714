package telaio.notebooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A program that some tests need and the build does not bring along, named by a system property.
enum Tool {
    PYTHON("telaio.python", "the interpreter of a Python environment with JupyterLab and nbclient"),
    BROWSER("telaio.browser", "a Chromium, Chrome or Edge"),
    DISTRIBUTION("telaio.home", "a built distribution"),
    /// Not part of what `telaio test` prepares: its test is skipped also where nothing else is.
    NBGRADER("telaio.nbgrader", "the command of nbgrader (pip install nbgrader)");

    private final String property;
    private final String meaning;

    Tool(String property, String meaning) {
        this.property = property;
        this.meaning = meaning;
    }

    /// The program's file; empty if the property names none that can be executed.
    Optional<Path> find() {
        var named = Optional.ofNullable(System.getProperty(property)).map(Path::of);
        var file = this == NBGRADER ? named.or(Tool::besidePython) : named;
        return file.filter(Files::isExecutable);
    }

    private static Optional<Path> besidePython() {
        return PYTHON.find().map(it -> it.resolveSibling("nbgrader"));
    }

    /// Whether its absence fails a test where nothing may be skipped.
    boolean isRequired() {
        return this != NBGRADER;
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
