package telaio.multiprocessing;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
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
/// @param <E> type of the items; null is refused
public final class Queue<E> extends AbstractQueue<E>
        implements BlockingQueue<E>, AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;

    /// Null if the queue was closed before this process got it.
    private final transient @Nullable ByteRing ring;

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
        this.address = ring.address();
        this.ring = ring;
    }

    private Queue(Address address) {
        this.address = address;
        this.ring = Domain.current().ring(address);
    }

    private ByteRing open() {
        if (ring == null) {
            throw new QueueClosed(Texts.queueClosed());
        }
        return ring;
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
        byte[] message;
        try {
            message = Codec.encode(item);
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        }
        try {
            return open().put(message, patience);
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
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    public Optional<E> get(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(receive(Patience.of(timeout)));
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
        byte[] message;
        try {
            message = open().take(patience);
        } catch (RingClosed e) {
            throw closed(e);
        }
        return message == null ? null : decode(message);
    }

    @SuppressWarnings("unchecked") // what was put was an E
    private E decode(byte[] message) {
        try {
            return (E) Objects.requireNonNull(Codec.decode(message));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(Texts.unreadable(e), e);
        }
    }

    /// A copy of the oldest item, which stays where it is.
    ///
    /// @return null if there is none
    @Override
    public @Nullable E peek() {
        var oldest = peek(1);
        return oldest.isEmpty() ? null : decode(oldest.getFirst());
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
        if (sameAs(target)) {
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

    @Override
    public int remainingCapacity() {
        int capacity = open().capacity();
        return capacity == ByteRing.UNLIMITED ? Integer.MAX_VALUE : capacity - size();
    }

    /// Copies of the items there are now.
    @Override
    public Iterator<E> iterator() {
        return snapshot().iterator();
    }

    private List<E> snapshot() {
        var items = new ArrayList<E>();
        for (var message : peek(Integer.MAX_VALUE)) {
            items.add(decode(message));
        }
        return Collections.unmodifiableList(items);
    }

    @Override
    public Object[] toArray() {
        return snapshot().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return snapshot().toArray(array);
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean remove(@Nullable Object item) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean removeAll(Collection<?> items) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean retainAll(Collection<?> items) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw notFromTheMiddle();
    }

    private static UnsupportedOperationException notFromTheMiddle() {
        return new UnsupportedOperationException(Texts.notFromTheMiddle());
    }

    /// Closes the queue for all processes: who waits in it or uses it later gets [QueueClosed],
    /// items left in it are dropped, its memory is given back. Closing again does nothing.
    @Override
    public void close() {
        if (ring != null) {
            ring.close();
        }
    }

    /// Whether the queue was closed, by any process.
    public boolean isClosed() {
        return ring == null || ring.isClosed();
    }

    @Override
    public String toString() {
        return ring == null || ring.isClosed() ? "Queue[closed]" : "Queue[" + ring.size() + "]";
    }

    private static QueueClosed closed(RingClosed cause) {
        var closed = new QueueClosed(Texts.queueClosed());
        closed.initCause(cause);
        return closed;
    }

    private Object writeReplace() {
        return new Handle(address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a queue is sent as its handle");
    }

    /// What is sent in the place of a queue.
    private record Handle(Address address) implements Serializable {
        private Object readResolve() {
            return new Queue<>(address);
        }
    }
}
