package telaio.jupyter.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.display.Showing;
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

/// A session JVM, seen from the kernel. [#ask] is called by one thread at a time for each origin,
/// the other methods by any.
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

    /// What waits for its answer, by origin.
    private final Map<Long, CompletableFuture<SessionEvent.Answer>> asked =
            new ConcurrentHashMap<>();

    private volatile @Nullable Worker worker;
    private volatile long lastOrigin;

    /// Looks at variables have negative origins: requests have the others.
    private final AtomicLong looks = new AtomicLong();

    private final Map<Long, CompletableFuture<Optional<String>>> looking =
            new ConcurrentHashMap<>();
    private volatile boolean closing;
    private volatile boolean unexpected;
    private volatile boolean up;

    /// Null as long as nobody has asked.
    private volatile @Nullable Boolean redefines;

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
    /// @param origin on whose behalf
    /// @throws Ended if the session ends first
    SessionEvent.Answer ask(SessionRequest request, long origin) throws Ended {
        if (!(request instanceof SessionRequest.Comm)) {
            lastOrigin = origin;
        }
        return answer(request, origin);
    }

    /// Waits until the processes of a stopped origin are gone.
    ///
    /// @throws Ended if the session ends first
    SessionEvent.Answer settle(long origin) throws Ended {
        // Maybe a second time: the one who stops may not have got to it yet.
        tell(new SessionRequest.Stop(origin));
        return answer(new SessionRequest.Settle(origin), origin);
    }

    private SessionEvent.Answer answer(SessionRequest request, long origin) throws Ended {
        var answer = new CompletableFuture<SessionEvent.Answer>();
        asked.put(origin, answer);
        try {
            tell(request);
            // The session may have ended before `asked` had it.
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
            asked.remove(origin);
        }
    }

    /// A variable's value as text, also while a cell runs.
    ///
    /// @param patience how long its `toString` may take
    /// @return empty if it takes longer, or the session ends
    Optional<String> look(String className, String name, Duration patience) {
        long origin = looks.decrementAndGet();
        var shown = new CompletableFuture<Optional<String>>();
        looking.put(origin, shown);
        try {
            tell(new SessionRequest.Variable(origin, className, name));
            var text =
                    shown.completeOnTimeout(
                                    Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
            if (text.isEmpty()) {
                tell(new SessionRequest.Stop(origin));
            }
            return text;
        } finally {
            looking.remove(origin);
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

    /// Whether the session can redefine classes in place. The first to ask makes it so, if that is
    /// possible: the compile thread only.
    boolean canRedefine() {
        var known = redefines;
        if (known == null) {
            known = SessionAgent.load(pid());
            redefines = known;
        }
        return known;
    }

    /// Whether a request of this origin waits for its answer.
    boolean busy(long origin) {
        return asked.containsKey(origin);
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
        closing = true;
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
                : Texts.NOT_STARTED.text(Ending.signal(ending.exitCode()), worker().lastWords());
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
        // What programs print that inherited the session's output belongs to no thread of it.
        long origin = output.origin() == 0 ? lastOrigin : output.origin();
        frontend.stream(origin, stream, new String(output.text(), StandardCharsets.UTF_8));
    }

    @Override
    public void shown(Frame.Shown shown) {
        frontend.show(shown.origin(), Showing.of(shown));
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
            case SessionEvent.Answered(var origin, var answer) -> {
                var waiting = asked.get(origin);
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
            case SessionEvent.Shown(var origin, var text) -> {
                var waiting = looking.get(origin);
                if (waiting != null) {
                    waiting.complete(Optional.of(text));
                }
            }
            case SessionEvent.Ready() -> up = true;
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
        unexpected = asked.isEmpty() && !closing;
        frontend.sessionEnded();
        ended.complete(ending);
        asked.values().forEach(waiting -> waiting.completeExceptionally(new Ended(ending)));
        onEnd.accept(this);
    }
}
