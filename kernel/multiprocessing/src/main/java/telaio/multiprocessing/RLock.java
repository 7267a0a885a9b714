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
import telaio.multiprocessing.memory.Holds;
import telaio.multiprocessing.memory.Mutex;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;

/// A reentrant lock between the threads of several processes: who has it may take it again, and has
/// it until he gave it back as often. A process it is sent to gets the same lock.
///
/// It is owned: only the thread that took it can give it back. When a process dies with it, however
/// often it had taken it, the next who asks, in whichever process, gets [OwnerDied], and the lock
/// is free. It takes 128 bytes of shared memory until the program ends.
public final class RLock implements java.util.concurrent.locks.Lock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Mutex mutex;
    private final transient Tracer tracer = Domain.current().tracer();
    private final transient Holds holds;

    /// Who of this process took it last. Plain, as in [Lock].
    private transient @Nullable Thread taker;

    /// Makes a lock that nobody has.
    public RLock() {
        this(Domain.current().cells().newReentrant());
    }

    RLock(Address address) {
        this.address = address;
        this.mutex = Domain.current().mutex(address);
        this.holds = Domain.current().cells().holds(address);
    }

    /// Takes the lock, waiting as long as it takes, also when interrupted. Only a stop of the
    /// notebook cell on whose behalf this thread runs ends the wait.
    ///
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public void lock() {
        try {
            if (!take(0)) {
                taken(mutex.acquire(Patience.UNTIL_STOPPED), 0);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Takes the lock, waiting until this thread is interrupted.
    ///
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public void lockInterruptibly() throws InterruptedException {
        Timeouts.checkInterrupt();
        if (!take(0)) {
            taken(mutex.acquire(Patience.UNTIL_INTERRUPTED), 0);
        }
    }

    /// Takes the lock for a `try` statement: `try (var held = lock.acquire()) { … }`.
    ///
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    /// @throws InterruptedException if this thread is interrupted while waiting
    public Held acquire() throws InterruptedException {
        lockInterruptibly();
        return new Held(this);
    }

    /// Takes the lock if it is free or this thread has it.
    ///
    /// @return false if another thread has it
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock() {
        return take(TraceEvent.TRIED);
    }

    /// Takes the lock if that needs no wait.
    ///
    /// @param tried as the event of its taking has it
    private boolean take(long tried) {
        if (mutex.heldByMe()) {
            holds.set(Math.incrementExact(holds.get()));
            tracer.acquired(address, Claim.Use.HOLD, tried);
            return true;
        }
        return taken(mutex.tryAcquire(), tried);
    }

    /// Takes the lock, waiting at most that long; zero or less means do not wait.
    ///
    /// @return false if another thread had it until then
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
        var patience = Timeouts.patience(timeout, unit);
        Timeouts.checkInterrupt();
        return tryLock() || taken(mutex.acquire(patience), TraceEvent.TRIED);
    }

    private boolean taken(Acquisition acquisition, long tried) {
        return switch (acquisition) {
            case Acquisition.Acquired() -> {
                taker = Thread.currentThread();
                tracer.acquired(address, Claim.Use.HOLD, tried);
                yield true;
            }
            case Acquisition.TimedOut() -> false;
            case Acquisition.HolderDied(long pid) -> throw new OwnerDied(Texts.ownerDied(pid), pid);
        };
    }

    /// Gives the lock back once; it is free when that was done as often as it was taken.
    ///
    /// @throws IllegalMonitorStateException if this thread does not have it; the message says who
    ///   does
    @Override
    public void unlock() {
        if (!mutex.heldByMe()) {
            throw HolderText.notHeld(toString());
        }
        long before = tracer.now();
        int more = holds.get();
        if (more > 0) {
            holds.set(more - 1);
        } else {
            mutex.release();
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

    /// How often this thread has the lock; 0 if it does not have it.
    public int getHoldCount() {
        return mutex.heldByMe() ? holds.get() + 1 : 0;
    }

    /// Makes a condition for which holders of this lock can wait.
    @Override
    public Condition newCondition() {
        return new Condition(address);
    }

    /// Says who has the lock, process and thread, and how often.
    @Override
    public String toString() {
        var holder = mutex.holder();
        var text = HolderText.of(holder, taker);
        return "RLock["
                + (holder.isPresent() ? SyncTexts.times(text, holds.get() + 1) : text)
                + "]";
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.REENTRANT_LOCK, address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a lock is sent as its handle");
    }
}
