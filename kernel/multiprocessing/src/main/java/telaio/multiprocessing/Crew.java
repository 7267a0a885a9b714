package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Launch;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Listener;
import telaio.multiprocessing.worker.Worker;

/// The workers of a pool: who has what to do, and what becomes of it when one dies.
///
/// Each worker has a queue of its own, so the pool knows which chunks a dead one had begun: those
/// it was given, but for those still in its queue and those it has answered. All answer through one
/// queue; a worker's end is put there too, behind everything it had to say.
final class Crew {
    /// So many workers in a row may end before they are ready.
    private static final int MOST_UNFIT = 3;

    /// How long a worker may go on with what nobody waits for any more.
    private static final long GRACE_MILLIS = 1000;

    private final int size;
    private final @Nullable Task initializer;
    private final long origin = Origin.current().id();
    private final Queue<Answer> answers = new Queue<>();
    private final AtomicLong chunks = new AtomicLong();

    private final Map<Integer, PoolWorker> workers = new HashMap<>();
    private final Deque<Call.Chunk> pending = new ArrayDeque<>();
    private final Set<Call> calls = new HashSet<>();
    private final Map<String, Integer> functions = new HashMap<>();
    private int lastWorker;
    private int unfit;
    private boolean closed;
    private @Nullable RuntimeException broken;

    Crew(int size, @Nullable Task initializer) {
        this.size = size;
        this.initializer = initializer;
        try {
            for (int i = 0; i < size; i++) {
                hire();
            }
        } catch (RuntimeException e) {
            terminate(e);
            throw e;
        }
        Thread.ofPlatform()
                .daemon()
                .name("telaio-pool")
                .inheritInheritableThreadLocals(false)
                .start(this::listen);
    }

    int size() {
        return size;
    }

    long nextChunk() {
        return chunks.incrementAndGet();
    }

    /// @throws IllegalStateException if nothing can be given to the pool
    synchronized void check() {
        if (broken instanceof BrokenProcessPool reason) {
            throw new BrokenProcessPool(String.valueOf(reason.getMessage()), reason.getCause());
        }
        if (closed) {
            throw new IllegalStateException(Texts.poolClosed());
        }
    }

    /// Equal bytes are the same function: a worker gets it once.
    synchronized Call.Function function(byte[] shipment) {
        int number = functions.computeIfAbsent(digest(shipment), key -> functions.size() + 1);
        return new Call.Function(number, shipment);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    synchronized void submit(List<Call.Chunk> work) {
        check();
        calls.add(work.getFirst().call());
        pending.addAll(work);
        dispatch();
    }

    /// Nobody waits for this call any more.
    synchronized void abandon(Call call) {
        pending.removeIf(chunk -> chunk.call().equals(call));
        forget(call);
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> killThoseOf(call));
    }

    private synchronized void killThoseOf(Call call) {
        for (var worker : workers.values()) {
            if (worker.worksFor(call)) {
                worker.worker().kill();
            }
        }
    }

    private void forget(Call call) {
        calls.remove(call);
        notifyAll();
    }

    private void dispatch() {
        while (!pending.isEmpty()) {
            var free =
                    workers.values().stream()
                            .filter(PoolWorker::canTake)
                            .min(Comparator.comparingInt(PoolWorker::load));
            if (free.isEmpty()) {
                return;
            }
            free.get().give(pending.remove());
        }
    }

    private synchronized void hire() {
        int number = ++lastWorker;
        var path = Lineage.nextPath();
        var orders = new Queue<Order>();
        var launch =
                new Launch(
                        "PoolWorker-" + path,
                        origin,
                        true,
                        false,
                        Child.settings(StartMethod.STANDBY));
        var job = new PoolJob(number, path, orders, answers, initializer);
        try {
            var worker = Launcher.current().start(job, launch, new Hearer(number));
            workers.put(number, new PoolWorker(worker, orders));
        } catch (NotSerializableException e) {
            orders.close();
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            orders.close();
            throw new UncheckedIOException("cannot start a worker of a pool", e);
        }
    }

