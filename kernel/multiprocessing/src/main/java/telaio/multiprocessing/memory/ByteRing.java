package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Messages in order, from any number of producers to any number of competing consumers, in any
/// process of a domain. A message is put by one store of the tail and taken by one store of the
/// head: a process that dies at any instruction loses none and doubles none. What it held is freed,
/// nothing needs repair.
///
/// Grows as needed: see [Segment]. Its memory, laid out as in [RingLayout], is removed by [#close];
/// also when its maker's object becomes unreachable and nobody knows its address; else with the
/// domain.
public final class ByteRing {
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    /// The capacity of a ring without limit.
    public static final int UNLIMITED = Cursor.MAX_MESSAGES;

    /// Messages above this many bytes travel as a [Parcel].
    public static final int LARGEST_MESSAGE = 1 << 20;

    private final Domain domain;
    private final Region region;
    private final MemorySegment memory;
    private final int capacity;
    private final Mutex producers;
    private final Mutex consumers;
    private final EventCount notEmpty;
    private final EventCount notFull;
    private final Chain chain;
    private final AtomicBoolean sent = new AtomicBoolean();

    ByteRing(Domain domain, Region region) {
        this.domain = domain;
        this.region = region;
        this.memory = region.memory();
        this.capacity = (int) (long) LONG.getAcquire(memory, RingLayout.CAPACITY);
        this.producers = new Mutex(domain, region, RingLayout.PRODUCERS);
        this.consumers = new Mutex(domain, region, RingLayout.CONSUMERS);
        this.notEmpty = new EventCount(domain, region, RingLayout.NOT_EMPTY);
        this.notFull = new EventCount(domain, region, RingLayout.NOT_FULL);
        this.chain = new Chain(domain, region);
    }

    long id() {
        return region.id();
    }

    /// True when others may know where it is.
    AtomicBoolean sent() {
        return sent;
    }

    /// Where it is, for other processes.
    public Address address() {
        sent.set(true);
        return domain.address(region.id(), 0);
    }

    /// The ring as one who watches sees it.
    public RingWatch watch() {
        return new RingWatch(domain, region);
    }

    /// Most messages it holds; [#UNLIMITED] if there is no limit but memory.
    public int capacity() {
        return capacity;
    }

    /// How many messages it holds, exactly, at one moment of the call.
    public int size() {
        while (true) {
            long head = (long) LONG.getVolatile(memory, RingLayout.HEAD);
            long tail = (long) LONG.getVolatile(memory, RingLayout.TAIL);
            if ((long) LONG.getVolatile(memory, RingLayout.HEAD) == head) {
                return Cursor.messages(head, tail);
            }
        }
    }

    /// Which messages are still to be reported as dealt with.
    public Unfinished unfinished() {
        return new Unfinished(this, domain, region);
    }

    /// Whether [#close] was called, in any process.
    public boolean isClosed() {
        return (int) INT.getVolatile(memory, RingLayout.CLOSED) != 0;
    }

    /// Appends a message, waiting for room as long as `patience` lasts.
    ///
    /// @return false if the ring was full until then
    /// @throws RingClosed if the ring is closed, or becomes so
    /// @throws NoRoom if the file system is full; the ring is as it was
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it
    public boolean put(byte[] message, Patience patience) throws InterruptedException {
        if (message.length <= LARGEST_MESSAGE) {
            return put(message, 0, patience);
        }
        return put(Parcel.of(domain, MemorySegment.ofArray(message)), patience);
    }

    /// Appends a large message that consists of two parts, like [#put(byte[], Patience)].
    public boolean put(byte[] start, MemorySegment rest, Patience patience)
            throws InterruptedException {
        return put(Parcel.of(domain, MemorySegment.ofArray(start), rest), patience);
    }

    private boolean put(Parcel parcel, Patience patience) throws InterruptedException {
        boolean sent = false;
        try {
            sent = put(parcel.label(), Segment.ELSEWHERE, patience);
            return sent;
        } finally {
            if (!sent) {
                parcel.delete();
            }
        }
    }

    private boolean put(byte[] message, long flag, Patience patience) throws InterruptedException {
        if (tryPut(message, flag, patience)) {
            return true;
        }
        boolean sent = false;
        try {
            while (!sent && patience.remaining() > 0 && notFull.await(this::canPut, patience)) {
                sent = tryPut(message, flag, patience);
            }
            return sent;
        } finally {
            if (!sent && canPut()) {
                notFull.signal(); // the wake-up this thread may have had is another's
            }
        }
    }

    private boolean canPut() {
        return size() < capacity || isClosed();
    }

    private boolean tryPut(byte[] message, long flag, Patience patience)
            throws InterruptedException {
        if (producers.acquire(patience.inside()) instanceof Acquisition.TimedOut) {
            return false;
        }
        try {
            if (isClosed()) {
                throw new RingClosed();
            }
            long tail = (long) LONG.get(memory, RingLayout.TAIL);
            long units = Segment.units(message.length);
            var segment = room(tail, units);
            if (segment == null) {
                return false;
            }
            segment.write(tail, message, flag);
            LONG.setRelease(memory, RingLayout.TAIL, Cursor.after(tail, units));
        } finally {
            producers.release();
        }
        notEmpty.signal();
        return true;
    }

