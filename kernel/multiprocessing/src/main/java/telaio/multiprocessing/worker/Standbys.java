package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// JVMs that wait for a task.
final class Standbys implements Closeable {
    @Nullable Worker take(Settings settings) {
        return null;
    }

    CompletableFuture<Void> prepare(Settings settings, int count) {
        return CompletableFuture.completedFuture(null);
    }

    void connected(Worker worker, Link link) {}

    void refill() {}

    void exited(Worker worker) {}

    @Override
    public void close() {}
}
