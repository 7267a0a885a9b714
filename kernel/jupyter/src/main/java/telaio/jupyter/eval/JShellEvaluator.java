package telaio.jupyter.eval;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;
import telaio.jupyter.eval.CompileThread.CompilerFailed;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Settings;

/// Compiles cells with JShell here and runs them in a session JVM. When the session ends, a new one
/// takes its place, and cells find nothing of what was declared before.
public final class JShellEvaluator implements Evaluator {
    private static final System.Logger LOG = System.getLogger(JShellEvaluator.class.getName());

    /// How long nothing must have been asked for until JVMs are started in advance.
    private static final Duration MOMENT = Duration.ofMillis(200);

    /// How long nothing must have been asked for until completion is rehearsed, step by step.
    private static final Duration WHILE = Duration.ofMillis(400);

    /// How long the `toString` of an inspected variable may take.
    private static final Duration VALUE_PATIENCE = Duration.ofMillis(300);

    /// A cell that needs no import, and one that needs both kinds.
    private static final String SIMPLE = "1+1";

    private static final String IMPORTING = "List.of(new Queue<String>())";

    private final Frontend frontend;
    private volatile Settings settings;
    private final boolean shortcuts;
    private final CompileThread thread = new CompileThread();

    private final Quiet quiet = new Quiet();
    private final AtomicBoolean standing = new AtomicBoolean();
    private CompletableFuture<Bench> bench;
    private final StopSigns running = new StopSigns();
    private volatile boolean closed;

    /// Starts JShell and a session in the background.
    ///
    /// @param frontend is told what the cells print and ask
    public JShellEvaluator(Frontend frontend) {
        this(frontend, SessionSettings.standard());
    }

    /// Starts JShell and a session in the background.
    ///
    /// @param settings how the session's JVM is started; its class path is also what cells can use
    public JShellEvaluator(Frontend frontend, Settings settings) {
        this(frontend, settings, true);
    }

    /// Starts a session in the background.
    ///
    /// @param shortcuts whether some cells may be compiled without JShell
    JShellEvaluator(Frontend frontend, Settings settings, boolean shortcuts) {
        this.frontend = frontend;
        this.settings = settings;
        this.shortcuts = shortcuts;
        this.bench = open();
    }

    /// The session starts while JShell is made.
    private CompletableFuture<Bench> open() {
        var book = new CellBook();
        var session = new CompletableFuture<SessionLink>();
        Thread.ofPlatform().daemon().name("telaio-session").start(() -> connect(session, book));
        var opened = thread.submit(() -> Bench.open(thread, settings, shortcuts, book, session));
        thread.later(() -> rehearse(opened.join()));
        warmUp(opened, 0);
        return opened;
    }

    /// The first completion costs most, too. When nothing was asked for a while, one is made that
    /// nobody waits for; in steps, for a cell may come meanwhile.
    private void warmUp(CompletableFuture<Bench> opened, int step) {
        quiet.lookAfter(
                WHILE,
                idle -> {
                    if (closed || step == Assistant.STEPS) {
                        return;
                    }
                    if (idle && opened.isDone() && !opened.isCompletedExceptionally()) {
                        thread.later(() -> opened.join().assistant().rehearse(step));
                    }
                    warmUp(opened, idle ? step + 1 : step);
                });
    }

    private void connect(CompletableFuture<SessionLink> session, CellBook book) {
        try {
            var traceback = new Traceback(book, Style.PLAIN);
            session.complete(SessionLink.start(settings, frontend, traceback::text, this::ended));
        } catch (IOException | RuntimeException failed) {
            session.completeExceptionally(failed);
        }
    }

    /// The first snippet costs most; nobody should wait for this one. JShell, which the first cell
    /// may not need, comes when nothing was asked for a moment.
    private void rehearse(Bench made) {
        if (made.compiler().hasShortcut()) {
            if (!made.isUsed() && quiet.now()) {
                made.rehearseShortcut(SIMPLE);
            }
            afterwards(() -> thread.later(() -> rehearseShell(made)));
        } else {
            rehearseShell(made);
        }
    }

    private void rehearseShell(Bench made) {
        if (!made.compiler().hasShell() && quiet.now()) {
            made.compiler().widen();
            made.rehearseShortcut(SIMPLE);
            made.rehearse(SIMPLE);
            thread.later(() -> {
                if (made.compiler().isUntouched() && quiet.now()) {
                    made.rehearse(IMPORTING);
                }
            });
        }
    }

    /// Does `work` if nothing is asked for a moment.
    private void afterwards(Runnable work) {
        quiet.after(
                MOMENT,
                () -> {
                    if (!closed) {
                        work.run();
                    }
                });
    }

    private void ended(SessionLink dead) {
        if (closed) {
            return;
        }
        if (!running.concern(dead)) {
            dead.tellDeath();
        }
        // One that never came up would do so again, for ever: only a cell asks for the next.
        if (dead.wasUp()) {
            renew();
        }
    }

