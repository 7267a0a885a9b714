package telaio.benchmarks.stress;

import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import telaio.multiprocessing.ProcessPoolExecutor;
import telaio.multiprocessing.WorkerDied;

/// Keeps a pool busy until the round is over, and checks every answer. A killed worker may cost one
/// task.
final class PoolLoad {
    private static final int AHEAD = 64;
    private static final int WORKERS = 2;
    private static final int BREATH = 64;

    private final String file;
    private final Journal journal;
    private final boolean pauses;
    private final FutureTask<Long> work = new FutureTask<>(this::work);

    private final AtomicLong done = new AtomicLong();

    private long failed;

    /// @param pauses whether to take a breath now and then, as of [Party]
    PoolLoad(String file, Journal journal, boolean pauses) {
        this.file = file;
        this.journal = journal;
        this.pauses = pauses;
        Thread.ofPlatform().daemon().name("stress-pool").start(work);
    }

    /// How many tasks have been answered.
    long done() {
        return done.get();
    }

    /// Ends it after the journal's stop.
    ///
    /// @return how many tasks failed, since their worker died
    long end() throws Exception {
        return work.get(Round.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private long work() throws Exception {
        var ahead = new ArrayDeque<CompletableFuture<Long>>();
        long next = 0;
        try (var pool = new ProcessPoolExecutor(WORKERS)) {
            while (next < Journal.MOST && !journal.stopped()) {
                while (ahead.size() < AHEAD && next < Journal.MOST) {
                    ahead.add(submit(pool, file, next++));
                }
                check(ahead.remove(), next - ahead.size() - 1);
                if (pauses && next % BREATH == 0) {
                    LockSupport.parkNanos(2_000_000);
                }
            }
            while (!ahead.isEmpty()) {
                check(ahead.remove(), next - ahead.size() - 1);
            }
        }
        return failed;
    }

    private static CompletableFuture<Long> submit(
            ProcessPoolExecutor pool, String file, long task) {
        return pool.submit(() -> {
            try (var arena = Arena.ofConfined()) {
                var journal = Journal.open(file, arena);
                journal.worker(ProcessHandle.current().pid());
                journal.ran(task);
                return task * task;
            }
        });
    }

    private void check(CompletableFuture<Long> future, long task) throws Exception {
        try {
            long square = future.get(Round.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (square != task * task || !journal.wasRun(task)) {
                journal.violation("task " + task + " gave " + square);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof WorkerDied)) {
                throw e;
            }
            failed++;
        }
        done.incrementAndGet();
    }
}
