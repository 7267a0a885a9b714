package telaio.jupyter.eval;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.eval.CompileThread.CompilerFailed;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Settings;

/// Compiles cells with JShell here and runs them in a session JVM. When the session ends, a new one
/// takes its place, and cells find nothing of what was declared before.
public final class JShellEvaluator implements Evaluator {
    /// How long a stopped cell may take to end before its session is ended.
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final Frontend frontend;
    private final Settings settings;
    private final CompileThread thread = new CompileThread();

    /// Cells that wait or run: while there are any, nothing is done in advance.
    private final AtomicInteger wanted = new AtomicInteger();

    private final AtomicBoolean standing = new AtomicBoolean();
    private CompletableFuture<Bench> bench;
    private volatile @Nullable StopSign running;
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
        this.frontend = frontend;
        this.settings = settings;
        this.bench = open();
    }

    /// The session starts while JShell is made.
    private CompletableFuture<Bench> open() {
        var book = new CellBook();
        var session = new CompletableFuture<SessionLink>();
        Thread.ofPlatform().daemon().name("telaio-session").start(() -> connect(session, book));
        var opened =
                thread.submit(
                        () -> new Bench(thread, new Compiler(settings.classPath()), book, session));
        thread.later(() -> rehearse(opened.join()));
        return opened;
    }

    private void connect(CompletableFuture<SessionLink> session, CellBook book) {
        try {
            var traceback = new Traceback(book, Style.PLAIN);
            session.complete(SessionLink.start(settings, frontend, traceback::text, this::ended));
        } catch (IOException | RuntimeException failed) {
            session.completeExceptionally(failed);
        }
    }

    /// The first snippet costs most; nobody should wait for this one.
    private void rehearse(Bench made) {
        if (wanted.get() == 0) {
            made.rehearse();
        }
    }

    private void ended(SessionLink dead) {
        if (closed) {
            return;
        }
        var sign = running;
        if (sign == null || !sign.concerns(dead)) {
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

    private Outcome run(Cell cell, Function<Run, Outcome> work) {
        wanted.incrementAndGet();
        var sign = new StopSign();
        running = sign;
        try {
            var run = new Run(living().get(), frontend, cell, sign);
            sign.watch(run);
            return sign.raised() ? new Outcome.Interrupted() : work.apply(run);
        } catch (ExecutionException | CompletionException failed) {
            return new Outcome.SessionDied(
                    Texts.NOT_STARTED.text(String.valueOf(failed.getCause()), ""));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        } finally {
            running = null;
            wanted.decrementAndGet();
            standBy();
        }
    }

    /// From the end of the first cell on a session stands by. Not earlier: its start would delay
    /// the first answer.
    private void standBy() {
        if (works() && standing.compareAndSet(false, true)) {
            var _ = Launcher.current().prepare(settings, 1);
        }
    }

    private synchronized boolean works() {
        return !closed
                && bench.isDone()
                && !bench.isCompletedExceptionally()
                && !bench.join().isDead();
    }

    @Override
    public Completeness completeness(String code) {
        try {
            var current = living().get();
            return thread.call(() -> new Grammar(current).completeness(code));
        } catch (ExecutionException | CompilerFailed failed) {
            return new Completeness.Invalid();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Completeness.Invalid();
        }
    }

    @Override
    public void interrupt() {
        var sign = running;
        if (sign != null) {
            sign.raise();
            CompletableFuture.delayedExecutor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(sign::killIfStuck);
        }
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
