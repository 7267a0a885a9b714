package telaio.multiprocessing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Frame;
import telaio.multiprocessing.worker.Home;

/// An [ExecutorService] whose tasks run in other processes:
///
/// ```java
/// try (var executor = new ProcessPoolExecutor(4)) {
///     var answer = executor.submit(() -> 6 * 7);
///     IO.println(answer.get());
/// }
/// ```
///
/// Workers are started when there is something to do, up to their number. Tasks and results are
/// copied; a task that cannot be sent is refused in the caller with [TaskNotSerializable]. A worker
/// that is killed fails only the task it was at, with [WorkerDied], and is replaced.
///
/// The futures are [CompletableFuture]s, completed with what the task threw if that can be rebuilt
/// here, else with a [RemoteException]; what depends on them runs in threads of the executor.
/// Cancelling one whose task has not begun removes the task; `cancel(true)` also stops a worker
/// that is at it, and replaces it. Completing one by hand, also by `orTimeout`, leaves the task
/// alone.
///
/// All methods that take a task throw [RejectedExecutionException] after a shutdown, and
/// [BrokenProcessPool], which is one, when the executor cannot have workers.
///
/// An executor that is not shut down does not keep the JVM from ending; its workers end with it.
/// After [#shutdown] the JVM lives until the tasks are done.
public final class ProcessPoolExecutor implements ExecutorService {
    private final Crew crew;
    private final Requests requests;

    /// As many workers as this process may use processors.
    public ProcessPoolExecutor() {
        this(Staff.usual(true));
    }

    /// An executor of up to `workers` workers.
    ///
    /// @throws IllegalArgumentException if `workers` is less than 1
    public ProcessPoolExecutor(int workers) {
        this(Staff.usual(true).size(workers));
    }

    private ProcessPoolExecutor(Staff staff) {
        crew = new Crew(staff);
        requests = new Requests(crew);
    }

    /// For executors with an initializer, a task timeout, and the like.
    public static Builder builder() {
        return new Builder();
    }

    /// Runs a task in a worker process.
    ///
    /// @throws TaskNotSerializable if the task cannot be sent to another process
    public <T extends @Nullable Object> CompletableFuture<T> submit(SerializableCallable<T> task) {
        return submit((Callable<T>) task);
    }

    /// Runs a task in a worker process; the future gives null.
    ///
    /// @throws TaskNotSerializable if the task cannot be sent to another process
    public CompletableFuture<?> submit(SerializableRunnable task) {
        return submit((Runnable) task);
    }

