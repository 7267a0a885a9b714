package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.Kernel;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.InputRequest;
import telaio.jupyter.protocol.Content.KernelInfoReply;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.LanguageInfo;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Session;

/// Runs notebooks with no Jupyter: the same kernel, asked directly.
///
/// @param evaluator makes what compiles and runs the cells of one notebook
/// @param printer shows what cells print, as it comes
/// @param timeout the longest a cell may run; null for no limit
public record NotebookRunner(
        Function<Frontend, Evaluator> evaluator, CellPrinter printer, @Nullable Duration timeout) {
    /// A cell that may fail.
    private static final String MAY_FAIL = "raises-exception";

    /// How long a cell that was told to stop may take. Then its session is ended.
    private static final Duration GRACE = Duration.ofSeconds(5);

    public NotebookRunner {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout);
        }
    }

    /// Runs all cells, or those up to the first that fails and is not tagged `raises-exception`. A
    /// cell that runs too long fails, whatever its tags. What they show is in the notebook
    /// afterwards, in the place of what was there; cells not run show nothing.
    ///
    /// @return what stopped it, or empty if it came to its end
    public Optional<CellFailure> run(NotebookFile notebook) {
        for (NotebookCell cell : notebook.cells()) {
            if (cell.isCode()) {
                cell.ran(null, new JsonArray());
            }
        }
        var run = new NotebookRun(printer);
        Optional<CellFailure> failure;
        try (var kernel = new Kernel(run, new NoInput(), evaluator);
                var clock = clock()) {
            describe(notebook, kernel);
            failure = runCells(notebook, run, kernel, clock);
        }
        run.store();
        return failure;
    }

    private Optional<CellFailure> runCells(
            NotebookFile notebook,
            NotebookRun run,
            Kernel kernel,
            ScheduledThreadPoolExecutor clock) {
        int position = 0;
        var client = new Session("telaio");
        for (NotebookCell cell : notebook.cells()) {
            position++;
            // As in JupyterLab, an empty cell is not run.
            if (!cell.isCode() || cell.source().isBlank()) {
                continue;
            }
            var request = client.request(ExecuteRequest.cell(cell.source()));
            run.begins(cell, request.header());
            var late = new AtomicBoolean();
            var failure = failure(answer(kernel, request, clock, late), late.get(), position, cell);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<CellFailure> failure(
            @Nullable Reply reply, boolean late, int position, NotebookCell cell) {
        // Too late is too late, even if the cell ended just then: it may not be the one stopped.
        if (late) {
            var text = Texts.current().tooLong(seconds());
            return Optional.of(new CellFailure(position, cell.id(), "Timeout", text));
        }
        if (reply instanceof ErrorReply error && !cell.tags().contains(MAY_FAIL)) {
            return Optional.of(new CellFailure(position, cell.id(), error.ename(), error.evalue()));
        }
        return Optional.empty();
    }

    private @Nullable Reply answer(
            Kernel kernel, Message request, ScheduledThreadPoolExecutor clock, AtomicBoolean late) {
        if (timeout == null) {
            return kernel.answer(request);
        }
        var stop =
                clock.schedule(
                        () -> {
                            late.set(true);
                            kernel.interrupt();
                        },
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        var end =
                clock.schedule(kernel::close, timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        try {
            return kernel.answer(request);
        } finally {
            stop.cancel(false);
            end.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock =
                new ScheduledThreadPoolExecutor(
                        2, Thread.ofPlatform().name("time limit").daemon().factory());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return clock;
    }

    private String seconds() {
        return timeout == null ? "" : timeout.toMillis() / 1000.0 + " s";
    }

    /// The notebook says its language, as a client does that connects to a kernel.
    private static void describe(NotebookFile notebook, Kernel kernel) {
        var client = new Session("telaio");
        if (!(kernel.answer(client.request(new KernelInfoRequest()))
                instanceof KernelInfoReply info)) {
            throw new IllegalStateException("the kernel does not say who it is");
        }
        LanguageInfo language = info.languageInfo();
        var json = new JsonObject();
        json.addProperty("codemirror_mode", language.codemirrorMode());
        json.addProperty("file_extension", language.fileExtension());
        json.addProperty("mimetype", language.mimetype());
        json.addProperty("name", language.name());
        json.addProperty("nbconvert_exporter", language.nbconvertExporter());
        json.addProperty("pygments_lexer", language.pygmentsLexer());
        json.addProperty("version", language.version());
        notebook.metadata().add("language_info", json);
    }

    /// Nobody is there to be asked.
    private record NoInput() implements InputRequests {
        @Override
        public String ask(Message request, InputRequest question) throws IOException {
            throw new IOException("no input in a notebook run without a client");
        }

        @Override
        public void cancel(Header request) {
            // Nobody waits.
        }
    }
}
