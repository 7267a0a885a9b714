package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import telaio.classroom.GradeBook;
import telaio.classroom.Grader;
import telaio.classroom.Namespaces;
import telaio.classroom.NoSandbox;
import telaio.classroom.Sandbox;
import telaio.classroom.Scratch;
import telaio.classroom.UnreadableNotebook;

/// `telaio grade`: points and feedback for what a class has handed in.
@Command(name = "grade")
final class GradeCommand implements Callable<Integer> {
    /// Cells of the progress bar.
    private static final int BAR = 30;

    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(paramLabel = "DIR", descriptionKey = "grade.folder")
    private Path folder = Path.of("");

    @Option(names = "--source", paramLabel = "NOTEBOOK", descriptionKey = "grade.source")
    private @Nullable Path source;

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "grade.out")
    private @Nullable Path to;

    @Option(
            names = "--timeout",
            defaultValue = "30",
            paramLabel = "S",
            descriptionKey = "grade.timeout")
    private int timeout = 30;

    @Option(
            names = "--limit",
            defaultValue = "300",
            paramLabel = "S",
            descriptionKey = "grade.limit")
    private int limit = 300;

    @Option(names = "--unsandboxed", descriptionKey = "grade.unsandboxed")
    private boolean unsandboxed;

    GradeCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(Messages.text("grade.no-folder", folder));
        }
        if (source != null) {
            NotebookArgument.requireFile(source);
        }
        if (timeout < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    Messages.text("run.bad-timeout", Math.min(timeout, limit)));
        }
        try (var scratch = Scratch.make()) {
            return grade(scratch.folder());
        } catch (UnreadableNotebook e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private int grade(Path scratch) throws Exception {
        var sandbox = sandbox(Files.createDirectory(scratch.resolve("sandbox")));
        var target = to == null ? standardOut() : to.toAbsolutePath().normalize();
        var notebooks = Clone.current().notebooks();
        var settings =
                new Grader.Settings(
                        folder,
                        target,
                        source,
                        List.of(notebooks.resolve("solutions"), notebooks),
                        sandbox,
                        Runtime.getRuntime().availableProcessors(),
                        Duration.ofSeconds(timeout),
                        Duration.ofSeconds(limit));
        var book =
                new Grader(settings, Files.createDirectory(scratch.resolve("work")))
                        .grade(this::progress);
        book.problems().forEach(it -> err.println("telaio: " + it));
        if (!book.closed()) {
            err.println(Messages.text("grade.open"));
        }
        if (book.count() + book.problems().size() == 0) {
            throw new CommandFailed(Messages.text("grade.nothing", folder));
        }
        out.println(Messages.text("grade.done", book.count(), book.problems().size()));
        out.println(Messages.text("run.written", target.resolve(GradeBook.CSV)));
        out.println(Messages.text("run.written", target.resolve(GradeBook.SUMMARY)));
        return 0;
    }

    private Sandbox sandbox(Path place) throws IOException, InterruptedException, CommandFailed {
        if (unsandboxed) {
            return new NoSandbox(place);
        }
        var namespaces = new Namespaces(place);
        var why = namespaces.whyNot();
        if (!why.isEmpty()) {
            throw new CommandFailed(Messages.text("grade.no-sandbox", why));
        }
        return namespaces;
    }

    /// Beside the folder, not in it: students may see that one.
    private Path standardOut() {
        var inbox = folder.toAbsolutePath().normalize();
        var name = Objects.requireNonNullElse(inbox.getFileName(), Path.of("class"));
        return inbox.resolveSibling(name + "-grades");
    }

    /// A bar where somebody looks, else a line for each.
    private synchronized void progress(int done, int total, String who) {
        var count = done + "/" + total + " " + who;
        if (!Terminal.isThere()) {
            err.println(count);
            return;
        }
        int full = BAR * done / total;
        err.print("\r\u001B[K[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + count);
        if (done == total) {
            err.println();
        }
        err.flush();
    }
}
