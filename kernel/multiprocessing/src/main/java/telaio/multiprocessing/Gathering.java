package telaio.multiprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// A call whose results are wanted all together, through a future.
final class Gathering<R extends @Nullable Object> extends Call {
    /// Results of chunks that have fewer items are copied.
    private static final int FEW = 64;

    private final Crew crew;
    private final boolean checked;
    private final Function<List<@Nullable Object>, R> finish;
    private final PoolFuture<R> future;
    private @Nullable Consumer<Throwable> report;
    private int partSize;
    private int size;

    /// By chunk, where chunks are large; then there is nothing in `results`.
    private List<List<@Nullable Object>> parts = List.of();

    private @Nullable Object[] results = {};
    private int chunks;
    private int missing;
    private int firstFailed = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    /// @param checked whether checked exceptions arrive as they are
    /// @param finish makes what the future gives
    Gathering(Crew crew, Deed deed, boolean checked, Function<List<@Nullable Object>, R> finish) {
        super(deed);
        this.crew = crew;
        this.checked = checked;
        this.finish = finish;
        future = new PoolFuture<>(kill -> crew.abandon(this, kill));
    }

    /// Gives the crew the items. Not called twice.
    PoolFuture<R> start(List<? extends @Nullable Object> items, int chunkSize) {
        var work = chunks(items, chunkSize);
        size = items.size();
        partSize = chunkSize;
        if (chunkSize < FEW) {
            results = new @Nullable Object[size];
        } else {
            parts = new ArrayList<>(Collections.nCopies(work.size(), List.of()));
        }
        chunks = work.size();
        missing = chunks;
        if (work.isEmpty()) {
            crew.check();
            future.complete(finish.apply(List.of()));
        } else {
            crew.submit(this, work);
        }
        return future;
    }

    /// Says who hears of a failure before the call is over.
    Gathering<R> onFailure(Consumer<Throwable> reporter) {
        report = reporter;
        return this;
    }

    PoolFuture<R> future() {
        return future;
    }

    @Override
    boolean takesChecked() {
        return checked;
    }

    @Override
    void succeeded(Chunk chunk, List<@Nullable Object> values) {
        synchronized (this) {
            if (partSize < FEW) {
                for (int i = 0; i < values.size(); i++) {
                    results[chunk.first() + i] = values.get(i);
                }
            } else {
                parts.set(chunk.first() / partSize, values);
            }
            if (--missing > 0) {
                return;
            }
        }
        finish();
    }

    /// The failure of the first item in order is the one that is told.
    @Override
    void failed(Chunk chunk, int index, Throwable why) {
        synchronized (this) {
            if (chunk.first() + index < firstFailed) {
                firstFailed = chunk.first() + index;
                failure = why;
            }
            if (--missing > 0) {
                return;
            }
        }
        finish();
    }

    private synchronized void finish() {
        var why = failure;
        complete(why == null ? () -> future.complete(finish.apply(all())) : () -> fail(why));
    }

    private void fail(Throwable why) {
        if (report != null && !future.isDone()) {
            report.accept(why);
        }
        future.completeExceptionally(why);
    }

    @SuppressWarnings("NullAway") // results may be null
    private List<@Nullable Object> all() {
        return partSize < FEW
                ? Collections.unmodifiableList(Arrays.asList(results))
                : new Parts(parts, partSize, size);
    }

    @Override
    void broken(RuntimeException why) {
        complete(() -> future.completeExceptionally(why));
    }

    /// What depends on the future runs on behalf of who made the call, and not in the crew's own
    /// threads, which must not wait for it. The call is settled first: the newest dependent of a
    /// future is the first to run.
    private void complete(Runnable completion) {
        crew.tell(() -> {
            var binding = Origin.enter(Origin.of(origin()));
            try {
                var _ = future.whenComplete((_, _) -> crew.settled(this, chunks));
                completion.run();
                future.over();
            } finally {
                Origin.leave(binding);
            }
        });
    }
}