    /// Where a message fits that takes `units`; null if the ring is full.
    private @Nullable Segment room(long tail, long units) {
        var segment = chain.writing();
        long head = (long) LONG.get(memory, RingLayout.HEAD_SEEN);
        if (Cursor.messages(head, tail) < capacity && segment.fits(head, tail, units)) {
            return segment;
        }
        head = (long) LONG.getVolatile(memory, RingLayout.HEAD);
        LONG.set(memory, RingLayout.HEAD_SEEN, head);
        if (Cursor.messages(head, tail) >= capacity) {
            return null;
        }
        return segment.fits(head, tail, units) ? segment : chain.grow(head, tail, units);
    }

    /// Removes the oldest message, waiting for one as long as `patience` lasts.
    ///
    /// @return null if there was none until then
    /// @throws RingClosed if the ring is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting and `patience`
    ///   heeds it
    public byte @Nullable [] take(Patience patience) throws InterruptedException {
        return take(patience, Parcel.bytes());
    }

    /// Removes the oldest message like [#take(Patience)].
    ///
    /// @return what `unpacker` makes of it
    public <T> @Nullable T take(Patience patience, Unpacker<T> unpacker)
            throws InterruptedException {
        return take(patience, unpacker, () -> false);
    }

    /// Also gives up when `over`; somebody must [#wake] who waits then.
    <T> @Nullable T take(Patience patience, Unpacker<T> unpacker, BooleanSupplier over)
            throws InterruptedException {
        var message = tryTake(patience, unpacker);
        if (message != null) {
            return message;
        }
        try {
            while (message == null
                    && patience.remaining() > 0
                    && notEmpty.await(() -> canTake() || over.getAsBoolean(), patience)) {
                message = tryTake(patience, unpacker);
                if (message == null && over.getAsBoolean()) {
                    break;
                }
            }
            return message;
        } finally {
            if (message == null && canTake()) {
                notEmpty.signal(); // the wake-up this thread may have had is another's
            }
        }
    }

    private boolean canTake() {
        return (long) LONG.getVolatile(memory, RingLayout.HEAD)
                        != (long) LONG.getVolatile(memory, RingLayout.TAIL)
                || isClosed();
    }

    private <T> @Nullable T tryTake(Patience patience, Unpacker<T> unpacker)
            throws InterruptedException {
        if (consumers.acquire(patience.inside()) instanceof Acquisition.TimedOut) {
            return null;
        }
        Parcel.Label taken;
        try {
            if (isClosed()) {
                throw new RingClosed();
            }
            taken = oldest();
        } finally {
            consumers.release();
        }
        if (taken == null) {
            return null;
        }
        notFull.signal();
        return taken.open(unpacker);
    }

    /// Takes the oldest message; null if there is none. The caller holds the consumers' mutex.
    private Parcel.@Nullable Label oldest() {
        long head = (long) LONG.get(memory, RingLayout.HEAD);
        if (empty(head)) {
            return null;
        }
        var label = chain.label(chain.reading(head), head);
        LONG.setRelease(memory, RingLayout.HEAD, Cursor.after(head, label.units()));
        return label;
    }

    /// Removes all messages of a ring without limit, oldest first; nobody takes any in between.
    public List<byte[]> drain() {
        var all = new ArrayList<byte[]>();
        consumers.acquireAnyway();
        try {
            for (var one = oldest(); one != null; one = oldest()) {
                all.add(one.open(Parcel.bytes()));
            }
        } finally {
            consumers.release();
        }
        return all;
    }

    /// Whether there is nothing after `head`. The caller holds the consumers' mutex.
    private boolean empty(long head) {
        if ((long) LONG.get(memory, RingLayout.TAIL_SEEN) != head) {
            return false;
        }
        long tail = (long) LONG.getAcquire(memory, RingLayout.TAIL);
        LONG.set(memory, RingLayout.TAIL_SEEN, tail);
        return tail == head;
    }

    /// The oldest messages, left where they are.
    ///
    /// @param most how many at most
    public List<byte[]> peek(int most) {
        consumers.acquireAnyway();
        try {
            return labels(most).stream().map(Parcel.Label::message).toList();
        } finally {
            consumers.release();
        }
    }

    private List<Parcel.Label> labels(int most) {
        long head = (long) LONG.get(memory, RingLayout.HEAD);
        long tail = (long) LONG.getAcquire(memory, RingLayout.TAIL);
        return isClosed() ? List.of() : chain.labels(head, tail, most);
    }

    /// Closes the ring for all processes: who waits or comes later gets [RingClosed], messages left
    /// are dropped, its memory is removed. Closing again does nothing.
    public void close() {
        producers.acquireAnyway();
        try {
            consumers.acquireAnyway();
            try {
                if (!isClosed()) {
                    var left = labels(Integer.MAX_VALUE);
                    INT.setVolatile(memory, RingLayout.CLOSED, 1);
                    left.stream()
                            .filter(Parcel.Label::elsewhere)
                            .forEach(label -> Parcel.labelled(label.bytes()).delete());
                    chain.delete();
                }
            } finally {
                consumers.release();
            }
        } finally {
            producers.release();
        }
        wake(true);
    }

    void wake(boolean known) {
        notEmpty.signalAll(known);
        notFull.signalAll(known);
        unfinished().wake(known);
    }

    /// Frees what the dead process in `slot` held.
    void recover(int slot, boolean wake) {
        producers.recover(slot, LockWord.FREE, wake);
        consumers.recover(slot, LockWord.FREE, wake);
        wake(wake);
    }
}
