package telaio.multiprocessing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What pools of either shape ask of their crew.
final class Requests {
    /// A worker gets its share in about so many pieces, so that a slow piece holds nobody up long.
    private static final int PIECES = 4;

    /// So many chunks for each worker are read from a source in advance.
    static final int AHEAD = 32;

    private final Crew crew;

    Requests(Crew crew) {
        this.crew = crew;
    }

    /// @throws IllegalArgumentException if `size` is less than 1
    static int chunk(int size) {
        if (size < 1) {
            throw new IllegalArgumentException(PoolTexts.noChunk(size));
        }
        return size;
    }

    private static <F> F present(@Nullable F function) {
        return Objects.requireNonNull(function, PoolTexts::noFunction);
    }

    /// A function of every item.
    ///
    /// @param chunkSize 0 to have it chosen
    /// @param checked whether checked exceptions arrive as they are
    <R extends @Nullable Object> Gathering<List<R>> all(
            Function<?, ?> function, Collection<?> items, int chunkSize, boolean checked) {
        return all(new Deed.Applied(present(function)), list(items), chunkSize, checked);
    }

    @SuppressWarnings("unchecked") // the deed makes Rs
    private <R extends @Nullable Object> Gathering<List<R>> all(
            Deed deed, List<@Nullable Object> items, int chunkSize, boolean checked) {
        int size = chunkSize == 0 ? usualChunk(items.size()) : chunkSize;
        var call = new Gathering<List<R>>(crew, deed, checked, all -> (List<R>) all);
        var _ = call.start(items, size);
        return call;
    }

    private int usualChunk(int items) {
        return Math.max(1, Math.ceilDiv(items, PIECES * crew.size()));
    }

    @SuppressWarnings("NullAway") // items may be null
    private static List<@Nullable Object> list(Collection<?> items) {
        Objects.requireNonNull(items, PoolTexts::noItems);
        return Arrays.asList(items.toArray());
    }

    /// A function of the two parts of every item.
    <R extends @Nullable Object> Gathering<List<R>> pairs(
            BiFunction<?, ?, ?> function,
            Collection<? extends Map.Entry<?, ?>> items,
            boolean checked) {
        var deed = new Deed.Starred(present(function));
        var pairs = new ArrayList<@Nullable Object>();
        for (var item : Objects.requireNonNull(items, PoolTexts::noItems)) {
            pairs.add(new @Nullable Object[] {item.getKey(), item.getValue()});
        }
        return all(deed, pairs, 0, checked);
    }

    /// A function of one item.
    <R extends @Nullable Object> Gathering<R> one(
            Function<?, ?> function, @Nullable Object item, boolean checked) {
        return one(new Deed.Applied(present(function)), item, checked);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the deed makes an R; the item may be null
    <R extends @Nullable Object> Gathering<R> one(
            Deed deed, @Nullable Object item, boolean checked) {
        var call = new Gathering<R>(crew, deed, checked, all -> (R) all.getFirst());
        var _ = call.start(Arrays.asList(item), 1);
        return call;
    }

    /// A task whose own result is of no account.
    @SuppressWarnings("NullAway") // the item is null
    <R extends @Nullable Object> Gathering<R> one(Deed deed, Supplier<R> result) {
        var call = new Gathering<R>(crew, deed, true, _ -> result.get());
        var _ = call.start(Collections.singletonList(null), 1);
        return call;
    }

    /// A task whose failure only `report` hears of.
    @SuppressWarnings("NullAway") // the item is null
    void run(Deed deed, Consumer<Throwable> report) {
        var call = new Gathering<Boolean>(crew, deed, true, _ -> true).onFailure(report);
        var _ = call.start(Collections.singletonList(null), 1);
    }

    /// As the interfaces of the JDK have it: what is negative means not to wait.
    static Duration duration(long timeout, TimeUnit unit) {
        return Duration.ofNanos(Math.max(0, unit.toNanos(timeout)));
    }

    /// A function of every item, while the results are read.
    <R extends @Nullable Object> Stream<R> lazily(
            Function<?, ?> function, Iterable<?> items, int chunkSize, boolean ordered) {
        var source = Objects.requireNonNull(items, PoolTexts::noItems).iterator();
        return lazily(function, source, chunkSize, ordered);
    }

    <R extends @Nullable Object> Stream<R> lazily(
            Function<?, ?> function, Stream<?> items, int chunkSize, boolean ordered) {
        var source = Objects.requireNonNull(items, PoolTexts::noItems).iterator();
        return this.<R>lazily(function, source, chunkSize, ordered).onClose(items::close);
    }

    private <R extends @Nullable Object> Stream<R> lazily(
            Function<?, ?> function, Iterator<?> source, int chunkSize, boolean ordered) {
        var deed = new Deed.Applied(present(function));
        int most = AHEAD * crew.size();
        return new LookAhead<R>(crew, deed, source, chunkSize, most, ordered).stream();
    }

    /// A function of every item, begun at once; the results are read in their order.
    <R extends @Nullable Object> Stream<R> eagerly(
            Function<?, ?> function,
            Collection<?> items,
            int chunkSize,
            @Nullable Duration timeout) {
        var deed = new Deed.Applied(present(function));
        var source = list(items).iterator();
        var call = new LookAhead<R>(crew, deed, source, chunkSize, Integer.MAX_VALUE, true);
        call.limit(timeout);
        call.begin();
        return call.stream();
    }

    /// Waits for the result.
    ///
    /// @throws RuntimeException what the call failed with
    <R extends @Nullable Object> R await(Gathering<R> call) throws InterruptedException {
        try {
            return call.future().get();
        } catch (InterruptedException e) {
            crew.abandonSoon(call);
            throw e;
        } catch (ExecutionException e) {
            throw Rebuilt.thrownHere(e.getCause());
        }
    }
}
