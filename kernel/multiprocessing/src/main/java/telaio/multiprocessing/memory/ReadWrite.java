package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One writer or many readers, of all processes; both may take again what they have.
///
/// A writer takes the mutex, which keeps other writers and new readers out, and waits until the
/// readers there are have left: so readers, however many, never starve a writer. A reader enters
/// the roster and looks whether the mutex is free; if not, it leaves again and comes in through the
/// mutex, which it holds for that moment only, on equal terms with the writers.
///
/// | offset | bytes | field     | meaning                                                     |
/// |-------:|------:|-----------|-------------------------------------------------------------|
/// |      0 |     8 | `word`    | [LockWord] of the writer, or of a reader coming in            |
/// |      8 |     4 | `holds`   | [Holds] of the writer                                        |
/// |     16 |     8 | `writer`  | who writes, as in a lock word; 0 while nobody does            |
/// |     64 |     8 | `left`    | [EventCount] of the writer waiting for readers to leave       |
/// |    128 |  1024 | `readers` | [Roster]: an entry for each time someone may read             |
public final class ReadWrite {
    private static final MemoryLayout LAYOUT =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("word"),
                    ValueLayout.JAVA_INT.withName("holds"),
                    MemoryLayout.paddingLayout(4),
                    ValueLayout.JAVA_LONG.withName("writer"),
                    MemoryLayout.paddingLayout(40),
                    MemoryLayout.paddingLayout(64).withName("left"));

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long WRITER = offset("writer");
    private static final long LEFT = offset("left");
    private static final Acquisition ACQUIRED = new Acquisition.Acquired();
    private static final Acquisition TIMED_OUT = new Acquisition.TimedOut();

    private final Domain domain;
    private final Control control;
    private final MemorySegment memory;
    private final long offset;
    private final Mutex mutex;
    private final Holds holds;
    private final EventCount left;
    private final Roster readers;

    ReadWrite(Domain domain, Region region, long offset) {
        this.domain = domain;
        this.control = domain.control();
        this.memory = region.memory();
        this.offset = offset;
        this.mutex = new Mutex(domain, region, offset);
        this.holds = new Holds(region, offset);
        this.left = new EventCount(domain, region, offset + LEFT);
        this.readers = new Roster(domain, region, offset + LAYOUT.byteSize());
    }

    private static long offset(String field) {
        return LAYOUT.byteOffset(PathElement.groupElement(field));
    }

    /// One way to take a mutex.
    @FunctionalInterface
    private interface Taking {
        Acquisition take() throws InterruptedException;
    }

    /// Lets the calling thread read, waiting as long as `patience` lasts while another writes or is
    /// about to.
    public Acquisition read(Patience patience) throws InterruptedException {
        return enterFreely() ? ACQUIRED : enter(() -> mutex.acquire(patience));
    }

    /// Lets the calling thread read if that needs no wait.
    public Acquisition tryRead() {
        try {
            return enterFreely() ? ACQUIRED : enter(mutex::tryAcquire);
        } catch (InterruptedException e) {
            throw new AssertionError("this does not wait", e);
        }
    }

    private boolean enterFreely() {
        long self = control.self();
        readers.enter(self);
        if (mutex.free()) {
            return true;
        }
        leave(self);
        return false;
    }

    private Acquisition enter(Taking taking) throws InterruptedException {
        long self = control.self();
        if (isWriter(self) || readers.contains(self)) {
            // Who is in already must not wait for one that waits for it.
            readers.enter(self);
            return ACQUIRED;
        }
        var acquisition = taking.take();
        if (acquisition instanceof Acquisition.Acquired) {
            try {
                readers.enter(self);
            } finally {
                mutex.release();
            }
        }
        return acquisition;
    }

    private boolean leave(long self) {
        if (!readers.leave(self)) {
            return false;
        }
        left.signal();
        return true;
    }

    /// Ends one reading of the calling thread.
    ///
    /// @return false, and nothing is done, if it may not read
    public boolean endRead() {
        return leave(control.self());
    }

    /// Whether the calling thread may read.
    public boolean readByMe() {
        return readers.contains(control.self());
    }

    /// Lets the calling thread write, waiting as long as `patience` lasts while others write or
    /// read. A thread that reads waits for itself: see [#wouldWaitForItself].
    public Acquisition write(Patience patience) throws InterruptedException {
        return again()
                ? ACQUIRED
                : begin(
                        () -> mutex.acquire(patience),
                        () -> left.await(readers::isEmpty, patience, this::suspectReaders));
    }

    /// Lets the calling thread write if that needs no wait.
    public Acquisition tryWrite() {
        try {
            return again() ? ACQUIRED : begin(mutex::tryAcquire, readers::isEmpty);
        } catch (InterruptedException e) {
            throw new AssertionError("this does not wait", e);
        }
    }

    /// Whether the calling thread reads and does not write: to write it would have to wait until it
    /// does not read.
    public boolean wouldWaitForItself() {
        long self = control.self();
        return !isWriter(self) && readers.contains(self);
    }

    private boolean again() {
        if (!isWriter(control.self())) {
            return false;
        }
        holds.set(Math.incrementExact(holds.get()));
        return true;
    }

    @FunctionalInterface
    private interface Emptying {
        boolean done() throws InterruptedException;
    }

    private Acquisition begin(Taking taking, Emptying emptying) throws InterruptedException {
        var acquisition = taking.take();
        if (!(acquisition instanceof Acquisition.Acquired)) {
            return acquisition;
        }
        boolean alone = false;
        try {
            alone = readers.isEmpty() || emptying.done();
        } finally {
            if (!alone) {
                mutex.release();
            }
        }
        if (!alone) {
            return TIMED_OUT;
        }
        LONG.setVolatile(memory, offset + WRITER, control.self());
        return acquisition;
    }

    /// Ends one writing of the calling thread.
    ///
    /// @return false, and nothing is done, if it may not write
    public boolean endWrite() {
        if (!isWriter(control.self())) {
            return false;
        }
        int more = holds.get();
        if (more > 0) {
            holds.set(more - 1);
            return true;
        }
        LONG.setVolatile(memory, offset + WRITER, 0L);
        return mutex.release();
    }

    /// Whether the calling thread may write.
    public boolean writtenByMe() {
        return isWriter(control.self());
    }

    private boolean isWriter(long self) {
        return writer() == self && mutex.heldByMe();
    }

    private long writer() {
        return (long) LONG.getVolatile(memory, offset + WRITER);
    }

    /// Who writes now.
    public Optional<Mutex.Holder> writerNow() {
        return writer() == 0 ? Optional.empty() : mutex.holder();
    }

    /// Who reads now, once for each time; not at one instant.
    public List<Mutex.Holder> readersNow() {
        var result = new ArrayList<Mutex.Holder>();
        readers.forEachThread(thread -> mutex.holder(thread).ifPresent(result::add));
        return result;
    }

    private void suspectReaders() {
        readers.forEachThread(thread -> {
            int slot = LockWord.slot(thread);
            if (slot != Control.NO_SLOT) {
                domain.suspect(slot);
            }
        });
    }

    /// Lets nobody wait for a dead process. The next is told only if it was writing: not if it came
    /// in to read or waited for readers.
    void recover(Death death) {
        readers.forEach(entry -> {
            if (death.concerns(entry.thread())) {
                entry.clear();
            }
        });
        left.signalAll(death.wake());
        long writer = writer();
        boolean wrote = death.concerns(writer) && mutex.heldBy(death.slot());
        if (wrote) {
            holds.set(0);
        }
        long state = wrote ? LockWord.inherited(death.pid()) : LockWord.FREE;
        mutex.recover(death.slot(), state, death.wake());
        if (wrote) {
            // Not if another writes already.
            LONG.compareAndSet(memory, offset + WRITER, writer, 0L);
        }
    }
}
