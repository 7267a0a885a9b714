package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A second chance for work that overflowed its thread's stack: `java.io` recurses along the graph,
/// and a linked list written in a cell is as deep as it is long.
final class DeepStack {
    /// Reserved address space, not memory: pages are taken as the recursion reaches them.
    private static final long STACK_BYTES = 1L << 30;

    private DeepStack() {}

    /// The work.
    interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /// Runs `work` in a thread with a very large stack and waits for it. Interrupts do not end the
    /// wait.
    static <T extends @Nullable Object> T call(Work<T> work) throws IOException {
        var result = new CompletableFuture<T>();
        var context = Thread.currentThread().getContextClassLoader();
        var thread =
                new Thread(null, () -> complete(result, work), "telaio-deep-stack", STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw failed;
            }
        }
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> result, Work<T> work) {
        try {
            result.complete(work.run());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
