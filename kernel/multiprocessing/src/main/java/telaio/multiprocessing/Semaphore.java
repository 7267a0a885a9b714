package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.Permits;
import telaio.multiprocessing.memory.Tracer;

/// A number of permits that the threads of several processes take and give. A process it is sent to
/// gets the same ones. The shape of `java.util.concurrent.Semaphore`; not fair.
///
/// Nobody owns a permit: any thread of any process may release one, whoever acquired it. So when a
/// process dies between acquiring and releasing, nobody can know that a permit is missing, and it
/// stays missing; one who notices the death may release it in the dead one's place. Where the death
/// of a holder must be noticed, use a [Lock]. A process that dies while it waits takes nothing with
/// it. It takes 128 bytes of shared memory until the program ends.
public sealed class Semaphore implements Serializable permits BoundedSemaphore {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Permits permits;
    private final transient Tracer tracer = Domain.current().tracer();

    /// Makes a semaphore.
    ///
    /// @param permits how many there are at first; more may be released than were acquired
    /// @throws IllegalArgumentException if `permits` is negative
    public Semaphore(int permits) {
        this(permits, Integer.MAX_VALUE);
    }

    Semaphore(int permits, int limit) {
        this(Domain.current().cells().newPermits(Given.notNegative(permits, "permits"), limit));
    }

    Semaphore(Address address) {
        this.address = address;
        this.permits = Domain.current().cells().permits(address);
    }

    /// Acquires a permit, waiting until there is one.
    ///
    /// @throws InterruptedException if this thread is interrupted while waiting
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /// Acquires `count` permits, all at once, waiting until there are as many.
    ///
    /// @throws IllegalArgumentException if `count` is negative, or more than there can be
    /// @throws InterruptedException if this thread is interrupted while waiting
    public void acquire(int count) throws InterruptedException {
        possible(count);
        Timeouts.checkInterrupt();
        told(permits.acquire(count, Patience.UNTIL_INTERRUPTED));
    }

    /// Acquires a permit, waiting also when interrupted. Only a stop of the notebook cell on whose
    /// behalf this thread runs ends the wait.
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /// Acquires `count` permits, all at once, waiting also when interrupted.
    ///
    /// @throws IllegalArgumentException if `count` is negative, or more than there can be
    public void acquireUninterruptibly(int count) {
        try {
            told(permits.acquire(possible(count), Patience.UNTIL_STOPPED));
        } catch (InterruptedException e) {
            throw new AssertionError("this wait does not heed interrupts", e);
        }
    }

    /// Acquires a permit if there is one.
    public boolean tryAcquire() {
        return told(permits.tryAcquire(1));
    }

    /// Acquires `count` permits if there are as many.
    ///
    /// @throws IllegalArgumentException if `count` is negative
    public boolean tryAcquire(int count) {
        return told(permits.tryAcquire(Given.notNegative(count, "permits")));
    }

    /// Acquires a permit, waiting at most `timeout`.
    ///
    /// @return false if there was none until then
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(1, timeout);
    }

    /// Acquires `count` permits, all at once, waiting at most `timeout`.
    ///
    /// @return false if there were not as many until then
    /// @throws IllegalArgumentException if `count` or `timeout` is negative
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean tryAcquire(int count, Duration timeout) throws InterruptedException {
        return tryAcquire(count, Timeouts.patience(timeout));
    }

    /// Acquires a permit, waiting at most that long; zero or less means do not wait.
    ///
    /// @return false if there was none until then
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, Timeouts.patience(timeout, unit));
    }

    /// Acquires `count` permits, all at once, waiting at most that long; zero or less means do not
    /// wait.
    ///
    /// @return false if there were not as many until then
    /// @throws IllegalArgumentException if `count` is negative
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean tryAcquire(int count, long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(count, Timeouts.patience(timeout, unit));
    }

    private boolean tryAcquire(int count, Patience patience) throws InterruptedException {
        Given.notNegative(count, "permits");
        Timeouts.checkInterrupt();
        return told(permits.acquire(count, patience));
    }

    private boolean told(boolean taken) {
        if (taken) {
            tracer.acquired(address, Claim.Use.ACQUIRE);
        }
        return taken;
    }

    /// One who waits without a limit of time must have something to wait for.
    private int possible(int count) {
        if (Given.notNegative(count, "permits") > permits.limit()) {
            throw new IllegalArgumentException(
                    SyncTexts.moreThanThereCanBe(count, permits.limit()));
        }
        return count;
    }

    /// Releases a permit, whoever acquired it, if anybody did.
    ///
    /// @throws IllegalStateException if there would be more than there can be
    public void release() {
        release(1);
    }

    /// Releases `count` permits.
    ///
    /// @throws IllegalArgumentException if `count` is negative
    /// @throws IllegalStateException if there would be more than there can be; then none is
    ///   released
    public void release(int count) {
        long before = tracer.now();
        if (!permits.release(Given.notNegative(count, "permits"))) {
            throw new IllegalStateException(
                    SyncTexts.tooManyPermits(count, permits.available(), permits.limit()));
        }
        tracer.released(address, Claim.Use.ACQUIRE, before);
    }

    /// How many permits there are now.
    public int availablePermits() {
        return permits.available();
    }

    /// Acquires all permits there are.
    ///
    /// @return how many
    public int drainPermits() {
        return permits.drain();
    }

    /// Says how many permits there are.
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + state() + "]";
    }

    String state() {
        return SyncTexts.permits(permits.available());
    }

    int limit() {
        return permits.limit();
    }

    /// What is sent in the place of this one.
    Object handle(Address address) {
        return new PlainHandle(PlainHandle.Kind.SEMAPHORE, address);
    }

    final Address address() {
        return address;
    }

    Object writeReplace() {
        return handle(address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a semaphore is sent as its handle");
    }
}
