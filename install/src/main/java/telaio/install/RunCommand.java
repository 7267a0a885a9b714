package telaio.install;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import telaio.classroom.CellFailure;
import telaio.classroom.CellPrinter;
import telaio.classroom.NotebookFile;
import telaio.classroom.NotebookRunner;
import telaio.classroom.UnreadableNotebook;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;

/// `telaio run`: executes notebooks with neither Jupyter nor Python.
@Command(name = "run")
final class RunCommand implements Callable<Integer> {
    private final Function<Frontend, Evaluator> evaluator;
    private final PrintStream cells;
    private final PrintStream cellErrors;
    private final PrintWriter err;

    @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", descriptionKey = "run.notebooks")
    private List<Path> notebooks = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "run.out")
    private @Nullable Path out;

    @Option(names = "--timeout", paramLabel = "S", descriptionKey = "run.timeout")
    private @Nullable Double timeout;

    /// Runs with cells that print on the two streams.
    ///
    /// @param err for what the command itself has to say
    RunCommand(
            Function<Frontend, Evaluator> evaluator,
            PrintStream cells,
            PrintStream cellErrors,
            PrintWriter err) {
        this.evaluator = evaluator;
        this.cells = cells;
        this.cellErrors = cellErrors;
        this.err = err;
    }

    /// Runs all notebooks, also after one has failed.
    @Override
    public Integer call() throws Exception {
        for (Path notebook : notebooks) {
            NotebookArgument.requireFile(notebook);
        }
        var runner = new NotebookRunner(evaluator, printer(), limit());
        boolean good = true;
        for (Path notebook : notebooks) {
            if (notebooks.size() > 1) {
                cells.println("# " + notebook);
            }
            good &= run(notebook, runner);
        }
        return good ? 0 : 1;
    }

    private boolean run(Path file, NotebookRunner runner) throws Exception {
        NotebookFile notebook;
        try {
            notebook = NotebookFile.read(file);
        } catch (UnreadableNotebook e) {
            err.println("telaio: " + e.getMessage());
            return false;
        }
        Optional<CellFailure> failure = runner.run(notebook);
        failure.ifPresent(cell -> err.println("telaio: " + text(file, cell)));
        if (out != null) {
            Path written = out.resolve(place(file));
            notebook.write(written);
            err.println(Messages.text("run.written", written));
        }
        return failure.isEmpty();
    }

    private static String text(Path file, CellFailure failure) {
        String cell =
                failure.id().isEmpty()
                        ? Messages.text("run.cell", failure.position())
                        : Messages.text("run.cell-id", failure.position(), failure.id());
        return Messages.text("run.failed", file, cell, failure.name(), failure.message());
    }

    /// Where a notebook goes under the folder: as it stands under the folder all have in common, so
    /// that two of the same name stay two.
    private Path place(Path file) {
        Path common = folder(notebooks.getFirst());
        for (Path notebook : notebooks) {
            while (!folder(notebook).startsWith(common)) {
                common = Objects.requireNonNull(common.getParent(), "the root is common to all");
            }
        }
        return common.relativize(file.toAbsolutePath().normalize());
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(
                file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
    }

    private CellPrinter printer() {
        return new CellPrinter(cells, cellErrors, Terminal.isThere());
    }

    private @Nullable Duration limit() {
        if (timeout == null) {
            return null;
        }
        if (!(timeout > 0 && timeout < Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(Messages.text("run.bad-timeout", timeout));
        }
        return Duration.ofMillis(Math.max(1, Math.round(timeout * 1000)));
    }
}
