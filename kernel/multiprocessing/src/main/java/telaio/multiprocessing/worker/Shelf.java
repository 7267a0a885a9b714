package telaio.multiprocessing.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The standby JVMs of one kind. Guarded by [Standbys].
final class Shelf {
    /// After so many that ended before their use, no more are made until somebody wants one.
    private static final int PATIENCE = 3;

    final Settings settings;
    int target;
    int failures;

    private final Deque<Worker> ready = new ArrayDeque<>();

    /// Those that start or rehearse; each with what completes when it no longer does.
    final Map<Worker, CompletableFuture<Void>> warming = new LinkedHashMap<>();

    private final List<Hope> hopes = new ArrayList<>();

    Shelf(Settings settings) {
        this.settings = settings;
    }

    int size() {
        return ready.size() + warming.size();
    }

    boolean lacks() {
        return size() < target && failures < PATIENCE;
    }

    boolean holds(Worker worker) {
        return warming.containsKey(worker) || ready.contains(worker);
    }

    /// One that is ready, else the one that is nearest to it; null if there is none.
    @Nullable Worker take() {
        var taken = ready.poll();
        if (taken == null && !warming.isEmpty()) {
            taken = warming.keySet().iterator().next();
            remove(taken);
        }
        return taken;
    }

    void ready(Worker worker) {
        remove(worker);
        ready.add(worker);
        failures = 0;
        hopes.removeIf(hope -> hope.count <= ready.size() && hope.fulfilled.complete(null));
    }

    /// Ends those that wait, and tells who waits for them.
    void abandon() {
        for (var left = take(); left != null; left = take()) {
            left.kill();
        }
        hopes.forEach(hope -> hope.fulfilled.cancel(false));
        hopes.clear();
    }

    boolean remove(Worker worker) {
        var settled = warming.remove(worker);
        if (settled != null) {
            settled.complete(null);
        }
        return settled != null || ready.remove(worker);
    }

    void failed(Exception why) {
        failures++;
        if (failures >= PATIENCE) {
            hopes.forEach(hope -> hope.fulfilled.completeExceptionally(why));
            hopes.clear();
        }
    }

    /// Completes when that many are ready.
    CompletableFuture<Void> whenReady(int count) {
        var hope = new Hope(count, new CompletableFuture<>());
        if (count <= ready.size()) {
            hope.fulfilled.complete(null);
        } else {
            hopes.add(hope);
        }
        return hope.fulfilled.copy();
    }

    private record Hope(int count, CompletableFuture<Void> fulfilled) {}
}