    private synchronized void renew() {
        if (!closed
                && (bench.isCompletedExceptionally()
                        || (bench.isDone() && bench.join().isDead()))) {
            bench = open();
        }
    }

    /// The bench to use, a new one if the session of the last has ended.
    private synchronized CompletableFuture<Bench> living() {
        renew();
        return bench;
    }

    @Override
    public Outcome evaluate(Cell cell) {
        return run(cell, Run::cell);
    }

    @Override
    public Outcome expression(Cell cell) {
        return run(cell, Run::expression);
    }

    @Override
    public Outcome deliver(Cell cell, Arrival arrival) {
        return run(cell, run -> run.deliver(arrival));
    }

    /// Does `work` with a run of its own, which a stop reaches.
    Outcome run(Cell cell, Function<Run, Outcome> work) {
        quiet.begin();
        var sign = running.begin(cell.origin());
        try {
            var ready = living().get();
            ready.use();
            var run = new Run(ready, frontend, cell, sign);
            sign.watch(run);
            return sign.raised() ? new Outcome.Interrupted() : work.apply(run);
        } catch (ExecutionException | CompletionException failed) {
            return new Outcome.SessionDied(
                    Texts.NOT_STARTED.text(String.valueOf(failed.getCause()), ""));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        } finally {
            running.end(sign);
            quiet.end();
            standBy();
        }
    }

    /// After the first cell, when nothing was asked for a moment, a session stands by. Not earlier:
    /// its start would delay the cells (measured: the second by 100 to 400 ms).
    private void standBy() {
        if (!standing.get()) {
            afterwards(() -> {
                if (working() != null && standing.compareAndSet(false, true)) {
                    var _ = Launcher.current().prepare(settings, 1);
                    thread.later(this::rehearseStandingShell);
                }
            });
        }
    }

    /// In the thread that compiles, which must not wait for a bench: it makes them.
    private void rehearseStandingShell() {
        var made = working();
        if (made != null) {
            rehearseShell(made);
        }
    }

    /// The bench, if it is there and its session lives.
    private synchronized @Nullable Bench working() {
        boolean there = !closed && bench.isDone() && !bench.isCompletedExceptionally();
        return there && !bench.join().isDead() ? bench.join() : null;
    }

    @Override
    public Completeness completeness(String code) {
        return look(current -> new Grammar(current).completeness(code), new Completeness.Unknown());
    }

    @Override
    public Completion complete(String code, int cursor) {
        return look(
                current -> current.assistant().complete(code, cursor),
                new Completion(List.of(), cursor, cursor));
    }

    @Override
    public Inspection inspect(String code, int cursor, boolean source) {
        var found =
                look(
                        current -> current.assistant().inspect(code, cursor, source),
                        Inspection.NOTHING);
        return found.variable().map(variable -> found.with(value(variable))).orElse(found);
    }

    private Optional<String> value(Inspection.Variable variable) {
        var bench = living();
        if (!bench.isDone() || bench.isCompletedExceptionally() || !bench.join().isStarted()) {
            return Optional.empty();
        }
        var holder =
                look(
                        current ->
                                Optional.of(
                                        current.compiler()
                                                .wrapper(variable.snippet())
                                                .fullClassName()),
                        Optional.<String>empty());
        return holder.flatMap(type ->
                bench.join().session().look(type, variable.snippet().name(), VALUE_PATIENCE));
    }

    /// Has the compiler look at something, which it may while a cell runs.
    ///
    /// @param absent the answer if it fails
    private <T> T look(Function<Bench, T> question, T absent) {
        try {
            var current = living().get();
            return thread.call(() -> question.apply(current));
        } catch (ExecutionException | CompilerFailed failed) {
            LOG.log(System.Logger.Level.WARNING, "the compiler could not look", failed);
            return absent;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return absent;
        }
    }

    /// Stops all that runs.
    public void interrupt() {
        running.stopAll();
    }

    @Override
    public void interrupt(long origin) {
        running.stop(origin);
    }

    Settings settings() {
        return settings;
    }

    /// Changes how sessions are started from now on; the present one is left alone.
    synchronized void change(UnaryOperator<Settings> change) {
        var before = settings;
        settings = change.apply(before);
        if (standing.get() && !settings.equals(before)) {
            var _ = Launcher.current().prepare(before, 0);
            var _ = Launcher.current().prepare(settings, 1);
        }
    }

    /// The compiler and the session in use, waited for if they are not there yet.
    Bench bench() {
        var ready = living().join();
        ready.use();
        return ready;
    }

    /// The session's process, waited for if it is not up yet.
    long sessionPid() {
        return living().join().session().pid();
    }

    @Override
    public void close() {
        closed = true;
        living().handle(
                        (made, failed) -> {
                            if (made != null && !made.isDead()) {
                                made.session().close(SessionSettings.leave());
                            }
                            return true;
                        })
                .join();
        thread.close();
    }
}
