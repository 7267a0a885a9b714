package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who of a crew has what to do. Guarded by the crew.
final class Roster {
    private final int size;
    private final Hiring hiring;
    private final Consumer<BrokenProcessPool> alone;
    private final List<PoolWorker> workers = new ArrayList<>();
    private final Deque<Call.Chunk> pending = new ArrayDeque<>();

    /// @param alone told when there is no worker and none can be started
    Roster(int size, Hiring hiring, Consumer<BrokenProcessPool> alone) {
        this.size = size;
        this.hiring = hiring;
        this.alone = alone;
    }

    List<PoolWorker> workers() {
        return List.copyOf(workers);
    }

    /// Starts as many workers as there may be.
    ///
    /// @throws TaskNotSerializable if the initializer cannot be sent
    /// @throws UncheckedIOException if the system can start no more processes
    void hireAll() {
        while (workers.size() < size) {
            hire();
        }
    }

    private PoolWorker hire() {
        try {
            var worker = hiring.hire();
            workers.add(worker);
            return worker;
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(PoolTexts.cannotStart(e), e);
        }
    }

    /// Null if none can be started.
    @Nullable PoolWorker tryHire() {
        try {
            return workers.size() < size ? hire() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            if (workers.isEmpty()) {
                alone.accept(new BrokenProcessPool(PoolTexts.cannotStart(e), e));
            }
            return null;
        }
    }

    void add(List<Call.Chunk> chunks, int oldest) {
        pending.addAll(chunks);
        dispatch(oldest);
    }

    /// Gives what is pending to whom has least to do; a further worker is better than a busy one.
    ///
    /// @param oldest number of the oldest call that goes on
    void dispatch(int oldest) {
        while (!pending.isEmpty()) {
            var best = leastBusy();
            if (best == null || best.load() > 0) {
                var newcomer = tryHire();
                best = newcomer == null ? best : newcomer;
            }
            if (best == null) {
                return;
            }
            var chunk = pending.poll();
            if (chunk != null) {
                best.give(chunk, oldest);
            }
        }
    }

    private @Nullable PoolWorker leastBusy() {
        PoolWorker best = null;
        for (var worker : workers) {
            if (worker.canTake() && (best == null || worker.load() < best.load())) {
                best = worker;
            }
        }
        return best;
    }

    /// Gives a worker that has nothing to do part of what others have not begun.
    void relieveOthers(PoolWorker idle, int oldest) {
        if (idle.load() > 0 || !pending.isEmpty() || !idle.canTake()) {
            return;
        }
        PoolWorker busiest = null;
        for (var worker : workers) {
            if (worker.hasToSpare() && (busiest == null || worker.load() > busiest.load())) {
                busiest = worker;
            }
        }
        if (busiest != null) {
            recall(busiest);
            dispatch(oldest);
        }
    }

    /// Takes back what the worker has not begun.
    void recall(PoolWorker worker) {
        for (var chunk : worker.recall().reversed()) {
            if (!chunk.call().abandoned) {
                pending.addFirst(chunk);
            }
        }
    }

    /// Takes back what nobody has begun.
    ///
    /// @return what was pending, in order
    List<Call.Chunk> recallAll() {
        workers.reversed().forEach(this::recall);
        var all = List.copyOf(pending);
        pending.clear();
        return all;
    }

    /// Drops the chunks of an abandoned call that have not been begun.
    void drop(Call call, int oldest) {
        pending.removeIf(chunk -> chunk.call().equals(call));
        workers.forEach(this::recall);
        dispatch(oldest);
    }

    /// Kills the worker if it is at this call, and certainly at nothing else.
    ///
    /// @param why what the call's chunk then fails with
    void killIfAt(PoolWorker worker, Call call, Throwable why) {
        recall(worker);
        var chunk = worker.current();
        if (chunk != null && chunk.call().equals(call) && worker.isOnlyAt(chunk)) {
            worker.kill(why);
        }
    }

    /// The worker has ended.
    ///
    /// @return what it had begun: at most one chunk
    List<Call.Chunk> remove(PoolWorker worker) {
        workers.remove(worker);
        recall(worker);
        var begun = new ArrayList<Call.Chunk>();
        for (var chunk = worker.answered(); chunk != null; chunk = worker.answered()) {
            begun.add(chunk);
        }
        worker.close();
        return begun;
    }
}
