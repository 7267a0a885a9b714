package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages in order, from any number of producers to any number of competing consumers, in any
/// process of a domain. A message is put by one store of the tail and taken by one store of the
/// head: a process that dies at any instruction loses none and doubles none. What it held is freed,
/// nothing needs repair.
///
/// Grows as needed: see [Segment]. Its memory, laid out as in [RingLayout], is removed by [#close],
/// else with the domain.
public final class ByteRing {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    /// The capacity of a ring without limit.
    public static final int UNLIMITED = Cursor.MAX_MESSAGES;

    /// Messages above this many bytes travel as a [Parcel].
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final Domain domain;
    private final Region region;
    private final MemorySegment memory;
    private final int capacity;
    private final Mutex producers;
    private final Mutex consumers;
    private final EventCount notEmpty;
    private final EventCount notFull;
    private final Chain chain;

    private ByteRing(Domain domain, Region region) {
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

    static ByteRing create(Domain domain, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
        }
        var region = domain.allocate(Kind.RING, Chain.size());
        LONG.set(region.memory(), RingLayout.HEAD_SEGMENT, region.id());
        long most = Math.min(capacity, Cursor.MAX_MESSAGES);
        LONG.setRelease(region.memory(), RingLayout.CAPACITY, most);
        return new ByteRing(domain, region);
    }

    /// The ring with this number; null if it is gone, or not there yet.
    static @Nullable ByteRing open(Domain domain, long id) {
        var region = domain.open(Kind.RING, id);
        if (region == null
                || region.memory().byteSize() != Chain.size()
                || (long) LONG.getAcquire(region.memory(), RingLayout.CAPACITY) == 0) {
            return null;
        }
        return new ByteRing(domain, region);
    }

    /// Number of this ring in its domain.
    long id() {
        return region.id();
    }

    /// Where it is, for other processes.
    public Address address() {
        return domain.address(region.id(), 0);
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
        var parcel = Parcel.of(domain, message);
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
        var message = tryTake(patience);
        if (message != null) {
            return message;
        }
        try {
            while (message == null
                    && patience.remaining() > 0
                    && notEmpty.await(this::canTake, patience)) {
                message = tryTake(patience);
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

    private byte @Nullable [] tryTake(Patience patience) throws InterruptedException {
        if (consumers.acquire(patience.inside()) instanceof Acquisition.TimedOut) {
            return null;
        }
        byte[] message;
        boolean elsewhere;
        try {
            if (isClosed()) {
                throw new RingClosed();
            }
            long head = (long) LONG.get(memory, RingLayout.HEAD);
            if (empty(head)) {
                return null;
            }
            var segment = chain.reading(head);
            long header = segment.header(head);
            elsewhere = header < 0;
            int length = (int) (header & ~Segment.ELSEWHERE);
            message = segment.read(head, length);
            LONG.setRelease(memory, RingLayout.HEAD, Cursor.after(head, Segment.units(length)));
        } finally {
            consumers.release();
        }
        notFull.signal();
        return elsewhere ? open(message) : message;
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

    private static byte[] open(byte[] label) {
        var parcel = Parcel.labelled(label);
        try {
            return parcel.read();
        } finally {
            parcel.delete();
        }
    }

    /// The oldest messages, left where they are.
    ///
    /// @param most how many at most
    public List<byte[]> peek(int most) {
        lock(consumers);
        try {
            var result = new ArrayList<byte[]>();
            for (var label : labels(most)) {
                result.add(
                        label.elsewhere() ? Parcel.labelled(label.bytes()).read() : label.bytes());
            }
            return result;
        } finally {
            consumers.release();
        }
    }

    /// A message as it stands in a segment.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Label(byte[] bytes, boolean elsewhere) {}

    private List<Label> labels(int most) {
        var result = new ArrayList<Label>();
        long head = (long) LONG.get(memory, RingLayout.HEAD);
        long tail = (long) LONG.getAcquire(memory, RingLayout.TAIL);
        if (head == tail || isClosed()) {
            return result;
        }
        for (var segment = chain.reading(head); head != tail && result.size() < most; ) {
            segment = chain.peeking(segment, head);
            long header = segment.header(head);
            int length = (int) (header & ~Segment.ELSEWHERE);
            result.add(new Label(segment.read(head, length), header < 0));
            head = Cursor.after(head, Segment.units(length));
        }
        return result;
    }

    /// Closes the ring for all processes: who waits or comes later gets [RingClosed], messages left
    /// are dropped, its memory is removed. Closing again does nothing.
    public void close() {
        lock(producers);
        try {
            lock(consumers);
            try {
                if (!isClosed()) {
                    var left = labels(Integer.MAX_VALUE);
                    INT.setVolatile(memory, RingLayout.CLOSED, 1);
                    left.stream()
                            .filter(Label::elsewhere)
                            .forEach(label -> Parcel.labelled(label.bytes()).delete());
                    chain.delete();
                }
            } finally {
                consumers.release();
            }
        } finally {
            producers.release();
        }
        notEmpty.signalAll(true);
        notFull.signalAll(true);
    }

    private static void lock(Mutex mutex) {
        try {
            mutex.acquire(Patience.UNTIL_STOPPED);
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Frees what the dead process in `slot` held.
    void recover(int slot, boolean wake) {
        producers.recover(slot, LockWord.FREE, wake);
        consumers.recover(slot, LockWord.FREE, wake);
        notEmpty.signalAll(wake);
        notFull.signalAll(wake);
    }
}
