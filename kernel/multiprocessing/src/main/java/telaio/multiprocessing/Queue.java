package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.shipping.Codec;

/// A first-in-first-out queue between processes. Whoever has it, in whichever process, puts into
/// and takes from the same one; a process it is sent to opens the same shared memory.
///
/// An item is copied: `put` serialises it in the caller, who is told at once when that is not
/// possible, and each taker gets a new object. Items of one producer come in the order he put them;
/// each goes to one taker. What was put stays, also when the producer has ended: nobody waits for
/// somebody to read it. A process that is killed, at whatever moment, takes with it only what it
/// had taken.
///
/// Its memory is given back when it is closed; also when no process got it and it is no longer
/// reachable; otherwise when the first process of the family ends.
///
/// @param <E> type of the items; null is refused
public sealed class Queue<E> extends Line<E>
        implements BlockingQueue<E>, AutoCloseable, Serializable permits JoinableQueue {
    private static final long serialVersionUID = 1L;

    /// Null while only this process knows the queue.
    private final transient @Nullable Address address;

    /// Null if the queue was closed before this process got it.
    private final transient @Nullable ByteRing ring;

    private final transient Tracer tracer = Domain.current().tracer();

    /// Makes a queue without limit.
    public Queue() {
        this(Integer.MAX_VALUE);
    }

    /// Makes a queue that holds at most `capacity` items: then `put` waits.
    ///
    /// @throws IllegalArgumentException if `capacity` is less than 1
    public Queue(int capacity) {
        this(Domain.current().newRing(capacity));
    }

    private Queue(ByteRing ring) {
        this.address = null;
        this.ring = ring;
    }

    /// For a process it was sent to.
    Queue(Address address) {
        this.address = address;
        this.ring = Domain.current().ring(address);
    }

    final Tracer tracer() {
        return tracer;
    }

    final Address address() {
        return address != null ? address : Objects.requireNonNull(ring).address();
    }

    final @Nullable Watched watched() {
        return ring == null ? null : ring.watch().watched();
    }

    final ByteRing open() {
        if (ring == null) {
            throw new QueueClosed(Texts.queueClosed());
        }
        return ring;
    }

    private ByteRing usable() {
        if (isClosed()) {
            throw new QueueClosed(Texts.queueClosed());
        }
        return open();
    }

    /// Appends an item, waiting while the queue is full.
    ///
    /// @throws TaskNotSerializable if the item cannot be sent; the queue is as it was
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    @Override
    public void put(E item) throws InterruptedException {
        send(item, Patience.UNTIL_INTERRUPTED);
    }

    /// Appends an item, waiting up to `timeout` while the queue is full.
    ///
    /// @return false if it was full until then
    @Override
    public boolean offer(E item, long timeout, TimeUnit unit) throws InterruptedException {
        return send(item, Patience.ofNanos(unit.toNanos(timeout)));
    }

    /// Appends an item if the queue is not full.
    ///
    /// @return false if it is
    @Override
    public boolean offer(E item) {
        try {
            return send(item, Patience.NONE);
        } catch (InterruptedException e) {
            throw new AssertionError("does not wait", e);
        }
    }

    private boolean send(E item, Patience patience) throws InterruptedException {
        Objects.requireNonNull(item, "a queue takes no null");
        try {
            long before = tracer.now();
            var bulk = Codec.bulk(item, ByteRing.LARGEST_MESSAGE);
            boolean put =
                    bulk == null
                            ? open().put(Codec.encode(item), patience)
                            : open().put(bulk.start(), bulk.elements(), patience);
            if (put) {
                tracer.gave(TraceEvent.Kind.PUT, open(), before);
            }
            return put;
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        } catch (RingClosed e) {
            throw closed(e);
        }
    }

    /// Removes the oldest item, waiting for one to arrive.
    ///
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    public E get() throws InterruptedException {
        return Objects.requireNonNull(receive(Patience.UNTIL_INTERRUPTED));
    }

    /// Removes the oldest item, waiting up to `timeout` for one to arrive.
    ///
    /// @param timeout longest wait; zero means do not wait
    /// @return the item, or empty if none came in time
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    public Optional<E> get(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(receive(Timeouts.patience(timeout)));
    }

    /// The same as [#get()].
    @Override
    public E take() throws InterruptedException {
        return get();
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return receive(Patience.ofNanos(unit.toNanos(timeout)));
    }

    /// Removes the oldest item, if there is one now.
    @Override
    public @Nullable E poll() {
        try {
            return receive(Patience.NONE);
        } catch (InterruptedException e) {
            throw new AssertionError("does not wait", e);
        }
    }

    private @Nullable E receive(Patience patience) throws InterruptedException {
        try {
            var object = open().take(patience, Items.ALL);
            if (object == null) {
                return null;
            }
            tracer.did(TraceEvent.Kind.TAKE, open());
            return item(object);
        } catch (RingClosed e) {
            throw closed(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what was put was an E
    private static <E> E item(Object object) {
        return (E) object;
    }

    /// A copy of the oldest item, which stays where it is.
    ///
    /// @return null if there is none
    /// @throws QueueClosed if the queue is closed
    @Override
    public @Nullable E peek() {
        usable();
        var oldest = peek(1);
        return oldest.isEmpty() ? null : item(Items.ALL.unpack(oldest.getFirst()));
    }

    private List<byte[]> peek(int most) {
        try {
            return open().peek(most);
        } catch (RingClosed e) {
            throw closed(e);
        }
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        if (sameAs(Given.notNull(target, "target"))) {
            throw new IllegalArgumentException("a queue cannot be drained to itself");
        }
        int moved = 0;
        for (E item; moved < most && (item = poll()) != null; moved++) {
            target.add(item);
        }
        return moved;
    }

    @SuppressWarnings("ReferenceEquality") // the queue itself, not one that is equal
    private boolean sameAs(Object other) {
        return other == this;
    }

    /// How many items are in the queue, exactly; at once out of date when others use it.
    ///
    /// @throws QueueClosed if the queue was closed with items in it
    @Override
    public int size() {
        int size = ring == null ? 0 : ring.size();
        if (size > 0 && isClosed()) {
            throw new QueueClosed(Texts.queueClosed());
        }
        return size;
    }

    /// How many more items the queue takes before `put` waits.
    ///
    /// @throws QueueClosed if the queue is closed
    @Override
    public int remainingCapacity() {
        int capacity = usable().capacity();
        return capacity == ByteRing.UNLIMITED ? Integer.MAX_VALUE : capacity - size();
    }

    @Override
    final List<E> snapshot() {
        var items = new ArrayList<E>();
        for (var message : peek(Integer.MAX_VALUE)) {
            items.add(item(Items.ALL.unpack(message)));
        }
        return Collections.unmodifiableList(items);
    }

    /// Closes the queue for all processes: who waits in it or uses it later gets [QueueClosed],
    /// items left in it are dropped, its memory is given back. Closing again does nothing.
    @Override
    public void close() {
        if (ring != null) {
            tracer.did(TraceEvent.Kind.CLOSE, ring);
            ring.close();
        }
    }

    /// Whether the queue was closed, by any process.
    public boolean isClosed() {
        return ring == null || ring.isClosed();
    }

    @Override
    public String toString() {
        var state = ring == null || ring.isClosed() ? "closed" : String.valueOf(ring.size());
        return getClass().getSimpleName() + "[" + state + "]";
    }

    static QueueClosed closed(RingClosed cause) {
        var closed = new QueueClosed(Texts.queueClosed());
        closed.initCause(cause);
        return closed;
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.QUEUE, address());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a queue is sent as its handle");
    }
}
