package telaio.multiprocessing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A number of processes that share the work of applying a function to many items:
///
/// ```java
/// try (var pool = new Pool(4)) {
///     IO.println(pool.map(n -> n * n, List.of(1, 2, 3, 4, 5)));
/// }
/// ```
///
/// Any thread may use a pool; several requests may be under way at once. Items travel in chunks; a
/// worker that is killed fails only the chunk it was at, and is replaced. Functions, items and
/// results are copied. Function and items are serialised in the caller, who gets
/// [TaskNotSerializable], naming what it is, when one cannot be sent; a result that cannot be sent
/// back fails its chunk with the same.
///
/// Methods that wait throw what the function threw, if that is an unchecked exception or an error
/// and can be rebuilt here, else a [RemoteException]; futures are completed with what it threw,
/// also if that is a checked exception. [WorkerDied] says that a worker ended while it was at an
/// item.
///
/// All methods that take a function throw [RejectedExecutionException] when the pool is closed, and
/// [BrokenProcessPool], which is one, when it cannot have workers.
///
/// A pool that is not closed does not keep the JVM from ending; its workers end with it.
public final class Pool implements AutoCloseable {
    private final Crew crew;
    private final Requests requests;

    /// As many workers as this process may use processors.
    public Pool() {
        this(Staff.usual(false));
    }

    /// A pool of `size` workers.
    ///
    /// @throws IllegalArgumentException if `size` is less than 1
    public Pool(int size) {
        this(Staff.usual(false).size(size));
    }

    /// A pool whose workers run `initializer` before anything else.
    ///
    /// @throws IllegalArgumentException if `size` is less than 1
    /// @throws TaskNotSerializable if the initializer cannot be sent to another process
    public Pool(int size, Task initializer) {
        this(Staff.usual(false).size(size).initializer(initializer));
    }

    private Pool(Staff staff) {
        crew = new Crew(staff);
        requests = new Requests(crew);
    }

    /// For pools with an initializer, a limit of tasks for each worker, and the like.
    public static Builder builder() {
        return new Builder();
    }

