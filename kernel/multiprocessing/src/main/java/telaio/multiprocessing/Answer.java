package telaio.multiprocessing;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Failure;

/// What a pool hears from its workers, all through one queue.
@SuppressWarnings("ArrayRecordComponent") // payloads are passed on, never compared or changed
sealed interface Answer extends Serializable {
    /// Number of the worker within its pool.
    int worker();

    /// The initializer has run.
    record Ready(int worker) implements Answer {}

    /// The initializer failed; the worker ends.
    record Unfit(int worker, Failure failure) implements Answer {}

    /// One result for each item.
    ///
    /// @param sent how many frames the worker had sent home by then: what the items printed comes
    ///   before their results
    record Results(int worker, long chunk, long sent, byte[] results) implements Answer {}

    /// An item failed.
    ///
    /// @param index of the item within the chunk
    /// @param thrown the exception itself, if it can be sent
    record Failed(
            int worker, long chunk, long sent, int index, Failure failure, byte @Nullable [] thrown)
            implements Answer {}

    /// The worker has ended; put by the pool itself, behind everything the worker had to say.
    record Gone(int worker) implements Answer {}
}
