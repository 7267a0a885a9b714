package telaio.multiprocessing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The future of something given to a pool. Whoever cancels it also says what becomes of the work.
final class PoolFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    /// Told when the future was cancelled: whether a worker that is at it is to be stopped. Null
    /// when all is over: a future that is kept does not keep what its task referred to.
    private volatile @Nullable Consumer<Boolean> cancelled;

    PoolFuture(Consumer<Boolean> cancelled) {
        this.cancelled = cancelled;
    }

    /// Cancels the task. One that has not begun will not be. A worker that is at it is stopped, and
    /// replaced, if `mayInterruptIfRunning`; else it goes on, and its result is dropped.
    ///
    /// @return false if the future was completed before, other than by cancelling
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean done = super.cancel(mayInterruptIfRunning);
        var told = cancelled;
        if (done && told != null) {
            told.accept(mayInterruptIfRunning);
        }
        return done;
    }

    /// Nothing can be cancelled any more.
    void over() {
        cancelled = null;
    }

    /// What depends on it is an ordinary future.
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
