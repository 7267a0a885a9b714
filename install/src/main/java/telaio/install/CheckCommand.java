package telaio.install;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import telaio.classroom.CheckReport;

/// `telaio check`: whether a notebook is ready to be handed in.
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin private final NotebookArgument notebook;

    CheckCommand(NotebookArgument notebook, PrintWriter out) {
        this.notebook = notebook;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var report = notebook.run(CheckReport::of);
        report.lines().forEach(out::println);
        return report.isGood() ? 0 : 1;
    }
}
