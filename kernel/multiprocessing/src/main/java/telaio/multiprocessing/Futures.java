package telaio.multiprocessing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Waiting for several futures at once, whoever made them. A future that was cancelled is done.
public final class Futures {
    private Futures() {}

    /// How long to wait.
    public enum Until {
        /// Until all are done.
        ALL,
        /// Until one is done.
        FIRST_COMPLETED,
        /// Until one has failed or was cancelled, or all are done.
        FIRST_EXCEPTION
    }

    /// Those that are done and those that are not, in the order in which they were given.
    ///
    /// @param <F> type of the futures
    public record Waited<F>(Set<F> done, Set<F> notDone) {}

    /// The futures one after the other as they are done, each once, those first that are done
    /// already; the next one is waited for when it is asked for.
    ///
    /// ```java
    /// for (var future : Futures.asCompleted(futures)) {
    ///     IO.println(future.join());
    /// }
    /// ```
    ///
    /// A thread that is interrupted while it waits gets a [CancellationException] and stays
    /// interrupted.
    public static <F extends CompletableFuture<?>> Iterable<F> asCompleted(
            Collection<? extends F> futures) {
        return arrivals(futures, null);
    }

    /// As [#asCompleted(Collection)]; from now on all together may take `timeout`. Asking for a
    /// future when none is done and the time is over throws a [CompletionException] with a
    /// [TimeoutException] as cause, which says how many are missing.
    ///
    /// @throws IllegalArgumentException if `timeout` is negative
    public static <F extends CompletableFuture<?>> Iterable<F> asCompleted(
            Collection<? extends F> futures, Duration timeout) {
        return arrivals(futures, Timeouts.given(timeout));
    }

    private static <F extends CompletableFuture<?>> Iterable<F> arrivals(
            Collection<? extends F> futures, @Nullable Duration timeout) {
        List<F> all = distinct(futures);
        long start = System.nanoTime();
        return () -> new Arrivals<>(all, start, timeout);
    }

    private static <F> List<F> distinct(Collection<? extends F> futures) {
        return List.copyOf(new LinkedHashSet<F>(Given.notNull(futures, "futures")));
    }

    /// Waits for the futures.
    ///
    /// @return which are done; a future given twice counts once
    /// @throws InterruptedException if this thread is interrupted while waiting
    public static <F extends CompletableFuture<?>> Waited<F> wait(
            Collection<? extends F> futures, Until until) throws InterruptedException {
        return await(futures, until, null);
    }

    /// As [#wait(Collection, Until)], for at most `timeout`.
    ///
    /// @throws IllegalArgumentException if `timeout` is negative
    public static <F extends CompletableFuture<?>> Waited<F> wait(
            Collection<? extends F> futures, Until until, Duration timeout)
            throws InterruptedException {
        return await(futures, until, Timeouts.given(timeout));
    }

    private static <F extends CompletableFuture<?>> Waited<F> await(
            Collection<? extends F> futures, Until until, @Nullable Duration timeout)
            throws InterruptedException {
        Given.notNull(until, "until");
        var arrivals = new Arrivals<F>(distinct(futures), System.nanoTime(), timeout);
        var done = new LinkedHashSet<F>();
        boolean enough = false;
        while (!enough && arrivals.hasNext()) {
            var next = arrivals.poll();
            if (next == null) {
                break;
            }
            done.add(next);
            enough =
                    !arrivals.isAnyThere()
                            && switch (until) {
                                case ALL -> false;
                                case FIRST_COMPLETED -> true;
                                case FIRST_EXCEPTION ->
                                        done.stream()
                                                .anyMatch(
                                                        CompletableFuture
                                                                ::isCompletedExceptionally);
                            };
        }
        return sorted(futures, done);
    }

    private static <F> Waited<F> sorted(Collection<? extends F> futures, Set<F> done) {
        var first = new LinkedHashSet<F>();
        var second = new LinkedHashSet<F>();
        for (F future : futures) {
            (done.contains(future) ? first : second).add(future);
        }
        return new Waited<>(
                Collections.unmodifiableSet(first), Collections.unmodifiableSet(second));
    }

    /// Gives all the tasks to the executor, or none.
    static <T extends @Nullable Object> List<CompletableFuture<T>> all(
            ProcessPoolExecutor executor, Collection<? extends Callable<T>> tasks) {
        var futures = new ArrayList<CompletableFuture<T>>();
        boolean done = false;
        try {
            for (Callable<T> task : Given.notNull(tasks, "tasks")) {
                futures.add(executor.submit(task));
            }
            done = true;
            return futures;
        } finally {
            if (!done) {
                cancel(futures);
            }
        }
    }

    static void cancel(Collection<? extends Future<?>> futures) {
        futures.forEach(future -> future.cancel(true));
    }

    /// The first result.
    static <T extends @Nullable Object> T any(List<CompletableFuture<T>> futures, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        var arrivals = new Arrivals<CompletableFuture<T>>(futures, System.nanoTime(), timeout);
        ExecutionException failure = null;
        while (arrivals.hasNext()) {
            var next = arrivals.poll();
            if (next == null) {
                throw new TimeoutException(arrivals.missing());
            }
            try {
                return next.get();
            } catch (ExecutionException e) {
                failure = e;
            } catch (CancellationException e) {
                failure = new ExecutionException(e);
            }
        }
        throw failure == null ? new ExecutionException(null) : failure;
    }

    /// Futures in the order in which they are done.
    private static final class Arrivals<F extends CompletableFuture<?>> implements Iterator<F> {
        private final LinkedBlockingQueue<F> there = new LinkedBlockingQueue<>();
        private final int size;
        private final long start;
        private final long limit;
        private int taken;

        Arrivals(List<? extends F> futures, long start, @Nullable Duration timeout) {
            this.size = futures.size();
            this.start = start;
            this.limit = timeout == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(timeout);
            for (F future : futures) {
                var _ = future.whenComplete((_, _) -> there.add(future));
            }
        }

        @Override
        public boolean hasNext() {
            return taken < size;
        }

        boolean isAnyThere() {
            return !there.isEmpty();
        }

        String missing() {
            return PoolTexts.unfinished(size - taken, size);
        }

        /// Null if none came in time.
        @Nullable F poll() throws InterruptedException {
            F next =
                    limit == Long.MAX_VALUE
                            ? there.take()
                            : there.poll(limit - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            taken += next == null ? 0 : 1;
            return next;
        }

        @Override
        public F next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                var next = poll();
                if (next == null) {
                    throw new CompletionException(new TimeoutException(missing()));
                }
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                var cancelled = new CancellationException(PoolTexts.interrupted());
                cancelled.initCause(e);
                throw cancelled;
            }
        }
    }
}
