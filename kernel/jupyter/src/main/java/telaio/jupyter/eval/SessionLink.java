package telaio.jupyter.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Frame;
import telaio.multiprocessing.worker.Launch;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Listener;
import telaio.multiprocessing.worker.Settings;
import telaio.multiprocessing.worker.Worker;
import telaio.session.Payload;
import telaio.session.SessionEvent;
import telaio.session.SessionJob;
import telaio.session.SessionRequest;

/// A session JVM, seen from the kernel. [#ask] is called by one thread at a time, the other methods
/// by any.
final class SessionLink implements Listener {
    /// The session ended, so nothing more can be asked of it.
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        Ended(Ending ending) {
            super("session ended with exit code " + ending.exitCode());
        }
    }

    private static final System.Logger LOG = System.getLogger(SessionLink.class.getName());

    /// What the session is called among processes.
    static final String NAME = "MainProcess";

    private final Frontend frontend;
    private final Function<Frame.Report, String> traceback;
    private final Consumer<SessionLink> onEnd;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<SessionEvent.Answer> asked;
    private volatile @Nullable Worker worker;
    private volatile long lastOrigin;
    private volatile boolean unexpected;
    private volatile boolean up;

    private SessionLink(
            Frontend frontend,
            Function<Frame.Report, String> traceback,
            Consumer<SessionLink> onEnd) {
        this.frontend = frontend;
        this.traceback = traceback;
        this.onEnd = onEnd;
    }

    /// Starts a session JVM, or takes one that stands by. Returns before it is ready; what is asked
    /// meanwhile waits.
    ///
    /// @param traceback the text that tells of an uncaught exception
    /// @param onEnd called once, when the session has ended
    static SessionLink start(
            Settings settings,
            Frontend frontend,
            Function<Frame.Report, String> traceback,
            Consumer<SessionLink> onEnd)
            throws IOException {
        var link = new SessionLink(frontend, traceback, onEnd);
        var launch = new Launch(NAME, 0, true, true, settings);
        link.worker = Launcher.current().start(new SessionJob(), launch, link);
        return link;
    }

    private Worker worker() {
        var started = worker;
        if (started == null) {
            throw new IllegalStateException("the session is not started");
        }
        return started;
    }

    /// Sends a request that has an answer and waits for it. Everything printed before has then been
    /// given to the front end.
    ///
    /// @throws Ended if the session ends first
    SessionEvent.Answer ask(SessionRequest.Invoke request) throws Ended {
        lastOrigin = request.origin();
        return ask((SessionRequest) request);
    }

    /// Waits until the processes of a stopped origin are gone.
    ///
    /// @throws Ended if the session ends first
    SessionEvent.Answer settle(long origin) throws Ended {
        // Maybe a second time: the one who stops may not have got to it yet.
        tell(new SessionRequest.Stop(origin));
        return ask(new SessionRequest.Settle(origin));
    }

    private SessionEvent.Answer ask(SessionRequest request) throws Ended {
        var answer = new CompletableFuture<SessionEvent.Answer>();
        asked = answer;
        try {
            tell(request);
            // The session may have ended before `asked` was set.
            if (ended.isDone()) {
                throw new Ended(ended.join());
            }
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Ended gone) {
                throw gone;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cell runs", interrupted);
        } finally {
            asked = null;
        }
    }

    /// Sends a request without an answer. Does nothing when the session has ended.
    void tell(SessionRequest request) {
        try {
            worker().send(Payload.encode(request));
        } catch (IOException gone) {
            // Whoever waits for an answer learns it from `ended`.
            LOG.log(System.Logger.Level.DEBUG, "session is gone", gone);
        }
    }

    /// Whether a request waits for its answer.
    boolean busy() {
        return asked != null;
    }

    long pid() {
        return worker().pid();
    }

    /// Ends the session at once.
    void kill() {
        worker().kill();
    }

    /// Ends the session, with the chance to tidy up; returns when it is gone.
    ///
    /// @param grace how long tidying up may take
    void close(Duration grace) {
        tell(new SessionRequest.Exit());
        ended.thenApply(ending -> true)
                .completeOnTimeout(false, grace.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        worker().kill();
        ended.join();
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /// Whether the session ever got so far that it could run something.
    boolean wasUp() {
        return up;
    }

    /// How the session ended, as a sentence.
    ///
    /// @param resisted whether the kernel ended it because a cell did not stop
    String obituary(boolean resisted) {
        var ending = ended.join();
        return up
                ? Deaths.sentence(ending, resisted)
                : Texts.NOT_STARTED.text(Deaths.signal(ending.exitCode()), worker().lastWords());
    }

    /// Tells the front end, below the last cell's output, how the session ended; not if a cell was
    /// running, whose outcome tells it.
    void tellDeath() {
        if (unexpected && up) {
            frontend.stream(lastOrigin, Frontend.Stream.STDOUT, obituary(false) + "\n");
        }
    }

    @Override
    public void output(Frame.Output output) {
        var stream =
                switch (output.stream()) {
                    case STDOUT -> Frontend.Stream.STDOUT;
                    case STDERR -> Frontend.Stream.STDERR;
                };
        frontend.stream(output.origin(), stream, new String(output.text(), StandardCharsets.UTF_8));
    }

    @Override
    public void report(Frame.Report report) {
        // That a process was killed is our own note, not an error of the cell.
        var stream = report.failure() == null ? Frontend.Stream.STDOUT : Frontend.Stream.STDERR;
        frontend.stream(report.origin(), stream, traceback.apply(report));
    }

    @Override
    public void application(byte[] payload) {
        switch (Payload.event(payload)) {
            case SessionEvent.Answer answer -> {
                var waiting = asked;
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
            case SessionEvent.Ready() -> up = true;
            case SessionEvent.Lost(var origin, var name) ->
                    frontend.stream(origin, Frontend.Stream.STDOUT, Texts.LOST.text(name) + "\n");
            case SessionEvent.InputRequested requested ->
                    Thread.ofVirtual().name("input").start(() -> input(requested));
        }
    }

    private void input(SessionEvent.InputRequested requested) {
        @Nullable String line = null;
        try {
            line = frontend.input(requested.origin(), requested.prompt(), requested.password());
        } catch (IOException | UncheckedIOException refused) {
            LOG.log(System.Logger.Level.DEBUG, "no input", refused);
        }
        tell(new SessionRequest.Input(requested.number(), line));
    }

    @Override
    public void ended(Ending ending) {
        var waiting = asked;
        unexpected = waiting == null;
        ended.complete(ending);
        if (waiting != null) {
            waiting.completeExceptionally(new Ended(ending));
        }
        onEnd.accept(this);
    }
}
