package telaio.jupyter;

import static java.lang.System.Logger.Level.WARNING;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.channels.Answers;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Completeness;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.Content.AbortedReply;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.HistoryRequest;
import telaio.jupyter.protocol.Content.InspectRequest;
import telaio.jupyter.protocol.Content.InterruptReply;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.IsCompleteReply;
import telaio.jupyter.protocol.Content.IsCompleteRequest;
import telaio.jupyter.protocol.Content.KernelInfoReply;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Content.Request;
import telaio.jupyter.protocol.Content.ShutdownReply;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.Content.SubshellRequest;
import telaio.jupyter.protocol.Content.Unknown;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Json;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;

/// Answers requests. Cells and messages of comms are given to [#answer] by one thread for each
/// subshell, and one for those of none; all else may be called by any thread, also while a cell
/// runs.
///
/// The evaluator is made in the background: what does not need it is answered at once, the rest
/// waits for it.
public final class Kernel implements Answers, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    private final Requests requests;
    private final History history;
    private final Texts texts = Texts.current();
    private final Outcomes outcomes = new Outcomes(texts);
    private final Comms comms = new Comms();
    private final Runs runs = new Runs();
    private final KernelInfoReply info = KernelInfo.reply();
    private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();

    /// Cells counted so far.
    private final AtomicInteger counted = new AtomicInteger();

    /// Guarded by this.
    private boolean closed;

    /// Begins to make the evaluator.
    ///
    /// @param evaluator makes one, given where its cells print and ask; called once, by a thread of
    ///   its own
    public Kernel(
            Publisher publisher, InputRequests input, Function<Frontend, Evaluator> evaluator) {
        this(publisher, input, evaluator, HistoryFile.inMemory());
    }

    /// As the other, with a history that may last longer than the kernel.
    Kernel(
            Publisher publisher,
            InputRequests input,
            Function<Frontend, Evaluator> evaluator,
            HistoryFile file) {
        history = new History(file);
        requests = new Requests(publisher, input, texts, comms);
        Thread.ofPlatform().name("evaluator").daemon().start(() -> prepare(evaluator));
    }

    private void prepare(Function<Frontend, Evaluator> maker) {
        try {
            evaluator.complete(maker.apply(requests));
        } catch (Throwable failure) {
            LOG.log(WARNING, "the evaluator could not be made", failure);
            evaluator.completeExceptionally(failure);
        }
    }

    /// Answers a request; what it causes is published before this returns.
    ///
    /// @return null if the protocol has no reply to it, or the message is no request
    @Override
    public @Nullable Reply answer(Message message) {
        if (!(message.content() instanceof Request request)) {
            LOG.log(WARNING, "not a request: {0}", message.header().msgType());
            return null;
        }
        return switch (request) {
            case KernelInfoRequest() -> info;
            case ExecuteRequest execute -> execute(message, execute);
            case IsCompleteRequest(var code) -> isComplete(code);
            case CompleteRequest(var code, int cursor) ->
                    CursorText.of(code, cursor).reply(evaluator.join());
            case InspectRequest(var code, int cursor, int detail) ->
                    CursorText.of(code, cursor).inspect(evaluator.join(), detail > 0);
            case HistoryRequest asked -> history.answer(asked);
            case CommInfoRequest(var target) -> comms.info(target);
            case Comm comm -> deliver(message, comm);
            case InterruptRequest() -> {
                interrupt(message.header().subshell());
                yield new InterruptReply();
            }
            case ShutdownRequest(var restart) -> {
                close();
                yield new ShutdownReply(restart);
            }
            case SubshellRequest _ -> {
                LOG.log(WARNING, "not for shell: {0}", message.header().msgType());
                yield null;
            }
            case Unknown(var type, _) -> {
                LOG.log(WARNING, "unknown message type {0}", type);
                yield null;
            }
        };
    }

    @Override
    public Reply abort() {
        return new AbortedReply(counted.get());
    }

    /// Stops all that runs. Does nothing when nothing runs.
    public void interrupt() {
        interrupt(null);
    }

    /// @param subshell what runs there; null for everything
    private void interrupt(@Nullable String subshell) {
        var ready =
                evaluator.isDone() && !evaluator.isCompletedExceptionally()
                        ? evaluator.join()
                        : null;
        runs.stop(
                subshell,
                run -> {
                    requests.stopped(run.header());
                    if (ready != null) {
                        ready.interrupt(run.origin());
                    }
                });
    }

    /// Ends the session and every process it started, as soon as there is a session. Returns when
    /// they are gone. A cell that runs ends, with an error. May be called again.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        runs.stop(null, run -> requests.stopped(run.header()));
        history.close();
        try {
            evaluator.thenAccept(Evaluator::close).join();
        } catch (CompletionException failure) {
            LOG.log(WARNING, "the evaluator was not closed", failure.getCause());
        }
    }

    private Reply execute(Message message, ExecuteRequest execute) {
        int count = execute.storeHistory() ? counted.incrementAndGet() : counted.get();
        if (execute.storeHistory()) {
            history.input(count, execute.code());
        }
        long origin = requests.begin(message, execute);
        var run = runs.begin(message.header(), origin);
        try {
            requests.publish(origin, new ExecuteInput(execute.code(), count));
            var cell = cell(message, origin, count, execute.code());
            var outcome = evaluate(run, ready -> ready.evaluate(cell));
            return finish(execute, count, cell, outcome);
        } finally {
            runs.end(run);
            requests.end(origin);
        }
    }

    /// A cell that is not counted still needs a name in errors; numbers begin at 1.
    private static Cell cell(Message message, long origin, int count, String code) {
        boolean beside = message.header().subshell() != null;
        return new Cell(origin, Math.max(1, count), code, code, beside);
    }

    /// Has the session hear what a client says by a comm.
    private @Nullable Reply deliver(Message message, Comm comm) {
        var arrival = comms.arrived(comm);
        if (arrival == null) {
            LOG.log(WARNING, "no comm for this {0}", message.header().msgType());
            return null;
        }
        long origin = requests.begin(message);
        var run = runs.begin(message.header(), origin);
        try {
            var cell = cell(message, origin, counted.get(), "");
            var outcome = evaluate(run, ready -> ready.deliver(cell, arrival));
            if (isError(outcome)) {
                requests.publish(origin, outcomes.error(outcome));
                if (comm instanceof CommOpen && comms.close(comm.commId())) {
                    requests.publish(origin, new CommClose(comm.commId()));
                }
            }
            return null;
        } finally {
            runs.end(run);
            requests.end(origin);
        }
    }

    private static boolean isError(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value _, Outcome.Nothing _ -> false;
            case Outcome.Failed _, Outcome.Interrupted _, Outcome.SessionDied _ -> true;
        };
    }

    private Outcome evaluate(Runs.Run run, Function<Evaluator, Outcome> work) {
        try {
            var ready = evaluator.applyToEither(run.stopped(), Function.identity()).join();
            return ready == null || run.stopped().isDone()
                    ? new Outcome.Interrupted()
                    : work.apply(ready);
        } catch (CompletionException unavailable) {
            return new Outcome.SessionDied(texts.noSession.formatted(unavailable.getCause()));
        } catch (Throwable bug) {
            LOG.log(WARNING, "the evaluator failed", bug);
            return new Outcome.Failed(
                    bug.getClass().getName(),
                    String.valueOf(bug.getMessage()),
                    stackTrace(bug).lines().toList());
        }
    }

    private Reply finish(ExecuteRequest execute, int count, Cell cell, Outcome outcome) {
        if (isError(outcome)) {
            var error = outcomes.error(outcome);
            requests.publish(cell.origin(), error);
            return ErrorReply.of(error, count);
        }
        if (outcome instanceof Outcome.Value(var data)) {
            if (execute.storeHistory()) {
                history.output(count, String.valueOf(data.get("text/plain")));
            }
            requests.publish(
                    cell.origin(), new ExecuteResult(count, Json.bundle(data), new JsonObject()));
        }
        return new ExecuteReply(count, expressions(execute, cell));
    }

    private JsonObject expressions(ExecuteRequest execute, Cell cell) {
        var results = new JsonObject();
        execute.userExpressions()
                .forEach((key, code) ->
                        results.add(key, outcomes.expression(expression(cell.with(code, code)))));
        return results;
    }

    private Outcome expression(Cell cell) {
        try {
            return evaluator.join().expression(cell);
        } catch (RuntimeException bug) {
            LOG.log(WARNING, "the evaluator failed", bug);
            return new Outcome.Failed(
                    bug.getClass().getName(), String.valueOf(bug.getMessage()), List.of());
        }
    }

    private Reply isComplete(String code) {
        return switch (evaluator.join().completeness(code)) {
            case Completeness.Complete() -> new IsCompleteReply("complete", "");
            case Completeness.Incomplete(var indent) -> new IsCompleteReply("incomplete", indent);
            case Completeness.Invalid() -> new IsCompleteReply("invalid", "");
            case Completeness.Unknown() -> new IsCompleteReply("unknown", "");
        };
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
