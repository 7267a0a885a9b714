package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Acquisition;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.ReadWrite;
import telaio.multiprocessing.memory.Tracer;

/// Two locks between the threads of several processes, for what is read more often than written:
/// many may have the read lock at a time, or one the write lock. A process it is sent to gets the
/// same locks.
///
/// Both are owned and reentrant. Who has the write lock may take the read lock too, and keep it
/// when he gives the write lock back; who has only the read lock cannot take the write lock. Once
/// someone waits for the write lock, new readers wait behind him: writers do not starve.
///
/// When a process dies with the write lock, the next who asks for either lock gets [OwnerDied], and
/// both are free. One that dies with the read lock has changed nothing: it only no longer has it.
/// It takes 1152 bytes of shared memory, more where many read at a time, until the program ends.
public final class ReadWriteLock implements java.util.concurrent.locks.ReadWriteLock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient ReadWrite state;
    private final transient Side reading;
    private final transient Side writing;

    /// Makes locks that nobody has.
    public ReadWriteLock() {
        this(Domain.current().cells().newReadWrite());
    }

    ReadWriteLock(Address address) {
        this.address = address;
        this.state = Domain.current().cells().readWrite(address);
        this.reading = new Side(this, state, false);
        this.writing = new Side(this, state, true);
    }

    /// The lock that many can have while nobody has the other.
    @Override
    public Side readLock() {
        return reading;
    }

    /// The lock that one can have while nobody has the other.
    @Override
    public Side writeLock() {
        return writing;
    }

    /// Says who has which lock.
    @Override
    public String toString() {
        return "ReadWriteLock[" + holders() + "]";
    }

    private String holders() {
        var writer = state.writerNow();
        if (writer.isPresent()) {
            return SyncTexts.written(HolderText.of(writer, writing.taker));
        }
        var readers = state.readersNow();
        return readers.isEmpty()
                ? Texts.free()
                : SyncTexts.readers(
                        readers.size(), HolderText.of(readers.stream().findFirst(), reading.taker));
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.READ_WRITE_LOCK, address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a lock is sent as its handle");
    }

    /// One of the two locks of a [ReadWriteLock]: that of its readers or that of its writers.
    public static final class Side implements java.util.concurrent.locks.Lock, Serializable {
        private static final long serialVersionUID = 1L;

        private final transient ReadWriteLock both;
        private final transient ReadWrite state;
        private final transient boolean write;
        private final transient Claim.Use use;
        private final transient Tracer tracer = Domain.current().tracer();

        /// Who of this process took it last. Plain, as in [Lock].
        private transient @Nullable Thread taker;

        private Side(ReadWriteLock both, ReadWrite state, boolean write) {
            this.both = both;
            this.state = state;
            this.write = write;
            this.use = write ? Claim.Use.WRITE : Claim.Use.READ;
        }

        /// Takes the lock, waiting as long as it takes, also when interrupted. Only a stop of the
        /// notebook cell on whose behalf this thread runs ends the wait.
        ///
        /// @throws IllegalStateException if this is the write lock and this thread has the read
        ///   lock only
        /// @throws OwnerDied if the last writer died with the lock; it is free now
        @Override
        public void lock() {
            try {
                take(Patience.UNTIL_STOPPED);
            } catch (InterruptedException e) {
                throw new AssertionError("this wait does not heed interrupts", e);
            }
        }

        /// Takes the lock, waiting until this thread is interrupted.
        ///
        /// @throws IllegalStateException if this is the write lock and this thread has the read
        ///   lock only
        /// @throws OwnerDied if the last writer died with the lock; it is free now
        @Override
        public void lockInterruptibly() throws InterruptedException {
            Timeouts.checkInterrupt();
            take(Patience.UNTIL_INTERRUPTED);
        }

        /// Takes the lock for a `try` statement: `try (var held = lock.acquire()) { … }`.
        ///
        /// @throws IllegalStateException if this is the write lock and this thread has the read
        ///   lock only
        /// @throws OwnerDied if the last writer died with the lock; it is free now
        /// @throws InterruptedException if this thread is interrupted while waiting
        public Held acquire() throws InterruptedException {
            lockInterruptibly();
            return new Held(this);
        }

        private boolean take(Patience patience) throws InterruptedException {
            if (tryLock()) {
                return true;
            }
            if (write && state.wouldWaitForItself()) {
                throw new IllegalStateException(SyncTexts.readerCannotWrite());
            }
            return taken(write ? state.write(patience) : state.read(patience));
        }

        /// Takes the lock if that needs no wait. The read lock is not given while somebody waits
        /// for the write lock.
        ///
        /// @throws OwnerDied if the last writer died with the lock; it is free now
        @Override
        public boolean tryLock() {
            return taken(write ? state.tryWrite() : state.tryRead());
        }

        /// Takes the lock, waiting at most that long; zero or less means do not wait.
        ///
        /// @return false if it was not to be had until then
        /// @throws IllegalStateException if this is the write lock and this thread has the read
        ///   lock only
        /// @throws OwnerDied if the last writer died with the lock; it is free now
        @Override
        public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
            var patience = Timeouts.patience(timeout, unit);
            Timeouts.checkInterrupt();
            return take(patience);
        }

        private boolean taken(Acquisition acquisition) {
            return switch (acquisition) {
                case Acquisition.Acquired() -> {
                    taker = Thread.currentThread();
                    tracer.acquired(both.address, use);
                    yield true;
                }
                case Acquisition.TimedOut() -> false;
                case Acquisition.HolderDied(long pid) ->
                        throw new OwnerDied(Texts.ownerDied(pid), pid);
            };
        }

        /// Gives the lock back once.
        ///
        /// @throws IllegalMonitorStateException if this thread does not have it
        @Override
        public void unlock() {
            long before = tracer.now();
            if (!(write ? state.endWrite() : state.endRead())) {
                throw HolderText.notHeld(both.holders());
            }
            tracer.released(both.address, use, before);
        }

        /// The same as [#unlock].
        public void release() {
            unlock();
        }

        Address address() {
            return both.address;
        }

        /// Whether this thread has the lock.
        public boolean isHeldByCurrentThread() {
            return write ? state.writtenByMe() : state.readByMe();
        }

        /// Not possible.
        ///
        /// @throws UnsupportedOperationException always
        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException(SyncTexts.noConditions());
        }

        /// Says who has which lock.
        @Override
        public String toString() {
            return (write ? "WriteLock[" : "ReadLock[") + both.holders() + "]";
        }

        private Object writeReplace() {
            return new SideHandle(both, write);
        }

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("a lock is sent as its handle");
        }
    }

    /// What is sent in the place of one of the two.
    private static final class SideHandle implements Serializable {
        private static final long serialVersionUID = 1L;

        private final ReadWriteLock both;
        private final boolean write;

        private SideHandle(ReadWriteLock both, boolean write) {
            this.both = both;
            this.write = write;
        }

        private Object readResolve() {
            return write ? both.writing : both.reading;
        }
    }
}