    /// Applies `function` to every item, in the worker processes, and waits for all results.
    ///
    /// @return one result for each item, in the order of the items
    /// @throws RuntimeException what the function threw. If several items fail, the first in order
    ///   is told, after all others are done; of a chunk, items behind one that fails are not done
    /// @throws InterruptedException if this thread is interrupted: then what has not begun is left,
    ///   and workers that do not finish within a second are replaced
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<? super T, ? extends R> function, Collection<? extends T> items)
            throws InterruptedException {
        return requests.await(requests.all(function, items, 0, false));
    }

    /// As [#map(SerializableFunction, Collection)], for a function that a variable of an ordinary
    /// type holds: in a notebook all lambdas can be sent.
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends R> function, Collection<? extends T> items)
            throws InterruptedException {
        return requests.await(requests.all(function, items, 0, false));
    }

    /// As [#map(SerializableFunction, Collection)], sending `chunkSize` items to a worker at once.
    ///
    /// @throws IllegalArgumentException if `chunkSize` is less than 1
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<? super T, ? extends R> function,
            Collection<? extends T> items,
            int chunkSize)
            throws InterruptedException {
        return requests.await(requests.all(function, items, Requests.chunk(chunkSize), false));
    }

    /// As [#map(SerializableFunction, Collection, int)].
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends R> function, Collection<? extends T> items, int chunkSize)
            throws InterruptedException {
        return requests.await(requests.all(function, items, Requests.chunk(chunkSize), false));
    }

    /// As [#map(SerializableFunction, Collection)], without waiting. Cancelling the future leaves
    /// what has not begun; `cancel(true)` also stops the workers that are at it.
    public <T extends @Nullable Object, R extends @Nullable Object>
            CompletableFuture<List<R>> mapAsync(
                    SerializableFunction<? super T, ? extends R> function,
                    Collection<? extends T> items) {
        return requests.<R>all(function, items, 0, true).future();
    }

    /// As [#mapAsync(SerializableFunction, Collection)].
    public <T extends @Nullable Object, R extends @Nullable Object>
            CompletableFuture<List<R>> mapAsync(
                    Function<? super T, ? extends R> function, Collection<? extends T> items) {
        return requests.<R>all(function, items, 0, true).future();
    }

    /// As [#mapAsync(SerializableFunction, Collection)], sending `chunkSize` items at once.
    ///
    /// @throws IllegalArgumentException if `chunkSize` is less than 1
    public <T extends @Nullable Object, R extends @Nullable Object>
            CompletableFuture<List<R>> mapAsync(
                    SerializableFunction<? super T, ? extends R> function,
                    Collection<? extends T> items,
                    int chunkSize) {
        return requests.<R>all(function, items, Requests.chunk(chunkSize), true).future();
    }

    /// Applies `function` to the items while the stream of the results is read, in the order of the
    /// items. The items are read by the thread that reads the stream, up to 32 for each worker in
    /// advance: they may come without end.
    ///
    /// If an item fails, reading its result throws; if reading the items fails, that is thrown
    /// behind the results of those that were read. A thread that is interrupted while it waits for
    /// a result gets a [CancellationException] and stays interrupted. A stream not read to its end
    /// should be closed: then what has not begun is left.
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imap(
            SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> items) {
        return requests.lazily(function, items, 1, true);
    }

    /// As [#imap(SerializableFunction, Iterable)].
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imap(
            Function<? super T, ? extends R> function, Iterable<? extends T> items) {
        return requests.lazily(function, items, 1, true);
    }

    /// As [#imap(SerializableFunction, Iterable)], of the items of a stream.
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imap(
            SerializableFunction<? super T, ? extends R> function, Stream<? extends T> items) {
        return requests.lazily(function, items, 1, true);
    }

    /// As [#imap(SerializableFunction, Iterable)], sending `chunkSize` items at once, 32 chunks for
    /// each worker in advance. If an item fails, the results of its chunk are lost.
    ///
    /// @throws IllegalArgumentException if `chunkSize` is less than 1
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imap(
            SerializableFunction<? super T, ? extends R> function,
            Iterable<? extends T> items,
            int chunkSize) {
        return requests.lazily(function, items, Requests.chunk(chunkSize), true);
    }

    /// As [#imap(SerializableFunction, Iterable)], but each result comes as soon as it is there.
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imapUnordered(
            SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> items) {
        return requests.lazily(function, items, 1, false);
    }

    /// As [#imapUnordered(SerializableFunction, Iterable)].
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imapUnordered(
            Function<? super T, ? extends R> function, Iterable<? extends T> items) {
        return requests.lazily(function, items, 1, false);
    }

    /// As [#imapUnordered(SerializableFunction, Iterable)], of the items of a stream.
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imapUnordered(
            SerializableFunction<? super T, ? extends R> function, Stream<? extends T> items) {
        return requests.lazily(function, items, 1, false);
    }

    /// As [#imap(SerializableFunction, Iterable, int)], but each result comes as soon as it is
    /// there.
    public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> imapUnordered(
            SerializableFunction<? super T, ? extends R> function,
            Iterable<? extends T> items,
            int chunkSize) {
        return requests.lazily(function, items, Requests.chunk(chunkSize), false);
    }

    /// As [#map(SerializableFunction, Collection)], for a function of two: the key and the value of
    /// each entry.
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            List<R> starmap(
                    SerializableBiFunction<? super T, ? super U, ? extends R> function,
                    Collection<? extends Map.Entry<? extends T, ? extends U>> items)
                    throws InterruptedException {
        return requests.await(requests.pairs(function, items, false));
    }

    /// As [#starmap(SerializableBiFunction, Collection)].
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            List<R> starmap(
                    BiFunction<? super T, ? super U, ? extends R> function,
                    Collection<? extends Map.Entry<? extends T, ? extends U>> items)
                    throws InterruptedException {
        return requests.await(requests.pairs(function, items, false));
    }

    /// Applies `function` to one item, in a worker process, and waits for the result.
    ///
    /// @throws RuntimeException what the function threw
    /// @throws InterruptedException as of [#map(SerializableFunction, Collection)]
    public <T extends @Nullable Object, R extends @Nullable Object> R apply(
            SerializableFunction<? super T, ? extends R> function, T item)
            throws InterruptedException {
        return requests.<R>await(requests.one(function, item, false));
    }

    /// As [#apply(SerializableFunction, Object)].
    public <T extends @Nullable Object, R extends @Nullable Object> R apply(
            Function<? super T, ? extends R> function, T item) throws InterruptedException {
        return requests.<R>await(requests.one(function, item, false));
    }

    /// As [#apply(SerializableFunction, Object)], without waiting. Cancelling the future works as
    /// of [#mapAsync(SerializableFunction, Collection)].
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
            SerializableFunction<? super T, ? extends R> function, T item) {
        return requests.<R>one(function, item, true).future();
    }

    /// As [#applyAsync(SerializableFunction, Object)].
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
            Function<? super T, ? extends R> function, T item) {
        return requests.<R>one(function, item, true).future();
    }

    /// Waits until what was given to the pool is done, and ends the workers. A thread that is
    /// interrupted meanwhile terminates the pool and stays interrupted. Closing again does nothing.
    @Override
    public void close() {
        crew.close();
    }

    /// Kills the workers. What is under way fails with [CancellationException].
    public void terminate() {
        crew.terminate(new CancellationException(PoolTexts.terminated()));
    }

    @Override
    public String toString() {
        return "Pool[" + crew.size() + " workers]";
    }

    /// Settings of a pool.
    public static final class Builder extends StaffBuilder<Builder> {
        private Builder() {
            super(Staff.usual(false));
        }

        @Override
        Builder self() {
            return this;
        }

        /// A pool with these settings.
        ///
        /// @throws TaskNotSerializable if the initializer cannot be sent to another process
        /// @throws java.io.UncheckedIOException if the system cannot start that many processes;
        ///   none is left then
        public Pool build() {
            return new Pool(staff());
        }
    }
}
