package telaio.multiprocessing;

import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.Batch;
import telaio.multiprocessing.shipping.Shipment;

/// One request to a crew while it is under way: what to do with the items of its chunks, on whose
/// behalf, and who hears of it.
///
/// Threads of the crew call [#succeeded] and [#failed], several at once, once for each chunk, and
/// say so to [Crew#settled] when that is due; [#broken] ends a call whatever is missing.
abstract class Call {
    private final Shipment deed;
    private final Runnable here;
    private final long origin = Origin.current().id();

    /// Given by the crew with the first chunk; they grow.
    int number;

    /// Chunks the crew has got and that are not settled. Guarded by the crew.
    int unsettled;

    /// Nobody waits for it any more. Guarded by the crew.
    boolean abandoned;

    private record Here(Deed deed) implements Runnable {
        @Override
        public void run() {
            try {
                var _ = deed.apply(null);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// @throws TaskNotSerializable if the deed cannot be sent
    Call(Deed deed) {
        here = new Here(deed);
        try {
            this.deed = Shipment.pack(deed);
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        }
    }

    Shipment deed() {
        return deed;
    }

    long origin() {
        return origin;
    }

    /// Does what the call was to do with one item in this process.
    Runnable asRunnable() {
        return here;
    }

    /// Whether exceptions arrive as they are, also checked ones: where a future carries them.
    abstract boolean takesChecked();

    /// @param results one for each item of the chunk
    abstract void succeeded(Chunk chunk, List<@Nullable Object> results);

    /// @param index of the item that failed, within the chunk
    abstract void failed(Chunk chunk, int index, Throwable why);

    abstract void broken(RuntimeException why);

    /// Some consecutive items of a call, which one worker gets at once.
    static final class Chunk {
        private final Call call;
        private final int first;
        private final int size;
        private final byte[] message;

        /// @param message the items, encoded behind [Order#ROOM] free bytes
        private Chunk(Call call, int first, int size, byte[] message) {
            this.call = call;
            this.first = first;
            this.size = size;
            this.message = message;
        }

        Call call() {
            return call;
        }

        /// Index of its first item within the call.
        int first() {
            return first;
        }

        int size() {
            return size;
        }

        int bytes() {
            return message.length;
        }

        byte[] order() {
            return Order.work(call.number, message);
        }
    }

    /// @param first index of its first item within the call
    /// @throws TaskNotSerializable if an item cannot be sent
    Chunk chunk(int first, @Nullable Object... items) {
        try {
            return new Chunk(this, first, items.length, Batch.encode(Order.ROOM, items));
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(which(first, items, e), e);
        }
    }

    private static String which(
            int first, @Nullable Object[] items, NotSerializableException failure) {
        for (int i = 0; i < items.length; i++) {
            try {
                Batch.encode(0, new @Nullable Object[] {items[i]});
            } catch (NotSerializableException e) {
                return PoolTexts.item(first + i, e);
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /// All items, `chunkSize` in each chunk.
    List<Chunk> chunks(List<? extends @Nullable Object> items, int chunkSize) {
        var chunks = new ArrayList<Chunk>(Math.ceilDiv(items.size(), chunkSize));
        for (int first = 0; first < items.size(); first += Math.min(chunkSize, items.size())) {
            int end = first + Math.min(chunkSize, items.size() - first);
            chunks.add(chunk(first, items.subList(first, end).toArray(new Object[0])));
        }
        return chunks;
    }
}
