package telaio.multiprocessing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Worker;

/// A pool's view of one of its workers. Guarded by the pool.
final class PoolWorker {
    /// One chunk to work on and one to go on with.
    private static final int MOST_CHUNKS = 2;

    /// So many functions a worker keeps.
    private static final int MOST_FUNCTIONS = 64;

    private final Queue<Order> orders;
    private final Worker worker;
    private final Set<Integer> known = new HashSet<>();
    private final Deque<Call.Chunk> assigned = new ArrayDeque<>();
    private boolean ready;

    PoolWorker(Worker worker, Queue<Order> orders) {
        this.worker = worker;
        this.orders = orders;
    }

    Worker worker() {
        return worker;
    }

    boolean ready() {
        return ready;
    }

    void becomeReady() {
        ready = true;
    }

    int load() {
        return assigned.size();
    }

    boolean canTake() {
        return assigned.size() < MOST_CHUNKS;
    }

    void give(Call.Chunk chunk) {
        var function = chunk.function();
        if (!known.contains(function.number())) {
            if (known.size() >= MOST_FUNCTIONS) {
                known.clear();
                orders.add(new Order.Forget());
            }
            orders.add(new Order.Learn(function.number(), function.shipment()));
            known.add(function.number());
        }
        orders.add(chunk.order());
        assigned.add(chunk);
    }

    void leave() {
        orders.add(new Order.Leave());
    }

    /// The chunk it has answered; null if it was not asked for it.
    Call.@Nullable Chunk answered(long id) {
        for (var chunk : assigned) {
            if (chunk.id() == id) {
                assigned.remove(chunk);
                return chunk;
            }
        }
        return null;
    }

    /// Of a worker that has ended: the chunks it had not begun.
    List<Call.Chunk> untouched() {
        List<Call.Chunk> untouched = new ArrayList<>();
        for (var order = orders.poll(); order != null; order = orders.poll()) {
            if (order instanceof Order.Work work) {
                var chunk = answered(work.chunk());
                if (chunk != null) {
                    untouched.add(chunk);
                }
            }
        }
        return untouched;
    }

    /// What it has been given and has not answered.
    List<Call.Chunk> assigned() {
        return List.copyOf(assigned);
    }

    boolean worksFor(Call call) {
        var current = assigned.peek();
        return current != null && current.call().equals(call);
    }

    void close() {
        orders.close();
    }
}
