package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import telaio.multiprocessing.memory.Acquisition;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Holds;
import telaio.multiprocessing.memory.Mutex;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.Tracer;
import telaio.multiprocessing.memory.WaitQueue;

/// What threads of several processes, holding a [Lock] or an [RLock], wait for and tell one
/// another. Made by the lock's `newCondition()`; a process it is sent to gets the same one.
///
/// Who waits gives the lock up, an [RLock] altogether, and has it again, as often as before, when
/// its `await` returns or throws, whatever it throws. Signals go to those who wait, the longest
/// first. A waiter that dies neither keeps a signal nor holds anybody up: the signal goes to the
/// next. When a process dies holding the lock, one of those who come back is told by [OwnerDied],
/// as with the lock; it has the lock again.
///
/// All methods but [#toString] throw [IllegalMonitorStateException] if this thread does not have
/// the lock. It takes a kibibyte of shared memory until the program ends.
public final class Condition implements java.util.concurrent.locks.Condition, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address lock;
    private final transient Address address;
    private final transient Mutex mutex;
    private final transient Holds holds;
    private final transient WaitQueue queue;
    private final transient Tracer tracer = Domain.current().tracer();

    /// Makes a condition of the lock at this address.
    Condition(Address lock) {
        this(lock, Domain.current().cells().newWaitQueue());
    }

    private Condition(Address lock, Address address) {
        var cells = Domain.current().cells();
        this.lock = lock;
        this.address = address;
        this.mutex = Domain.current().mutex(lock);
        this.holds = cells.holds(lock);
        this.queue = cells.waitQueue(address);
    }

    /// Waits for a signal. May return without one: look again at what you wait for.
    ///
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    @Override
    public void await() throws InterruptedException {
        wait(Patience.UNTIL_INTERRUPTED);
    }

    /// Waits for a signal, also when interrupted.
    ///
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    @Override
    public void awaitUninterruptibly() {
        try {
            wait(Patience.UNTIL_STOPPED);
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Waits for a signal, at most `timeout`.
    ///
    /// @return false if there was none until then
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean await(Duration timeout) throws InterruptedException {
        return wait(Timeouts.patience(timeout));
    }

    /// Waits for a signal, at most that long; zero or less means do not wait.
    ///
    /// @return false if there was none until then
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return wait(Timeouts.patience(time, unit));
    }

    /// Waits for a signal, at most that long; zero or less means do not wait.
    ///
    /// @return how many nanoseconds were left; zero or less if there was no signal until then
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long before = System.nanoTime();
        boolean signalled = wait(Patience.ofNanos(nanosTimeout));
        long left = nanosTimeout - (System.nanoTime() - before);
        return signalled ? Math.max(left, 1) : Math.min(left, 0);
    }

    /// Waits for a signal until that moment.
    ///
    /// @return false if there was none until then
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    @Override
    @SuppressWarnings("JavaUtilDate") // the interface's own
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long millis = Given.notNull(deadline, "deadline").getTime() - System.currentTimeMillis();
        return wait(Patience.ofNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /// Waits until `predicate`, looked at now and after each signal by this thread holding the
    /// lock, is true.
    ///
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    public void awaitUntil(BooleanSupplier predicate) throws InterruptedException {
        until(predicate, Patience.UNTIL_INTERRUPTED);
    }

    /// Waits until `predicate` is true, as [#awaitUntil(BooleanSupplier)] does, at most `timeout`.
    ///
    /// @return what `predicate` said last
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws OwnerDied if a process died holding the lock meanwhile; this thread holds it again
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean awaitUntil(BooleanSupplier predicate, Duration timeout)
            throws InterruptedException {
        return until(predicate, Timeouts.patience(timeout));
    }

    private boolean until(BooleanSupplier predicate, Patience patience)
            throws InterruptedException {
        Given.notNull(predicate, "predicate");
        checkHeld();
        boolean holds = predicate.getAsBoolean();
        boolean inTime = true;
        while (!holds && inTime) {
            inTime = wait(patience);
            holds = predicate.getAsBoolean();
        }
        return holds;
    }

    private boolean wait(Patience patience) throws InterruptedException {
        checkHeld();
        tracer.released(lock, Claim.Use.HOLD, tracer.now());
        try {
            return switch (queue.await(mutex, holds, patience)) {
                case Acquisition.Acquired() -> true;
                case Acquisition.TimedOut() -> false;
                case Acquisition.HolderDied(long pid) ->
                        throw new OwnerDied(SyncTexts.ownerDiedMeanwhile(pid), pid);
            };
        } finally {
            if (mutex.heldByMe()) { // not after a stop
                tracer.acquired(lock, Claim.Use.HOLD);
            }
        }
    }

    private void checkHeld() {
        if (!mutex.heldByMe()) {
            var holder = HolderText.of(mutex.holder(), null);
            throw new IllegalMonitorStateException(SyncTexts.conditionNeedsLock(holder));
        }
    }

    /// Lets the thread go on, once it has the lock, that has waited longest. Does nothing if none
    /// waits.
    @Override
    public void signal() {
        signal(1);
    }

    /// Lets the `count` threads go on that have waited longest, or all if fewer wait.
    ///
    /// @throws IllegalArgumentException if `count` is negative
    public void signal(int count) {
        Given.notNegative(count, "count");
        checkHeld();
        for (int i = 0; i < count && queue.signal(); i++) {}
    }

    /// Lets all threads go on that wait.
    @Override
    public void signalAll() {
        checkHeld();
        queue.signalAll();
    }

    /// Says how many wait, and who has the lock.
    @Override
    public String toString() {
        return "Condition["
                + SyncTexts.waiting(queue.size())
                + ", lock "
                + HolderText.of(mutex.holder(), null)
                + "]";
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new Handle(lock, address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a condition is sent as its handle");
    }

    /// What is sent in the place of a condition.
    private static final class Handle extends SharedHandle {
        private static final long serialVersionUID = 1L;

        private final SharedHandle lock;

        private Handle(Address lock, Address address) {
            super(address);
            this.lock = new SharedHandle(lock);
        }

        private Object readResolve() {
            return new Condition(lock.address(), address());
        }
    }
}
