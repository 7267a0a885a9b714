package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Parameters;
import telaio.classroom.NotebookRunner;
import telaio.classroom.UnreadableNotebook;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;

/// The one notebook that a command runs to see what it is worth.
final class NotebookArgument {
    private final Function<Frontend, Evaluator> evaluator;
    private final PrintWriter err;

    @Parameters(paramLabel = "NOTEBOOK", descriptionKey = "check.notebook")
    private Path file = Path.of("");

    /// What is done with it.
    @FunctionalInterface
    interface Work<T> {
        T with(Path file, NotebookRunner runner) throws IOException;
    }

    /// @param err is told that it is run
    NotebookArgument(Function<Frontend, Evaluator> evaluator, PrintWriter err) {
        this.evaluator = evaluator;
        this.err = err;
    }

    /// @throws CommandFailed if it is not a file
    Path file() throws CommandFailed {
        requireFile(file);
        return file;
    }

    /// Says that it is run, and runs it.
    ///
    /// @throws CommandFailed if it is no notebook
    <T> T run(Work<T> work) throws CommandFailed, IOException {
        err.println(Messages.text("check.running", file()));
        try {
            return work.with(file, NotebookRunner.quiet(evaluator));
        } catch (UnreadableNotebook e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    /// Whether a file is missing is said at once, before anything runs for minutes.
    static void requireFile(Path file) throws CommandFailed {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(Messages.text("run.no-file", file));
        }
    }
}
