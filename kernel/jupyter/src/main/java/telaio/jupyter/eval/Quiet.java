package telaio.jupyter.eval;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Knows when nothing is asked for: the time to do things in advance, which would delay a cell.
/// Called by any thread.
final class Quiet {
    /// Cells that wait or run.
    private final AtomicInteger wanted = new AtomicInteger();

    /// Cells and expressions asked for so far.
    private final AtomicInteger begun = new AtomicInteger();

    /// Something is asked for, until [#end].
    void begin() {
        wanted.incrementAndGet();
        begun.incrementAndGet();
    }

    void end() {
        wanted.decrementAndGet();
    }

    /// Whether nothing is asked for now.
    boolean now() {
        return wanted.get() == 0;
    }

    /// Does `work` after a time, if nothing is asked for meanwhile.
    void after(Duration time, Runnable work) {
        lookAfter(
                time,
                quiet -> {
                    if (quiet) {
                        work.run();
                    }
                });
    }

    /// Tells `work` after a time whether nothing was asked for meanwhile.
    void lookAfter(Duration time, Consumer<Boolean> work) {
        int before = begun.get();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> work.accept(begun.get() == before && now()));
    }
}
