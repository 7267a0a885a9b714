package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Flag;
import telaio.multiprocessing.memory.Patience;

/// Something that happens once, or again after [#clear]: threads of several processes wait until it
/// has. A process it is sent to gets the same event.
///
/// It has no lock: it can be set from anywhere, also from a shutdown hook while the thread that is
/// being ended waits for it, and one that dies, at whatever moment, holds nobody up. It takes 128
/// bytes of shared memory until the program ends.
public final class Event implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Flag flag;

    /// Makes an event that is not set.
    public Event() {
        this(Domain.current().cells().newFlag());
    }

    Event(Address address) {
        this.address = address;
        this.flag = Domain.current().cells().flag(address);
    }

    /// Sets the event: all who wait go on, even if it is cleared at once, and nobody waits from now
    /// on.
    public void set() {
        flag.set();
    }

    /// Makes it an event that is not set.
    public void clear() {
        flag.clear();
    }

    /// Whether it is set now.
    public boolean isSet() {
        return flag.isSet();
    }

    /// Waits until the event is set.
    ///
    /// @throws InterruptedException if this thread is interrupted while waiting
    public void await() throws InterruptedException {
        await(Patience.UNTIL_INTERRUPTED);
    }

    /// Waits until the event is set, at most `timeout`.
    ///
    /// @return false if it was not set until then
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean await(Duration timeout) throws InterruptedException {
        return await(Timeouts.patience(timeout));
    }

    /// Waits until the event is set, at most that long; zero or less means do not wait.
    ///
    /// @return false if it was not set until then
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return await(Timeouts.patience(timeout, unit));
    }

    private boolean await(Patience patience) throws InterruptedException {
        Timeouts.checkInterrupt();
        return flag.await(patience);
    }

    /// Says whether it is set.
    @Override
    public String toString() {
        return "Event[" + SyncTexts.set(isSet()) + "]";
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.EVENT, address);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an event is sent as its handle");
    }
}
