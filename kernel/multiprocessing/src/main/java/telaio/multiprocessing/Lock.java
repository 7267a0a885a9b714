package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Acquisition;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Mutex;
import telaio.multiprocessing.memory.Patience;

/// A lock between the threads of several processes: one of them at a time has it. A process it is
/// sent to gets the same lock.
///
/// It is owned: only the thread that took it can give it back. It is not reentrant: who has it and
/// asks again gets an exception, not an endless wait. When a process dies with it, the next who
/// asks, in whichever process, gets [OwnerDied], and the lock is free.
public final class Lock implements java.util.concurrent.locks.Lock, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Mutex mutex;

    /// Who of this process took it last: gives a thread's number its name. Plain, as it is written
    /// at every taking: who reads it elsewhere may see an older one, and checks the number.
    private transient @Nullable Thread taker;

    /// Makes a lock that nobody has.
    public Lock() {
        this(Domain.current().newMutex());
    }

    private Lock(Address address) {
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
        if (!tryLock()) {
            if (mutex.heldByMe()) {
                throw new IllegalStateException(Texts.notReentrant(holder()));
            }
            taken(mutex.acquire(patience));
        }
    }

    /// Takes the lock if it is free.
    ///
    /// @return false if somebody has it, also this thread itself
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock() {
        return taken(mutex.tryAcquire());
    }

    /// Takes the lock, waiting at most that long.
    ///
    /// @return false if somebody had it until then, also this thread itself
    /// @throws OwnerDied if the last holder died with it; the lock is free now
    @Override
    public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return taken(mutex.acquire(Patience.ofNanos(unit.toNanos(timeout))));
    }

    private boolean taken(Acquisition acquisition) {
        return switch (acquisition) {
            case Acquisition.Acquired() -> {
                taker = Thread.currentThread();
                yield true;
            }
            case Acquisition.TimedOut() -> false;
            case Acquisition.HolderDied(long pid) -> throw new OwnerDied(Texts.ownerDied(pid), pid);
        };
    }

    /// Gives the lock back.
    ///
    /// @throws IllegalMonitorStateException if this thread does not have it; the message says who
    ///   does
    @Override
    public void unlock() {
        if (!mutex.release()) {
            throw new IllegalMonitorStateException(Texts.notHeld(holder()));
        }
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

    /// Not possible yet.
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException(Texts.noConditions());
    }

    /// Says who has the lock: process and thread.
    @Override
    public String toString() {
        return "Lock[" + holder() + "]";
    }

    private String holder() {
        return mutex.holder()
                .map(it -> Texts.heldBy(it.process(), it.pid(), thread(it)))
                .orElseGet(Texts::free);
    }

    private String thread(Mutex.Holder holder) {
        var here = taker;
        if (here != null
                && here.threadId() == holder.thread()
                && holder.pid() == ProcessHandle.current().pid()
                && !here.getName().isEmpty()) {
            return "thread " + here.getName();
        }
        return "thread " + holder.thread();
    }

    private Object writeReplace() {
        return new Handle(address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a lock is sent as its handle");
    }

    /// What is sent in the place of a lock.
    private record Handle(Address address) implements Serializable {
        private Object readResolve() {
            return new Lock(address);
        }
    }
}
