package telaio.multiprocessing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The workers of a pool, what was given to them, and what becomes of it when one dies. The one
/// engine under [Pool] and [ProcessPoolExecutor].
///
/// Each worker has a ring of orders and one of answers, and a thread here that hears it
/// ([Hearing]). Chunks lie ready in the workers' rings; a worker with nothing to do gets what
/// others have not begun.
final class Crew {
    /// So many workers in a row may end before they are ready.
    private static final int MOST_UNFIT = 3;

    /// How long a worker may go on with what nobody waits for any more.
    private static final long GRACE_MILLIS = 1000;

    private final Staff staff;
    private final Hiring hiring;
    private final Roster roster;
    private final Set<Call> calls = new LinkedHashSet<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final ForkJoinPool tellers;
    private int lastCall;
    private int unfit;
    private boolean closed;
    private boolean leaving;
    private @Nullable RuntimeException broken;

    /// @throws TaskNotSerializable if the initializer cannot be sent to another process
    @SuppressWarnings("this-escape") // whom it is given to waits for this crew's lock
    Crew(Staff staff) {
        this.staff = staff;
        hiring = new Hiring(staff, this);
        roster = new Roster(staff.size(), hiring, this::terminate);
        tellers =
                new ForkJoinPool(
                        Math.max(2, Process.cpuCount()),
                        ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                        null,
                        true);
        if (!staff.onDemand()) {
            try {
                synchronized (this) {
                    roster.hireAll();
                }
            } catch (RuntimeException e) {
                terminate(e);
                throw e;
            }
        }
        if (staff.taskTimeout() != null) {
            Hiring.thread("telaio-pool-clock", this::watchTheClock).start();
        }
    }

    int size() {
        return staff.size();
    }

    /// @throws RejectedExecutionException if nothing can be given to the pool: a
    ///   [BrokenProcessPool] if it is broken
    synchronized void check() {
        if (broken instanceof BrokenProcessPool reason) {
            throw new BrokenProcessPool(String.valueOf(reason.getMessage()), reason.getCause());
        }
        if (closed) {
            throw new RejectedExecutionException(PoolTexts.closed());
        }
    }

    synchronized void submit(Call call, List<Call.Chunk> chunks) {
        check();
        if (call.number == 0) {
            call.number = ++lastCall;
        }
        calls.add(call);
        call.unsettled += chunks.size();
        roster.add(chunks, oldest());
        if (staff.taskTimeout() != null) {
            notifyAll(); // for the clock
        }
    }

    private int oldest() {
        return calls.isEmpty() ? lastCall : calls.iterator().next().number;
    }

    /// So many chunks of a call are done with, and whoever waits for them knows.
    synchronized void settled(Call call, int chunks) {
        call.unsettled -= chunks;
        if (call.unsettled <= 0 && calls.remove(call)) {
            notifyAll();
        }
    }

    /// Runs what tells users of a result, which may be user code.
    void tell(Runnable news) {
        tellers.execute(news);
    }

    synchronized void ready(PoolWorker worker) {
        unfit = 0;
        worker.becomeReady();
        roster.relieveOthers(worker, oldest());
        notifyAll(); // for the clock
    }

    /// The worker has dealt with so many chunks: which these are, oldest first.
    synchronized List<Call.Chunk> answered(PoolWorker from, int count) {
        var chunks = new ArrayList<Call.Chunk>(count);
        for (int i = 0; i < count; i++) {
            chunks.add(Objects.requireNonNull(from.answered(), "an answer to nothing"));
        }
        roster.dispatch(oldest());
        roster.relieveOthers(from, oldest());
        return chunks;
    }

    /// Nobody waits for this call any more: what has not begun is left.
    ///
    /// @param kill whether workers that are at it are stopped; else they finish it
    void abandon(Call call, boolean kill) {
        synchronized (this) {
            call.abandoned = true;
            if (kill) {
                for (var worker : roster.workers()) {
                    var why = new CancellationException(PoolTexts.cancelled());
                    roster.killIfAt(worker, call, why);
                }
            }
            roster.drop(call, oldest());
            calls.remove(call);
            notifyAll();
        }
    }

