package telaio.multiprocessing;

import java.io.Serializable;

/// What a pool tells one of its workers, through the worker's own queue.
@SuppressWarnings("ArrayRecordComponent") // payloads are passed on, never compared or changed
sealed interface Order extends Serializable {
    /// A function, as a shipment; later orders name it by its number.
    record Learn(int function, byte[] shipment) implements Order {}

    /// All functions learned so far will not be used again.
    record Forget() implements Order {}

    /// Apply a function to each of the items, on behalf of an origin.
    record Work(long chunk, int function, long origin, byte[] items) implements Order {}

    /// Nothing more will come.
    record Leave() implements Order {}
}
