package telaio.multiprocessing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Codec;

/// One `map` of a pool while it is under way. Guarded by its pool; only [#done] is for the caller.
final class Call {
    private final @Nullable Object[] results;
    private final CompletableFuture<List<@Nullable Object>> done = new CompletableFuture<>();
    private int missing;
    private int firstFailed = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Call(int size) {
        results = new @Nullable Object[size];
        missing = size;
    }

    /// Completes when every item has been dealt with, one way or the other.
    CompletableFuture<List<@Nullable Object>> done() {
        return done;
    }

    void succeeded(Chunk chunk, byte[] bytes) {
        try {
            var some = Codec.decode(bytes);
            if (!(some instanceof @Nullable Object[] values) || values.length != chunk.size()) {
                throw new IOException("a worker sent something else than its results");
            }
            System.arraycopy(values, 0, results, chunk.first(), values.length);
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            failed(chunk, 0, new IllegalStateException(Texts.unreadable(e), e));
            return;
        }
        dealtWith(chunk);
    }

    /// The failure of the first item in order is the one that is told.
    void failed(Chunk chunk, int index, Throwable why) {
        if (chunk.first() + index < firstFailed) {
            firstFailed = chunk.first() + index;
            failure = why;
        }
        dealtWith(chunk);
    }

    private void dealtWith(Chunk chunk) {
        missing -= chunk.size();
        if (missing > 0) {
            return;
        }
        if (failure == null) {
            done.complete(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(results))));
        } else {
            done.completeExceptionally(failure);
        }
    }

    void cancelled(RuntimeException why) {
        done.completeExceptionally(why);
    }

    /// Some consecutive items of a call, which one worker gets at once.
    ///
    /// @param first index of its first item within the call
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared or changed
    record Chunk(
            long id, Call call, int first, int size, Function function, long origin, byte[] items) {
        Order.Work order() {
            return new Order.Work(id, function.number(), origin, items);
        }
    }

    /// A function as it travels.
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared or changed
    record Function(int number, byte[] shipment) {}
}
