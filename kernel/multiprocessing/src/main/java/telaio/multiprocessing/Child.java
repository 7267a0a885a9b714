package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Frame;
import telaio.multiprocessing.worker.Home;
import telaio.multiprocessing.worker.Job;
import telaio.multiprocessing.worker.Launch;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Listener;
import telaio.multiprocessing.worker.Settings;
import telaio.multiprocessing.worker.Worker;

/// A process of this JVM's own, before its start and after.
final class Child implements Role {
    private final String path = Lineage.nextPath();
    private final Options options;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final Sent sent = new Sent();
    private boolean started;
    private volatile boolean closed;
    private volatile @Nullable Worker worker;
    private volatile @Nullable RuntimeException failure;

    Child(Options options) {
        this.options = options;
    }

    String path() {
        return path;
    }

    @Override
    public String name(Process process) {
        var given = options.name();
        return given != null ? given : defaultName(process.getClass()) + "-" + path;
    }

    /// A subclass gives its own name, as in Python; an anonymous one has none.
    private static String defaultName(Class<?> type) {
        return type.getSimpleName().isEmpty() ? "Process" : type.getSimpleName();
    }

    @Override
    public boolean daemon() {
        return options.daemon();
    }

    @Override
    public Child child(String what) {
        return this;
    }

    synchronized void start(Process process, Job job) {
        checkOpen();
        if (started) {
            throw new IllegalStateException(ProcessTexts.startedBefore());
        }
        long origin = Origin.current().id();
        var name = name(process);
        long before = System.nanoTime();
        var launch = new Launch(name, origin, options.daemon(), false, options.settings());
        Lineage.began(process);
        try {
            var hearer = new Hearer(process, origin);
            sent.along(() -> worker = launcher(name).start(job, launch, hearer));
            started = true;
            tell(TraceEvent.Kind.START, workerOf(process).pid(), 0, before);
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(ProcessTexts.cannotStart(name, e), e);
        } finally {
            if (!started) {
                Lineage.ended(process);
                sent.lost();
            }
        }
    }

    static void tell(TraceEvent.Kind kind, long pid, long detail, long time) {
        var tracer = Tracer.ofShared(Domain.current());
        if (tracer != null) {
            tracer.gave(kind, Watched.process(pid), detail, time);
        }
    }

    private static Launcher launcher(String name) {
        try {
            return Launcher.current();
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    ProcessTexts.cannotStart(name, e.getCause()), e.getCause());
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(ProcessTexts.closed(shortName()));
        }
    }

    /// Where the object is not at hand that knows the name of its class.
    private String shortName() {
        var known = worker;
        var given = options.name();
        return known != null ? known.name() : given != null ? given : "Process-" + path;
    }

    /// @throws IllegalStateException if it was not started; `what` says what was wanted
    Worker started(String what) {
        checkOpen();
        var known = worker;
        if (known == null) {
            throw new IllegalStateException(ProcessTexts.notStarted(what, shortName()));
        }
        return known;
    }

    void join() throws InterruptedException {
        var known = started("join");
        int wait = waits(known);
        try {
            ending.get();
            tell(TraceEvent.Kind.JOIN, known.pid(), 0, System.nanoTime());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waited(wait, known);
        }
    }

    /// So that others see it.
    private int waits(Worker known) {
        tell(TraceEvent.Kind.WAIT_BEGIN, known);
        return Domain.current().census().joins(known.pid());
    }

    private static void waited(int wait, Worker known) {
        Domain.current().census().joined(wait);
        tell(TraceEvent.Kind.WAIT_END, known);
    }

    private static void tell(TraceEvent.Kind kind, Worker known) {
        var tracer = Tracer.ofShared(Domain.current());
        if (tracer != null) {
            tracer.waits(kind, Watched.process(known.pid()), Claim.Use.JOIN);
        }
    }

    boolean join(Duration timeout) throws InterruptedException {
        var known = started("join");
        Given.notNegative(timeout, "timeout");
        int wait = waits(known);
        try {
            ending.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            tell(TraceEvent.Kind.JOIN, known.pid(), 0, System.nanoTime());
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waited(wait, known);
        }
    }

    @Override
    public boolean isAlive() {
        checkOpen();
        return worker != null && !ending.isDone();
    }

    @Override
    public long pid() {
        return started("ask for the pid of").pid();
    }

    CompletableFuture<Ending> ending() {
        started("watch");
        return ending;
    }

    @Override
    public OptionalInt exitCode() {
        checkOpen();
        var how = ending.getNow(null);
        return how == null ? OptionalInt.empty() : OptionalInt.of(how.exitCode());
    }

    Optional<RuntimeException> failure() {
        checkOpen();
        return ending.isDone() ? Optional.ofNullable(failure) : Optional.empty();
    }

    synchronized void close(Process process) {
        var known = worker;
        if (known != null && !ending.isDone()) {
            throw new IllegalStateException(ProcessTexts.stillRunning(name(process), known.pid()));
        }
        closed = true;
        worker = null;
        failure = null;
    }

    @Override
    public String text(Process process) {
        var known = worker;
        var how = ending.getNow(null);
        var state =
                closed
                        ? "closed"
                        : known == null
                                ? "not started"
                                : "pid "
                                        + known.pid()
                                        + (how == null
                                                ? ", running"
                                                : ", exit code " + how.exitCode());
        return "Process[" + name(process) + ", " + state + "]";
    }

    private @Nullable RuntimeException failure(Worker ended, Ending how) {
        if (how.exitCode() == 0) {
            return null;
        }
        var thrown = how.failure();
        if (thrown != null) {
            return new RemoteException(thrown, "process " + ended.name() + ", pid " + ended.pid());
        }
        return refusedByItsJvm(ended, how)
                ? WorkerDied.beforeItBegan(ended, how.exitCode(), options.added())
                : new WorkerDied(ended.name(), ended.pid(), how.exitCode(), ended.lastWords());
    }

    /// A JVM that ends by itself before it connects did not like its arguments.
    private static boolean refusedByItsJvm(Worker ended, Ending how) {
        return !ended.connected() && how.exitCode() > 0 && !ended.endedByUs();
    }

    /// Settings of a process: those of this JVM, and what its builder adds.
    static Settings settings(StartMethod method) {
        return Settings.inherited()
                .with(
                        switch (method) {
                            case STANDBY -> Settings.Method.STANDBY;
                            case SPAWN -> Settings.Method.SPAWN;
                        });
    }

    /// Tells people how the process ended, before anybody who joins it goes on.
    private final class Hearer implements Listener {
        private final Process process;
        private final long origin;

        Hearer(Process process, long origin) {
            this.process = process;
            this.origin = origin;
        }

        @Override
        public void ended(Ending how) {
            var ended = workerOf(process);
            var why = failure(ended, how);
            failure = why;
            if (how.failure() != null || (how.exitCode() != 0 && !ended.endedByUs())) {
                var shown =
                        why != null && refusedByItsJvm(ended, how)
                                ? Failure.of(why)
                                : how.failure();
                Home.report(
                        new Frame.Report(
                                origin, ended.name(), ended.pid(), null, how.exitCode(), shown));
            }
            tell(TraceEvent.Kind.EXIT, ended.pid(), how.exitCode(), System.nanoTime());
            Lineage.ended(process);
            sent.lost();
            ending.complete(how);
        }
    }

    /// The end may come before `start` has returned.
    private synchronized Worker workerOf(Process process) {
        var known = worker;
        if (known == null) {
            throw new IllegalStateException("an end without a start: " + name(process));
        }
        return known;
    }
}
