package telaio.multiprocessing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.shipping.Shipment;
import telaio.multiprocessing.shipping.Shipment.ShippedClass;
import telaio.multiprocessing.worker.Worker;

/// A crew's view of one of its workers. Guarded by the crew.
///
/// What it was given and has not answered is in [#assigned], oldest first; what it has not even
/// taken still lies in its ring, and can be [recalled][#recall]. So at most one chunk is under way.
final class PoolWorker {
    /// So many small chunks lie ready, so that it need not wait for its crew after each.
    private static final int MOST_CHUNKS = 128;

    /// Beyond so many bytes there is one chunk to work on and one to go on with.
    private static final long MOST_BYTES = 1 << 18;

    private final Worker worker;
    private final ByteRing orders;
    private final int taskLimit;
    private final Set<Integer> known = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final Deque<Call.Chunk> assigned = new ArrayDeque<>();
    private long bytes;
    private int given;
    private boolean ready;
    private boolean leaving;
    private long since;
    private @Nullable Throwable doom;

    /// @param taskLimit chunks after which it leaves; 0 for no limit
    PoolWorker(Worker worker, ByteRing orders, int taskLimit) {
        this.worker = worker;
        this.orders = orders;
        this.taskLimit = taskLimit;
    }

    Worker worker() {
        return worker;
    }

    /// Who it is, for people.
    String where() {
        return "process " + worker.name() + ", pid " + worker.pid();
    }

    boolean ready() {
        return ready;
    }

    void becomeReady() {
        ready = true;
        since = System.nanoTime();
    }

    int load() {
        return assigned.size();
    }

    boolean canTake() {
        return !leaving
                && doom == null
                && (assigned.size() < 2 || (assigned.size() < MOST_CHUNKS && bytes < MOST_BYTES));
    }

    /// Whether it may have chunks it has not begun.
    boolean hasToSpare() {
        return assigned.size() > 1 || (!ready && !assigned.isEmpty());
    }

    /// Nanoseconds for which it has been busy with its oldest chunk; −1 if it is not.
    long busyFor() {
        return ready && !assigned.isEmpty() ? System.nanoTime() - since : -1;
    }

    /// @param oldest number of the oldest function that may still be used
    void give(Call.Chunk chunk, int oldest) {
        int function = chunk.call().number;
        if (!known.contains(function)) {
            if (known.removeIf(other -> other < oldest)) {
                put(Order.forget(oldest));
            }
            put(Order.learn(function, chunk.call().origin(), unknownPart(chunk.call().deed())));
            known.add(function);
        }
        put(chunk.order());
        if (assigned.isEmpty()) {
            since = System.nanoTime();
        }
        assigned.add(chunk);
        bytes += chunk.bytes();
        given++;
        if (given == taskLimit) {
            leave();
        }
    }

    /// Classes it has got already are only named.
    private Shipment unknownPart(Shipment deed) {
        if (deed.classes().isEmpty()) {
            return deed;
        }
        var some = new ArrayList<ShippedClass>();
        for (var shipped : deed.classes()) {
            boolean isNew = classes.add(HexFormat.of().formatHex(shipped.hash()));
            some.add(
                    isNew
                            ? shipped
                            : new ShippedClass(shipped.name(), shipped.hash(), new byte[0]));
        }
        return new Shipment(some, deed.graph());
    }

    /// Ends it after what it has been given.
    void leave() {
        if (!leaving) {
            leaving = true;
            put(Order.leave());
        }
    }

    private void put(byte[] order) {
        try {
            boolean said = orders.put(order, Patience.UNTIL_STOPPED);
            if (!said) {
                throw new IllegalStateException("a ring without limit is never full");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Its oldest chunk, which it has dealt with; null if it has none.
    Call.@Nullable Chunk answered() {
        var chunk = assigned.poll();
        if (chunk != null) {
            bytes -= chunk.bytes();
            since = System.nanoTime();
        }
        return chunk;
    }

    /// Takes back what it has not begun, in order: all that lies in its ring, at one moment, so
    /// that what it has taken is what came before.
    List<Call.Chunk> recall() {
        int untouched = 0;
        boolean stays = false;
        var others = new ArrayList<byte[]>();
        for (var order : orders.drain()) {
            switch (order[0]) {
                case Order.WORK -> untouched++;
                case Order.LEARN -> {
                    known.clear(); // it learns again what it knows already, if need be
                    classes.clear();
                }
                case Order.LEAVE -> stays = true;
                default -> others.add(order);
            }
        }
        others.forEach(this::put);
        var chunks = new ArrayDeque<Call.Chunk>();
        for (int i = 0; i < untouched; i++) {
            var chunk = assigned.removeLast();
            bytes -= chunk.bytes();
            chunks.addFirst(chunk);
        }
        given -= untouched;
        if (stays) {
            leaving = false;
            if (untouched == 0) {
                leave();
            }
        }
        return List.copyOf(chunks);
    }

    /// Whether this chunk, and nothing else, is under way or answered at this moment. Said after
    /// [#recall]: only then is it certain that nothing else has been begun.
    boolean isOnlyAt(Call.Chunk chunk) {
        return assigned.size() == 1 && chunk.equals(assigned.peek());
    }

    Call.@Nullable Chunk current() {
        return assigned.peek();
    }

    /// Kills it; the chunk it is at fails with `why`.
    void kill(Throwable why) {
        doom = why;
        worker.kill();
    }

    /// What the chunk fails with that it was at when it ended.
    Throwable fate() {
        var known = doom;
        if (known != null) {
            return known;
        }
        var how = worker.ending().join();
        var failure = how.failure();
        var said = failure == null ? worker.lastWords() : worker.lastWords() + failure.trace();
        return new WorkerDied(worker.name(), worker.pid(), how.exitCode(), said);
    }

    boolean doomed() {
        return doom != null;
    }

    /// Whether it was to leave after its last chunk and has done so.
    boolean retired() {
        return leaving && assigned.isEmpty();
    }

    void close() {
        Hearing.close(orders);
    }
}