    /// As [#submit(SerializableCallable)], for a task that a variable of an ordinary type holds: in
    /// a notebook all lambdas can be sent.
    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
        return requests.<T>one(called(task), null, true).future();
    }

    /// As [#submit(SerializableRunnable)].
    @Override
    public CompletableFuture<?> submit(Runnable task) {
        return requests.<@Nullable Object>one(ran(task), null, true).future();
    }

    /// As [#submit(Runnable)]; the future gives `result`, which is not sent.
    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable task, T result) {
        return requests.one(ran(task), () -> result).future();
    }

    private static Deed called(Callable<?> task) {
        return new Deed.Called(Objects.requireNonNull(task, PoolTexts::noFunction));
    }

    private static Deed ran(Runnable task) {
        return new Deed.Ran(Objects.requireNonNull(task, PoolTexts::noFunction));
    }

    /// Runs a task in a worker process. If it fails, that is reported as an exception nobody
    /// caught.
    ///
    /// @throws TaskNotSerializable if the task cannot be sent to another process
    @Override
    public void execute(Runnable task) {
        long origin = Origin.current().id();
        requests.run(ran(task), failure -> report(origin, failure));
    }

    private static void report(long origin, Throwable failure) {
        long pid = ProcessHandle.current().pid();
        var thread = Thread.currentThread().getName();
        Home.report(new Frame.Report(origin, Home.name(), pid, thread, 0, Failure.of(failure)));
    }

    /// Applies `function` to every item, in the worker processes. The items are sent at once; the
    /// stream gives the results in the order of the items, each as soon as it and those before are
    /// there. If an item fails, reading its result throws what the function threw, as of [Pool].
    ///
    /// @throws TaskNotSerializable if the function or an item cannot be sent; nothing was begun
    ///   then
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
            SerializableFunction<? super T, ? extends R> function, Collection<? extends T> items) {
        return requests.eagerly(function, items, 1, null);
    }

    /// As [#map(SerializableFunction, Collection)].
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
            Function<? super T, ? extends R> function, Collection<? extends T> items) {
        return requests.eagerly(function, items, 1, null);
    }

    /// As [#map(SerializableFunction, Collection)], sending `chunkSize` items at once. If an item
    /// fails, the results of its chunk are lost.
    ///
    /// @throws IllegalArgumentException if `chunkSize` is less than 1
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
            SerializableFunction<? super T, ? extends R> function,
            Collection<? extends T> items,
            int chunkSize) {
        return requests.eagerly(function, items, Requests.chunk(chunkSize), null);
    }

    /// As [#map(SerializableFunction, Collection)]; from now on all results together may take
    /// `timeout`. Reading one that is not there by then throws a
    /// [java.util.concurrent.CompletionException] with a [TimeoutException] as cause, and leaves
    /// what has not begun.
    ///
    /// @throws IllegalArgumentException if `timeout` is negative
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
            SerializableFunction<? super T, ? extends R> function,
            Collection<? extends T> items,
            Duration timeout) {
        return requests.eagerly(function, items, 1, Timeouts.given(timeout));
    }

    /// Runs the tasks and waits until each is done, one way or the other.
    ///
    /// @return their futures, all completed, in the order of the tasks
    /// @throws TaskNotSerializable if one of the tasks cannot be sent; the others are cancelled
    /// @throws InterruptedException if this thread is interrupted; tasks not done are cancelled
    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /// As [#invokeAll(Collection)], for at most `timeout`; what is not done by then is cancelled,
    /// and its workers are stopped.
    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        var futures = Futures.all(this, tasks);
        try {
            var _ = Futures.wait(futures, Futures.Until.ALL, Requests.duration(timeout, unit));
        } finally {
            Futures.cancel(futures);
        }
        return new ArrayList<>(futures);
    }

    /// Runs the tasks until one succeeds; the others are cancelled and their workers stopped.
    ///
    /// @return the result of one that succeeded
    /// @throws IllegalArgumentException if there are no tasks
    /// @throws TaskNotSerializable if one of the tasks cannot be sent
    /// @throws ExecutionException if none succeeded: the failure of the last
    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError(never);
        }
    }

    /// As [#invokeAny(Collection)].
    ///
    /// @throws TimeoutException if none has succeeded within `timeout`
    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(PoolTexts.noTasks());
        }
        var futures = Futures.all(this, tasks);
        try {
            return Futures.any(futures, Requests.duration(timeout, unit));
        } finally {
            Futures.cancel(futures);
        }
    }

    /// Takes no more tasks; returns at once. Those that were given are done, then the workers end.
    @Override
    public void shutdown() {
        crew.shutdown();
    }

    /// Takes no more tasks; returns at once. Those that have not begun are cancelled; the threads
    /// of those that have are interrupted.
    ///
    /// @return what runs, here, the tasks that were cancelled
    @Override
    public List<Runnable> shutdownNow() {
        return crew.shutdownNow().stream().map(Call::asRunnable).toList();
    }

    @Override
    public boolean isShutdown() {
        return crew.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return crew.ended().isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            var _ = crew.ended().get(timeout, Given.notNull(unit, "unit"));
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Shuts down and waits until the tasks are done and the workers have ended. A thread that is
    /// interrupted meanwhile kills the workers and stays interrupted. Closing again does nothing.
    @Override
    public void close() {
        crew.close();
    }

    /// Asks all workers to end, as [Process#terminate]; takes no more tasks. What is not done fails
    /// with [CancellationException].
    public void terminateWorkers() {
        crew.terminate(new CancellationException(PoolTexts.terminated()), true);
    }

    /// As [#terminateWorkers], but the workers are killed.
    public void killWorkers() {
        crew.terminate(new CancellationException(PoolTexts.terminated()));
    }

    @Override
    public String toString() {
        var state = isTerminated() ? ", terminated" : isShutdown() ? ", shut down" : "";
        return "ProcessPoolExecutor[" + crew.size() + " workers" + state + "]";
    }

    /// Settings of an executor.
    public static final class Builder extends StaffBuilder<Builder> {
        private Builder() {
            super(Staff.usual(true));
        }

        @Override
        Builder self() {
            return this;
        }

        /// How long a worker may be at a task. One that takes longer fails with a
        /// [TimeoutException], its worker is stopped and replaced.
        ///
        /// @throws IllegalArgumentException if `timeout` is not positive
        public Builder taskTimeout(Duration timeout) {
            return with(staff().taskTimeout(timeout));
        }

        /// An executor with these settings.
        public ProcessPoolExecutor build() {
            return new ProcessPoolExecutor(staff());
        }
    }
}