    private void listen() {
        try {
            while (true) {
                var answer = answers.get();
                var from = worker(answer.worker());
                if (from != null) {
                    take(answer, from);
                }
            }
        } catch (QueueClosed end) {
            terminate(new IllegalStateException(Texts.poolClosed()));
        } catch (InterruptedException | RuntimeException e) {
            terminate(new BrokenProcessPool(String.valueOf(e.getMessage()), e));
        }
    }

    private synchronized @Nullable PoolWorker worker(int number) {
        return workers.get(number);
    }

    private void take(Answer answer, PoolWorker from) throws InterruptedException {
        switch (answer) {
            case Answer.Ready _ -> ready(from);
            case Answer.Unfit(_, var failure) -> {
                var why = new RemoteException(failure, where(from.worker()));
                terminate(new BrokenProcessPool(Texts.initializerFailed(), why));
            }
            case Answer.Results(_, var chunk, var sent, var results) -> {
                from.worker().awaitHandled(sent);
                finish(from, chunk, done -> done.call().succeeded(done, results));
            }
            case Answer.Failed(_, var chunk, var sent, var index, var failure, var thrown) -> {
                from.worker().awaitHandled(sent);
                var why = Rebuilt.of(failure, thrown, where(from.worker()));
                finish(from, chunk, done -> done.call().failed(done, index, why));
            }
            case Answer.Gone(var number) -> replace(number, from);
        }
    }

    private static String where(Worker worker) {
        return "process " + worker.name() + ", pid " + worker.pid();
    }

    private synchronized void ready(PoolWorker worker) {
        unfit = 0;
        worker.becomeReady();
    }

    private synchronized void finish(
            PoolWorker from, long chunk, java.util.function.Consumer<Call.Chunk> end) {
        var done = from.answered(chunk);
        if (done != null) {
            end.accept(done);
            settle(done);
        }
        dispatch();
    }

    private void settle(Call.Chunk chunk) {
        if (chunk.call().done().isDone()) {
            forget(chunk.call());
        }
    }

    private synchronized void replace(int number, PoolWorker gone) {
        workers.remove(number);
        for (var chunk : gone.untouched().reversed()) {
            if (calls.contains(chunk.call())) {
                pending.addFirst(chunk);
            }
        }
        var worker = gone.worker();
        int exitCode = worker.ending().join().exitCode();
        for (var chunk : gone.assigned()) {
            chunk.call()
                    .failed(
                            chunk,
                            0,
                            new WorkerDied(
                                    worker.name(), worker.pid(), exitCode, worker.lastWords()));
            settle(chunk);
        }
        gone.close();
        unfit = gone.ready() ? 0 : unfit + 1;
        if (unfit >= MOST_UNFIT) {
            var said = worker.lastWords();
            terminate(new BrokenProcessPool(Texts.workersEndAtOnce(exitCode, said), null));
        } else if (!closed || !calls.isEmpty()) {
            hire();
            dispatch();
        }
        notifyAll();
    }

    void close() {
        boolean interrupted = false;
        List<PoolWorker> left;
        synchronized (this) {
            closed = true;
            while (!calls.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    terminate(new CancellationException(Texts.poolTerminated()));
                }
            }
            left = List.copyOf(workers.values());
            workers.clear();
        }
        left.forEach(PoolWorker::leave);
        for (var worker : left) {
            worker.worker().ending().join();
            worker.close();
        }
        answers.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Kills all, and fails what is under way.
    synchronized void terminate(RuntimeException why) {
        closed = true;
        if (broken == null) {
            broken = why;
        }
        workers.values().forEach(worker -> worker.worker().kill());
        pending.clear();
        calls.forEach(call -> call.cancelled(why));
        calls.clear();
        notifyAll();
    }

    /// Puts a worker's end behind its last words.
    private final class Hearer implements Listener {
        private final int number;

        Hearer(int number) {
            this.number = number;
        }

        @Override
        public void ended(Ending ending) {
            try {
                answers.add(new Answer.Gone(number));
            } catch (QueueClosed poolClosed) {
                return;
            }
        }
    }
}
