package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Ending;
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
    private final Process.Builder options;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private boolean started;
    private volatile @Nullable Worker worker;

    Child(Process.Builder options) {
        this.options = options;
    }

    String path() {
        return path;
    }

    String name(Process process) {
        return options.name != null ? options.name : defaultName(process.getClass()) + "-" + path;
    }

    /// A subclass gives its own name, as in Python; an anonymous one has none.
    private static String defaultName(Class<?> type) {
        return type.getSimpleName().isEmpty() ? "Process" : type.getSimpleName();
    }

    boolean daemon() {
        return options.daemon;
    }

    synchronized void start(Process process, Job job) {
        if (started) {
            throw new IllegalStateException("cannot start a process twice");
        }
        long origin = Origin.current().id();
        var launch = new Launch(name(process), origin, options.daemon, false, options.settings());
        Lineage.began(process);
        try {
            worker = Launcher.current().start(job, launch, new Hearer(process, origin));
            started = true;
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start process " + name(process), e);
        } finally {
            if (!started) {
                Lineage.ended(process);
            }
        }
    }

    /// @throws IllegalStateException if it was not started; `what` says what was wanted
    Worker started(String what) {
        var known = worker;
        if (known == null) {
            throw new IllegalStateException("cannot " + what + " a process that was not started");
        }
        return known;
    }

    @Nullable Worker worker() {
        return worker;
    }

    void join() throws InterruptedException {
        started("join");
        try {
            ending.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean join(Duration timeout) throws InterruptedException {
        started("join");
        try {
            ending.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return worker != null && !ending.isDone();
    }

    CompletableFuture<Ending> ending() {
        started("wait for");
        return ending;
    }

    OptionalInt exitCode() {
        var how = ending.getNow(null);
        return how == null ? OptionalInt.empty() : OptionalInt.of(how.exitCode());
    }

    @Nullable RuntimeException failure(Process process) {
        var how = ending.getNow(null);
        var known = worker;
        if (how == null || known == null || how.exitCode() == 0) {
            return null;
        }
        var failure = how.failure();
        return failure == null
                ? new WorkerDied(known.name(), known.pid(), how.exitCode(), known.lastWords())
                : new RemoteException(failure, "process " + known.name() + ", pid " + known.pid());
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
            boolean violent = how.exitCode() < 0 && !ended.endedByUs();
            if (how.failure() != null || violent) {
                Home.report(
                        new Frame.Report(
                                origin,
                                ended.name(),
                                ended.pid(),
                                null,
                                how.exitCode(),
                                how.failure()));
            }
            Lineage.ended(process);
            ending.complete(how);
        }
    }

    /// The end may come before `start` has returned.
    private synchronized Worker workerOf(Process process) {
        return started("hear of " + name(process) + ",");
    }
}
