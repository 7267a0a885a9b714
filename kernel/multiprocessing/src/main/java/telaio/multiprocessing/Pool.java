package telaio.multiprocessing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.shipping.Shipment;

/// A number of processes that share the work of applying a function to many items:
///
/// ```java
/// try (var pool = new Pool(4)) {
///     IO.println(pool.map(n -> n * n, List.of(1, 2, 3, 4, 5)));
/// }
/// ```
///
/// Any thread may use a pool; several maps may be under way at once. A worker that is killed fails
/// only the items it was working on, and is replaced.
public final class Pool implements AutoCloseable {
    /// A worker gets its share in about so many pieces, so that a slow piece holds nobody up long.
    private static final int PIECES = 4;

    private final Crew crew;

    /// As many workers as this process may use processors.
    public Pool() {
        this(Process.cpuCount());
    }

    /// A pool of `size` workers.
    ///
    /// @throws IllegalArgumentException if `size` is less than 1
    public Pool(int size) {
        this(size, null, null);
    }

    /// A pool whose workers run `initializer` before anything else.
    ///
    /// @throws IllegalArgumentException if `size` is less than 1
    /// @throws TaskNotSerializable if the initializer cannot be sent to another process
    public Pool(int size, Task initializer) {
        this(size, initializer, null);
    }

    private Pool(int size, @Nullable Task initializer, @Nullable Void unused) {
        if (size < 1) {
            throw new IllegalArgumentException("a pool needs at least 1 worker, not " + size);
        }
        crew = new Crew(size, initializer);
    }

    /// Applies `function` to every item, in the worker processes, and waits for all results.
    ///
    /// @return one result for each item, in the order of the items
    /// @throws TaskNotSerializable if the function or an item cannot be sent to another process, or
    ///   a result back
    /// @throws WorkerDied if a worker ended while it worked on an item
    /// @throws RemoteException if an item failed with a checked exception, or one that cannot be
    ///   rebuilt here; other exceptions of the function arrive as themselves. If several items
    ///   fail, the first in order is told, after all others are done
    /// @throws BrokenProcessPool if the pool cannot have workers
    /// @throws IllegalStateException if the pool is closed
    /// @throws InterruptedException if this thread is interrupted: then what has not begun is left,
    ///   and workers that do not finish within a second are replaced
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<? super T, ? extends R> function, Collection<? extends T> items)
            throws InterruptedException {
        return apply(function, items, usualChunk(items.size()));
    }

    /// As [#map(SerializableFunction, Collection)], for a function that a variable of an ordinary
    /// type holds: in a notebook all lambdas can be sent.
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Function<? super T, ? extends R> function, Collection<? extends T> items)
            throws InterruptedException {
        return apply(function, items, usualChunk(items.size()));
    }

    /// As [#map(SerializableFunction, Collection)], sending `chunkSize` items to a worker at once.
    ///
    /// @throws IllegalArgumentException if `chunkSize` is less than 1
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<? super T, ? extends R> function,
            Collection<? extends T> items,
            int chunkSize)
            throws InterruptedException {
        return apply(function, items, chunkSize);
    }

    private int usualChunk(int items) {
        return Math.max(1, Math.ceilDiv(items, PIECES * crew.size()));
    }

    @SuppressWarnings("unchecked") // the function makes Rs
    private <R extends @Nullable Object> List<R> apply(
            Object function, Collection<?> items, int chunkSize) throws InterruptedException {
        if (chunkSize < 1) {
            throw new IllegalArgumentException("a chunk has at least 1 item, not " + chunkSize);
        }
        crew.check();
        var all = new ArrayList<@Nullable Object>(items);
        if (all.isEmpty()) {
            return List.of();
        }
        var call = new Call(all.size());
        crew.submit(chunks(call, function, all, chunkSize));
        try {
            return (List<R>) call.done().get();
        } catch (InterruptedException e) {
            crew.abandon(call);
            throw e;
        } catch (ExecutionException e) {
            throw Rebuilt.thrownHere(e.getCause());
        }
    }

    private List<Call.Chunk> chunks(
            Call call, Object function, List<@Nullable Object> items, int chunkSize) {
        try {
            var shipped = crew.function(bytes(Shipment.pack(function)));
            long origin = Origin.current().id();
            var chunks = new ArrayList<Call.Chunk>();
            for (int first = 0; first < items.size(); first += chunkSize) {
                int end = Math.min(items.size(), first + chunkSize);
                var some = Codec.encode(items.subList(first, end).toArray());
                chunks.add(
                        new Call.Chunk(
                                crew.nextChunk(), call, first, end - first, shipped, origin, some));
            }
            return chunks;
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] bytes(Shipment shipment) {
        var bytes = new ByteArrayOutputStream();
        try {
            shipment.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Waits until what was given to the pool is done, and ends the workers. A thread that is
    /// interrupted meanwhile terminates the pool and stays interrupted. Closing again does nothing.
    @Override
    public void close() {
        crew.close();
    }

    /// Kills the workers. Maps under way fail with [CancellationException].
    public void terminate() {
        crew.terminate(new CancellationException(Texts.poolTerminated()));
    }

    @Override
    public String toString() {
        return "Pool[" + crew.size() + " workers]";
    }
}
