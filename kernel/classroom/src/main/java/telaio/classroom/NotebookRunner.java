package telaio.classroom;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private static final ScopedValue<Boolean> RUNNING = ScopedValue.newInstance();

    /// A cell that may fail.
    private static final String MAY_FAIL = "raises-exception";

    /// Characters that are kept of a cell: what prints without end must not fill the memory. As
    /// much as the kernel lets through.
    private static final long MOST = 50_000_000;

    /// The same of a cell that is only run to be scored.
    private static final long MOST_TO_SCORE = 1_000_000;

    /// How long a cell that was told to stop may take. Then its session is ended.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// One that shows nothing, for notebooks that are run to be scored.
    public static NotebookRunner quiet(Function<Frontend, Evaluator> evaluator) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new NotebookRunner(
                evaluator, new CellPrinter(nowhere, nowhere, false), FreshRun.CELL);
    }

    /// The same with another time for each cell.
    NotebookRunner with(Duration limit) {
        return new NotebookRunner(evaluator, printer, limit);
    }

    public NotebookRunner {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout);
        }
    }

    /// Runs all cells, or those up to the first that fails and is not tagged `raises-exception`. A
    /// cell that runs too long fails, whatever its tags. If this thread is interrupted, that cell
    /// is the last. What they show is in the notebook afterwards, in the place of what was there;
    /// cells not run show nothing.
    ///
    /// @return what stopped it, or empty if it came to its end
    public Optional<CellFailure> run(NotebookFile notebook) {
        var failures = new ArrayList<CellFailure>();
        run(
                notebook,
                _ -> Map.of(),
                null,
                ran -> {
                    failure(ran).ifPresent(failures::add);
                    return failures.isEmpty();
                });
        return failures.stream().findFirst();
    }

    /// Runs all cells, also after one has failed, and also those that are tagged as if they may.
    ///
    /// @param limit the longest all may run together; then the rest is not run
    /// @param questions expressions to evaluate after a cell that did not fail, by name
    /// @param after is told of each cell that was run, when its outputs stand in the notebook; says
    ///   whether to go on
    void runAll(
            NotebookFile notebook,
            Duration limit,
            Function<NotebookCell, Map<String, String>> questions,
            Predicate<CellRun> after) {
        run(notebook, questions, limit, after);
    }

    private void run(
            NotebookFile notebook,
            Function<NotebookCell, Map<String, String>> questions,
            @Nullable Duration limit,
            Predicate<CellRun> after) {
        notebook.clear();
        var run = new NotebookRun(printer, limit == null ? MOST : MOST_TO_SCORE);
        boolean interrupted;
        try (var kernel = new Kernel(run, new NoInput(), evaluator);
                var clock = clock()) {
            describe(notebook, kernel);
            var over = new AtomicBoolean();
            if (limit != null) {
                // How long a session takes to start is not the notebook's fault.
                kernel.answer(new Session("telaio").request(ExecuteRequest.quiet("0")));
                var _ =
                        clock.schedule(
                                () -> {
                                    over.set(true);
                                    kernel.interrupt();
                                },
                                limit.toNanos(),
                                TimeUnit.NANOSECONDS);
            }
            ScopedValue.where(RUNNING, true)
                    .run(() -> runCells(notebook, run, kernel, clock, over, questions, after));
            // The kernel is to be closed in good order.
            interrupted = Thread.interrupted();
        }
        run.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runCells(
            NotebookFile notebook,
            NotebookRun run,
            Kernel kernel,
            ScheduledThreadPoolExecutor clock,
            AtomicBoolean over,
            Function<NotebookCell, Map<String, String>> questions,
            Predicate<CellRun> after) {
        int position = 0;
        var client = new Session("telaio");
        for (NotebookCell cell : notebook.cells()) {
            position++;
            // As in JupyterLab, an empty cell is not run.
            if (!cell.isCode() || cell.source().isBlank()) {
                continue;
            }
            if (over.get() || Thread.currentThread().isInterrupted()) {
                return;
            }
            var execute = ExecuteRequest.cell(cell.source()).asking(questions.apply(cell));
            var request = client.request(execute);
            run.begins(cell, request.header());
            var late = new AtomicBoolean();
            var reply = answer(kernel, request, clock, late);
            run.storeLast();
            if (!after.test(new CellRun(position, cell, reply, late.get() || over.get()))) {
                return;
            }
        }
    }

    private Optional<CellFailure> failure(CellRun ran) {
        var cell = ran.cell();
        // Too late is too late, even if the cell ended just then: it may not be the one stopped.
        if (ran.late()) {
            var text = Texts.current().tooLong(seconds());
            return Optional.of(new CellFailure(ran.position(), cell.id(), "Timeout", text));
        }
        if (ran.reply() instanceof ErrorReply error && !cell.tags().contains(MAY_FAIL)) {
            return Optional.of(
                    new CellFailure(ran.position(), cell.id(), error.ename(), error.evalue()));
        }
        return Optional.empty();
    }

    /// Whether the calling thread is running a notebook: a cell that wants to have its notebook run
    /// would never end.
    static boolean isRunning() {
        return RUNNING.isBound();
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
