package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.Rendezvous;

/// Where a fixed number of threads, of several processes, wait for one another, time after time. A
/// process it is sent to gets the same barrier. The shape of `java.util.concurrent.CyclicBarrier`.
///
/// Who leaves before all have arrived (interrupted, late, stopped, or because its action failed)
/// breaks the barrier: the others get [BrokenBarrierException], and so does who comes later, until
/// [#reset].
///
/// A process that has the barrier and dies before its work is done (killed, crashed, ended by an
/// exception or by `System.exit`) breaks it as well, wherever it was: the others would wait for it
/// for ever. One that ends because its task returned does not. It takes 256 bytes of shared memory
/// until the program ends.
public final class Barrier implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Rendezvous rendezvous;
    private final transient SerializableRunnable action;
    private final transient @Nullable Duration timeout;

    /// Makes a barrier.
    ///
    /// @param parties how many threads meet, from 1 to 2 097 151
    /// @throws IllegalArgumentException if `parties` is not in that range
    public Barrier(int parties) {
        this(newRendezvous(parties), () -> {}, null);
    }

    /// Makes a barrier where something is done each time all have arrived.
    ///
    /// @param parties how many threads meet, from 1 to 2 097 151
    /// @param action done by the last who arrives, before all go on. The barrier takes it along to
    ///   other processes, as it is when it is sent
    /// @throws IllegalArgumentException if `parties` is not in that range
    public Barrier(int parties, SerializableRunnable action) {
        this(newRendezvous(parties), Given.notNull(action, "action"), null);
    }

    /// Makes a barrier where nobody waits longer than `timeout`, unless he says so.
    ///
    /// @param parties how many threads meet, from 1 to 2 097 151
    /// @param action done by the last who arrives, before all go on
    /// @param timeout of [#await()], which breaks the barrier then
    /// @throws IllegalArgumentException if `parties` is not in that range or `timeout` is negative
    public Barrier(int parties, SerializableRunnable action, Duration timeout) {
        this(newRendezvous(parties), Given.notNull(action, "action"), Timeouts.given(timeout));
    }

    private Barrier(Address address, SerializableRunnable action, @Nullable Duration timeout) {
        this.address = address;
        this.rendezvous = Domain.current().cells().rendezvous(address);
        this.action = action;
        this.timeout = timeout;
    }

    private static Address newRendezvous(int parties) {
        Given.between(1, Rendezvous.MOST_PARTIES, parties, "parties");
        return Domain.current().cells().newRendezvous(parties);
    }

    /// Waits until all have arrived.
    ///
    /// @return how many were still to come: the first gets one less than [#getParties], the last 0
    /// @throws BrokenBarrierException if the barrier is broken, or becomes so; also when not all
    ///   came within the timeout the barrier was made with
    /// @throws InterruptedException if this thread is interrupted while waiting; the barrier is
    ///   broken
    public int await() throws InterruptedException, BrokenBarrierException {
        var patience = timeout == null ? Patience.UNTIL_INTERRUPTED : Patience.of(timeout);
        int arrival = rendezvous.await(action, patience);
        if (arrival == Rendezvous.LATE) {
            throw new BrokenBarrierException(SyncTexts.barrierTimedOut());
        }
        return unbroken(arrival);
    }

    /// Waits until all have arrived, at most `timeout`.
    ///
    /// @return how many were still to come, as in [#await()]
    /// @throws TimeoutException if not all came in time; the barrier is broken
    /// @throws BrokenBarrierException if the barrier is broken, or becomes so
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws InterruptedException if this thread is interrupted while waiting; the barrier is
    ///   broken
    public int await(Duration timeout)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(Timeouts.patience(timeout));
    }

    /// Waits until all have arrived, at most that long; zero or less means do not wait.
    ///
    /// @return how many were still to come, as in [#await()]
    /// @throws TimeoutException if not all came in time; the barrier is broken
    /// @throws BrokenBarrierException if the barrier is broken, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting; the barrier is
    ///   broken
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(Timeouts.patience(timeout, unit));
    }

    private int await(Patience patience)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        int arrival = rendezvous.await(action, patience);
        if (arrival == Rendezvous.LATE) {
            throw new TimeoutException(SyncTexts.barrierTimedOut());
        }
        return unbroken(arrival);
    }

    private int unbroken(int arrival) throws BrokenBarrierException {
        if (arrival == Rendezvous.BREACH) {
            OptionalLong died = rendezvous.died();
            throw new BrokenBarrierException(
                    died.isPresent()
                            ? SyncTexts.barrierBrokenByDeath(died.getAsLong())
                            : SyncTexts.barrierBroken());
        }
        return arrival;
    }

    /// Breaks the barrier: who waits, and who comes before the next [#reset], gets
    /// [BrokenBarrierException].
    public void abort() {
        rendezvous.abort();
    }

    /// Begins anew. Those who wait get [BrokenBarrierException].
    public void reset() {
        rendezvous.reset();
    }

    /// Whether the barrier is broken now.
    public boolean isBroken() {
        return rendezvous.isBroken();
    }

    /// How many threads meet.
    public int getParties() {
        return rendezvous.parties();
    }

    /// How many threads wait now.
    public int getNumberWaiting() {
        return rendezvous.waiting();
    }

    /// Says how many have arrived, or that the barrier is broken.
    @Override
    public String toString() {
        return "Barrier["
                + (isBroken()
                        ? SyncTexts.broken()
                        : SyncTexts.barrier(getNumberWaiting(), getParties()))
                + "]";
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new Handle(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a barrier is sent as its handle");
    }

    /// What is sent in the place of a barrier.
    private static final class Handle extends SharedHandle {
        private static final long serialVersionUID = 1L;

        private final SerializableRunnable action;
        private final @Nullable Duration timeout;

        private Handle(Barrier barrier) {
            super(barrier.address);
            this.action = barrier.action;
            this.timeout = barrier.timeout;
        }

        private Object readResolve() {
            return new Barrier(address(), action, timeout);
        }
    }
}
