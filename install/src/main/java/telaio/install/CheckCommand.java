package telaio.install;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import telaio.classroom.CheckReport;
import telaio.classroom.NotebookFile;
import telaio.classroom.NotebookRunner;
import telaio.classroom.UnreadableNotebook;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;

/// `telaio check`: whether a notebook is ready to be handed in.
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
    private final Function<Frontend, Evaluator> evaluator;
    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(paramLabel = "NOTEBOOK", descriptionKey = "check.notebook")
    private Path notebook = Path.of("");

    CheckCommand(Function<Frontend, Evaluator> evaluator, PrintWriter out, PrintWriter err) {
        this.evaluator = evaluator;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(notebook)) {
            throw new CommandFailed(Messages.text("run.no-file", notebook));
        }
        NotebookFile file;
        try {
            file = NotebookFile.read(notebook);
        } catch (UnreadableNotebook e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        err.println(Messages.text("check.running", notebook));
        var report = CheckReport.of(file, NotebookRunner.quiet(evaluator));
        report.lines().forEach(out::println);
        return report.isGood() ? 0 : 1;
    }
}