    /// As [#abandon]; workers that do not finish it within a second are stopped.
    void abandonSoon(Call call) {
        abandon(call, false);
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> abandon(call, true));
    }

    void unfit(PoolWorker worker, RemoteException why) {
        var told = PoolTexts.initializerFailed(worker.where(), String.valueOf(why.getMessage()));
        terminate(new BrokenProcessPool(told, why));
    }

    /// The worker has ended.
    ///
    /// @return what it was at
    List<Call.Chunk> gone(PoolWorker worker) {
        worker.worker().ending().join();
        synchronized (this) {
            var begun = roster.remove(worker);
            if (worker.ready()) {
                unfit = 0;
            } else if (!worker.doomed() && broken == null) {
                unfit++;
            }
            if (unfit >= MOST_UNFIT) {
                var how = String.valueOf(worker.fate().getMessage());
                terminate(new BrokenProcessPool(PoolTexts.workersEndAtOnce(how), null));
            }
            if (!leaving && hiring.stopped()) {
                terminate(new CancellationException(PoolTexts.terminated()));
            }
            if (!leaving) {
                roster.dispatch(oldest());
                while (!staff.onDemand() && mayHire() && roster.tryHire() != null) {
                    notifyAll();
                }
            }
            return begun;
        }
    }

    private boolean mayHire() {
        return (!closed || !calls.isEmpty()) && !hiring.stopped();
    }

    private synchronized void watchTheClock() {
        var timeout = Objects.requireNonNull(staff.taskTimeout());
        long limit = TimeUnit.NANOSECONDS.convert(timeout);
        try {
            while (!leaving) {
                long left = Long.MAX_VALUE;
                for (var worker : roster.workers()) {
                    long busy = worker.busyFor();
                    if (busy >= limit && !worker.doomed()) {
                        expire(worker, timeout);
                    } else if (busy >= 0 && !worker.doomed()) {
                        left = Math.min(left, limit - busy);
                    }
                }
                if (left == Long.MAX_VALUE) {
                    wait();
                } else {
                    wait(left / 1_000_000 + 1);
                }
            }
        } catch (InterruptedException e) {
            terminate(new BrokenProcessPool(String.valueOf(e.getMessage()), e));
        }
    }

    private void expire(PoolWorker worker, Duration timeout) {
        var chunk = worker.current();
        if (chunk != null) {
            var why = new TimeoutException(PoolTexts.timedOut(timeout, worker.where()));
            roster.killIfAt(worker, chunk.call(), why);
            roster.dispatch(oldest());
        }
    }

    /// Takes nothing more; what was given is done, then the workers end.
    synchronized void shutdown() {
        if (!closed) {
            closed = true;
            // not a daemon: what was given is done before this JVM ends
            var thread = Hiring.thread("telaio-pool-closing", this::end);
            thread.setDaemon(false);
            thread.start();
        }
    }

    private void end() {
        List<PoolWorker> left;
        synchronized (this) {
            try {
                while (!calls.isEmpty()) {
                    wait();
                }
            } catch (InterruptedException e) {
                terminate(new CancellationException(PoolTexts.terminated()));
            }
            leaving = true;
            notifyAll();
            left = roster.workers();
            left.forEach(PoolWorker::leave);
        }
        left.forEach(worker -> worker.worker().ending().join());
        ended.complete(null);
    }

    /// Takes nothing more; what has not begun is cancelled, the threads of tasks that have are
    /// interrupted.
    ///
    /// @return the calls that will not be done, in order
    synchronized List<Call> shutdownNow() {
        var left = new LinkedHashSet<Call>();
        for (var chunk : roster.recallAll()) {
            left.add(chunk.call());
        }
        for (var worker : roster.workers()) {
            if (worker.load() > 0) {
                worker.worker().interrupt();
            }
        }
        for (var call : left) {
            call.abandoned = true;
            call.broken(new CancellationException(PoolTexts.cancelled()));
        }
        shutdown();
        return List.copyOf(left);
    }

    /// Ends the workers now, and fails what is under way.
    ///
    /// @param gently whether they may run their shutdown hooks
    void terminate(RuntimeException why, boolean gently) {
        List<Call> left;
        synchronized (this) {
            if (broken == null) {
                broken = why;
            }
            for (var worker : roster.workers()) {
                if (gently) {
                    worker.worker().terminate();
                } else {
                    worker.kill(why);
                }
            }
            var _ = roster.recallAll();
            left = List.copyOf(calls);
            left.forEach(call -> call.abandoned = true);
            calls.clear();
            shutdown();
            notifyAll();
        }
        left.forEach(call -> call.broken(why));
    }

    void terminate(RuntimeException why) {
        terminate(why, false);
    }

    /// Whether nothing more is taken.
    synchronized boolean isShutdown() {
        return closed;
    }

    /// Completes when, after a shutdown, all is done and all workers have ended.
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    /// Shuts down and waits for the end. A thread that is interrupted meanwhile terminates the crew
    /// and stays interrupted.
    void close() {
        shutdown();
        boolean interrupted = false;
        while (!ended.isDone()) {
            try {
                var _ = ended.get();
            } catch (InterruptedException e) {
                interrupted = true;
                terminate(new CancellationException(PoolTexts.terminated()));
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
