package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Duct;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.shipping.Renewal;

/// One end of a [Pipe]. A process it is sent to holds the same end; several may, and then each
/// message goes to one of them.
///
/// A message is copied, as by a [Queue], and sending does not wait for somebody to receive.
///
/// @param <T> type of the messages; null is refused
public final class Connection<T> implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    /// Null if the pipe was gone before this process got the end.
    private final transient @Nullable Duct duct;

    private final transient int end;
    private final transient Tracer tracer = Domain.current().tracer();

    Connection(@Nullable Duct duct, int end) {
        this.duct = duct;
        this.end = end;
    }

    /// Sends a message. Returns without waiting for it to be received.
    ///
    /// @throws TaskNotSerializable if the message cannot be sent; nothing was
    /// @throws EndOfStream if nobody holds the other end any more
    /// @throws UnsupportedOperationException if this end only receives
    /// @throws IllegalStateException if this process has closed this end
    public void send(T message) {
        var open = open();
        if (!writable()) {
            throw new UnsupportedOperationException(DataTexts.receivesOnly());
        }
        long before = tracer.now();
        if (!open.send(end, Message.encode(message))) {
            throw new EndOfStream(DataTexts.nobodyReceives());
        }
        tracer.gave(TraceEvent.Kind.PUT, watched(), 0, before);
    }

    /// Receives the oldest message, waiting for one to arrive.
    ///
    /// @throws EndOfStream if all was received and nobody holds the other end any more
    /// @throws UnsupportedOperationException if this end only sends
    /// @throws IllegalStateException if this process has closed this end
    /// @throws InterruptedException if this thread is interrupted while waiting
    public T recv() throws InterruptedException {
        return Objects.requireNonNull(receive(Patience.UNTIL_INTERRUPTED));
    }

    /// Receives the oldest message, waiting up to `timeout` for one to arrive.
    ///
    /// @param timeout longest wait; zero means do not wait
    /// @return the message, or empty if none came in time
    /// @throws EndOfStream if all was received and nobody holds the other end any more
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws UnsupportedOperationException if this end only sends
    /// @throws IllegalStateException if this process has closed this end
    /// @throws InterruptedException if this thread is interrupted while waiting
    public Optional<T> recv(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(receive(Timeouts.patience(timeout)));
    }

    @SuppressWarnings("unchecked") // what was sent was a T
    private @Nullable T receive(Patience patience) throws InterruptedException {
        var open = receiving();
        var message = open.receive(end, patience);
        if (message == null) {
            open(); // closed meanwhile?
            if (open.ended(end)) {
                throw new EndOfStream(DataTexts.nobodySends());
            }
            return null;
        }
        tracer.did(TraceEvent.Kind.TAKE, watched(), 0);
        return (T) Message.decode(message);
    }

    /// Whether [#recv()] would not wait: there is a message, or the stream has ended.
    ///
    /// @throws UnsupportedOperationException if this end only sends
    /// @throws IllegalStateException if this process has closed this end
    public boolean poll() {
        return receiving().isReady(end);
    }

    /// As [#poll()], waiting up to `timeout` for that.
    ///
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws UnsupportedOperationException if this end only sends
    /// @throws IllegalStateException if this process has closed this end
    /// @throws InterruptedException if this thread is interrupted while waiting
    public boolean poll(Duration timeout) throws InterruptedException {
        return !waitAny(List.of(this), timeout).isEmpty();
    }

    /// Waits until one of these can be received from without waiting, or its stream has ended.
    ///
    /// @param timeout longest wait; zero means do not wait
    /// @return all of which that is true, in the given order; none if it was true of none in time,
    ///   or none was given
    /// @throws IllegalArgumentException if `timeout` is negative
    /// @throws UnsupportedOperationException if one of them only sends
    /// @throws IllegalStateException if this process has closed one of them
    /// @throws InterruptedException if this thread is interrupted while waiting
    public static <C extends Connection<?>> List<C> waitAny(
            Collection<? extends C> connections, Duration timeout) throws InterruptedException {
        var patience = Timeouts.patience(timeout);
        var ready = new ArrayList<C>();
        var ends = new ArrayList<Duct.End>();
        for (Connection<?> connection : connections) {
            ends.add(new Duct.End(connection.receiving(), connection.end()));
        }
        if (!ends.isEmpty()) {
            Domain.current().ducts().awaitAny(ends, patience);
        }
        for (var connection : connections) {
            if (connection.poll()) {
                ready.add(connection);
            }
        }
        return List.copyOf(ready);
    }

    /// As [#waitAny(Collection, Duration)], for as long as it takes.
    public static <C extends Connection<?>> List<C> waitAny(Collection<? extends C> connections)
            throws InterruptedException {
        return waitAny(connections, Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Nullable Watched watched() {
        return duct == null ? null : duct.watched(end);
    }

    private int end() {
        return end;
    }

    /// Whether this end receives.
    public boolean readable() {
        return duct == null || duct.sends(1 - end);
    }

    /// Whether this end sends.
    public boolean writable() {
        return duct == null || duct.sends(end);
    }

    private Duct open() {
        if (duct == null) {
            throw new EndOfStream(DataTexts.nobodySends());
        }
        if (duct.isClosed(end)) {
            throw new IllegalStateException(DataTexts.closed("Connection"));
        }
        return duct;
    }

    private Duct receiving() {
        var open = open();
        if (!readable()) {
            throw new UnsupportedOperationException(DataTexts.sendsOnly());
        }
        return open;
    }

    /// Gives up this process's hold on this end. What was sent can still be received. Closing again
    /// does nothing.
    @Override
    public void close() {
        if (duct != null) {
            tracer.did(TraceEvent.Kind.CLOSE, watched(), 0);
            duct.close(end);
        }
    }

    /// Whether this process has closed this end.
    public boolean isClosed() {
        return duct == null || duct.isClosed(end);
    }

    @Override
    public String toString() {
        var side = end == Duct.LEFT ? "left" : "right";
        return "Connection[" + side + (isClosed() ? ", closed]" : "]");
    }

    /// What travels in the place of this end.
    ///
    /// @param alone whether without the other end
    Serializable handle(boolean alone) {
        if (Renewal.isUnderWay()) {
            throw new IllegalStateException("a connection is not written to stay");
        }
        var known = open();
        int number = known.pass(end, alone);
        Sent.note(known, end, number);
        return new Handle(known.address(), end, number);
    }

    private Object writeReplace() throws NotSerializableException {
        try {
            return handle(true);
        } catch (IllegalStateException e) {
            var refusal = new NotSerializableException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a connection is sent as its handle");
    }

    /// What is sent in the place of a connection.
    private static final class Handle extends SharedHandle {
        private static final long serialVersionUID = 1L;
        private final int end;
        private final int number;

        private Handle(Address address, int end, int number) {
            super(address);
            this.end = end;
            this.number = number;
        }

        private Object readResolve() {
            var duct = Domain.current().ducts().get(address());
            if (duct != null) {
                duct.arrive(end, number);
            }
            return new Connection<>(duct, end);
        }
    }
}
