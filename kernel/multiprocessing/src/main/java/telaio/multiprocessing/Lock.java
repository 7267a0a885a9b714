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
import telaio.multiprocessing.memory.Mutex;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;

/// A lock between the threads of several processes: one of them at a time has it. A process it is
/// sent to gets the same lock.
///
/// It is owned: only the thread that took it can give it back. It is not reentrant: who has it and
/// asks again gets an exception, not an endless wait. When a process dies with it, the next who
/// asks, in whichever process, gets [OwnerDied], and the lock is free.
///
/// It takes 128 bytes of shared memory until the program ends, also when nobody has it any more: it
/// may be on its way to another process.
public final class Lock implements java.util.concurrent.locks.Lock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Mutex mutex;
    private final transient Tracer tracer = Domain.current().tracer();

    /// Who of this process took it last: gives a thread's number its name. Plain, as it is looked
    /// at at every taking: who reads it elsewhere may see an older one, and checks the number.
    private transient @Nullable Thread taker;

    /// Makes a lock that nobody has.
    public Lock() {
        this(Domain.current().newMutex());
    }

    /// The lock at an address.
    Lock(Address address) {
        this.address = address;
        this.mutex = Domain.current().mutex(address);
    }

    /// Takes the lock, waiting as long as it takes, also when interrupted. Only a stop of the
    /// notebook cell on whose behalf this thread runs ends the wait.
    ///
    /// @throws IllegalStateException if this thread has the lock already
    /// @throws OwnerDied if the last holder died with it; the lock is free now
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
    /// @throws IllegalStateException if this thread has the lock already
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        take(Patience.UNTIL_INTERRUPTED);
    }

    /// Takes the lock for a `try` statement: `try (var held = lock.acquire()) { … }`.
    ///
    /// @throws IllegalStateException if this thread has the lock already
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    /// @throws InterruptedException if this thread is interrupted while waiting
    public Held acquire() throws InterruptedException {
        lockInterruptibly();
        return new Held(this);
    }

    private void take(Patience patience) throws InterruptedException {
        if (!taken(mutex.tryAcquire(), 0)) {
            if (mutex.heldByMe()) {
                throw new IllegalStateException(Texts.notReentrant(holder()));
            }
            taken(mutex.acquire(patience), 0);
        }
    }

    /// Takes the lock if it is free.
    ///
    /// @return false if somebody has it, also this thread itself
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock() {
        return taken(mutex.tryAcquire(), TraceEvent.TRIED);
    }

    /// Takes the lock, waiting at most that long; zero or less means do not wait.
    ///
    /// @return false if somebody had it until then, also this thread itself
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
        var patience = Timeouts.patience(timeout, unit);
        Timeouts.checkInterrupt();
        return taken(mutex.acquire(patience), TraceEvent.TRIED);
    }

    /// @param tried as the event of its taking has it
    private boolean taken(Acquisition acquisition, long tried) {
        return switch (acquisition) {
            case Acquisition.Acquired() -> {
                remember(Thread.currentThread());
                tracer.acquired(address, Claim.Use.HOLD, tried);
                yield true;
            }
            case Acquisition.TimedOut() -> false;
            case Acquisition.HolderDied(long pid) -> throw new OwnerDied(Texts.ownerDied(pid), pid);
        };
    }

    /// Writes only what is new: giving the lock back waits for what was written before.
    @SuppressWarnings("ReferenceEquality")
    private void remember(Thread me) {
        if (taker != me) {
            taker = me;
        }
    }

    /// Gives the lock back.
    ///
    /// @throws IllegalMonitorStateException if this thread does not have it; the message says who
    ///   does
    @Override
    public void unlock() {
        long before = tracer.now();
        if (!mutex.release()) {
            throw HolderText.notHeld(holder());
        }
        tracer.released(address, Claim.Use.HOLD, before);
    }

    /// The same as [#unlock].
    public void release() {
        unlock();
    }

    /// Whether somebody has the lock now.
    public boolean isLocked() {
        return mutex.holder().isPresent();
    }

    /// Whether this thread has the lock.
    public boolean isHeldByCurrentThread() {
        return mutex.heldByMe();
    }

    /// Makes a condition for which holders of this lock can wait.
    @Override
    public Condition newCondition() {
        return new Condition(address);
    }

    /// Says who has the lock: process and thread.
    @Override
    public String toString() {
        return "Lock[" + holder() + "]";
    }

    private String holder() {
        return HolderText.of(mutex.holder(), taker);
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.LOCK, address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a lock is sent as its handle");
    }
}
