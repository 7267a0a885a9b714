package telaio.jupyter;

import static java.lang.System.Logger.Level.WARNING;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.channels.Answers;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Completeness;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.Content.AbortedReply;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoReply;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.CompleteReply;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.HistoryReply;
import telaio.jupyter.protocol.Content.HistoryRequest;
import telaio.jupyter.protocol.Content.InspectReply;
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
import telaio.jupyter.protocol.Content.Unknown;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Json;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;

/// Answers requests. Cells are given to [#answer] by the shell thread only, as is [#abort]; all
/// else may be called by any thread.
///
/// The evaluator is made in the background: what does not need it is answered at once, the rest
/// waits for it.
public final class Kernel implements Answers, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    private final Publisher publisher;
    private final Requests requests;
    private final Texts texts = Texts.current();
    private final KernelInfoReply info = KernelInfo.reply();
    private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();

    /// Cells counted so far. Shell thread only.
    private int count;

    private volatile @Nullable Run running;

    /// Guarded by this.
    private boolean closed;

    /// A cell on its way.
    ///
    /// @param stopped completed when the user stops it
    private record Run(Header header, CompletableFuture<@Nullable Evaluator> stopped) {}

    /// Begins to make the evaluator.
    ///
    /// @param evaluator makes one, given where its cells print and ask; called once, by a thread of
    ///   its own
    public Kernel(
            Publisher publisher, InputRequests input, Function<Frontend, Evaluator> evaluator) {
        this.publisher = publisher;
        requests = new Requests(publisher, input, texts);
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
            case CompleteRequest(_, int cursor) ->
                    new CompleteReply(List.of(), cursor, cursor, new JsonObject());
            case InspectRequest _ -> new InspectReply(false, new JsonObject());
            case HistoryRequest _ -> new HistoryReply(List.of());
            case CommInfoRequest _ -> new CommInfoReply(Map.of());
            case CommOpen(var id, var target, _) -> refuse(message, id, target);
            case CommMsg(var id, _) -> unknownComm(id);
            case CommClose(var id, _) -> unknownComm(id);
            case InterruptRequest() -> {
                interrupt();
                yield new InterruptReply();
            }
            case ShutdownRequest(var restart) -> {
                close();
                yield new ShutdownReply(restart);
            }
            case Unknown(var type, _) -> {
                LOG.log(WARNING, "unknown message type {0}", type);
                yield null;
            }
        };
    }

    @Override
    public Reply abort() {
        return new AbortedReply(count);
    }

    /// Stops the running cell. Does nothing when none runs.
    public void interrupt() {
        var run = running;
        if (run == null) {
            return;
        }
        run.stopped.complete(null);
        requests.stopped(run.header);
        if (evaluator.isDone() && !evaluator.isCompletedExceptionally()) {
            evaluator.join().interrupt();
        }
    }

    /// Ends the session and every process it started, as soon as there is a session. Returns when
    /// they are gone. A cell that runs ends, with an error. May be called again.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var run = running;
        if (run != null) {
            run.stopped.complete(null);
            requests.stopped(run.header);
        }
        try {
            evaluator.thenAccept(Evaluator::close).join();
        } catch (CompletionException failure) {
            LOG.log(WARNING, "the evaluator was not closed", failure.getCause());
        }
    }

    private Reply execute(Message message, ExecuteRequest execute) {
        if (execute.storeHistory()) {
            count++;
        }
        long origin = requests.begin(message, execute);
        var run = new Run(message.header(), new CompletableFuture<>());
        running = run;
        try {
            requests.publish(origin, new ExecuteInput(execute.code(), count));
            // A cell that is not counted still needs a name in errors; numbers begin at 1.
            var cell = new Cell(origin, Math.max(1, count), execute.code());
            return finish(execute, cell, evaluate(cell, run));
        } finally {
            running = null;
            requests.end();
        }
    }

    private Outcome evaluate(Cell cell, Run run) {
        try {
            var ready = evaluator.applyToEither(run.stopped, Function.identity()).join();
            return ready == null || run.stopped.isDone()
                    ? new Outcome.Interrupted()
                    : ready.evaluate(cell);
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

    private Reply finish(ExecuteRequest execute, Cell cell, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value(var data) -> {
                requests.publish(
                        cell.origin(),
                        new ExecuteResult(count, Json.object(data), new JsonObject()));
                yield new ExecuteReply(count, expressions(execute, cell));
            }
            case Outcome.Nothing() -> new ExecuteReply(count, expressions(execute, cell));
            case Outcome.Failed _, Outcome.Interrupted _, Outcome.SessionDied _ -> {
                var error = error(outcome);
                requests.publish(cell.origin(), error);
                yield ErrorReply.of(error, count);
            }
        };
    }

    private JsonObject expressions(ExecuteRequest execute, Cell cell) {
        var results = new JsonObject();
        execute.userExpressions()
                .forEach((key, code) -> results.add(key, expression(cell.origin(), code)));
        return results;
    }

    private JsonObject expression(long origin, String code) {
        Outcome outcome;
        try {
            outcome = evaluator.join().expression(new Cell(origin, Math.max(1, count), code));
        } catch (RuntimeException bug) {
            LOG.log(WARNING, "the evaluator failed", bug);
            outcome =
                    new Outcome.Failed(
                            bug.getClass().getName(), String.valueOf(bug.getMessage()), List.of());
        }
        return switch (outcome) {
            case Outcome.Value(var data) ->
                    Json.object(Map.of("status", "ok", "data", data, "metadata", Map.of()));
            case Outcome.Nothing() ->
                    Json.object(Map.of("status", "ok", "data", Map.of(), "metadata", Map.of()));
            case Outcome.Failed _, Outcome.Interrupted _, Outcome.SessionDied _ -> {
                var error = error(outcome);
                yield Json.object(
                        Map.of(
                                "status", "error",
                                "ename", error.ename(),
                                "evalue", error.evalue(),
                                "traceback", error.traceback()));
            }
        };
    }

    /// What a client shows of a cell that did not end well.
    private ErrorOutput error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var name, var message, var traceback) ->
                    new ErrorOutput(name, message, traceback);
            case Outcome.Interrupted() ->
                    new ErrorOutput("Interrupted", texts.stopped, List.of(texts.stopped));
            case Outcome.SessionDied(var message) ->
                    new ErrorOutput("SessionDied", message, List.of(message));
            case Outcome.Value _, Outcome.Nothing _ ->
                    throw new IllegalArgumentException("not an error: " + outcome);
        };
    }

    private Reply isComplete(String code) {
        return switch (evaluator.join().completeness(code)) {
            case Completeness.Complete() -> new IsCompleteReply("complete", "");
            case Completeness.Incomplete(var indent) -> new IsCompleteReply("incomplete", indent);
            case Completeness.Invalid() -> new IsCompleteReply("invalid", "");
        };
    }

    /// No target is known: the protocol wants such a comm closed at once.
    private @Nullable Reply refuse(Message message, String id, String target) {
        LOG.log(WARNING, "no comm target {0}", target);
        publisher.publish(message.header(), new CommClose(id, new JsonObject()));
        return null;
    }

    private @Nullable Reply unknownComm(String id) {
        LOG.log(WARNING, "no comm {0}", id);
        return null;
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
