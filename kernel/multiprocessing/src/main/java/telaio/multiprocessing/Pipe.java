package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Duct;

/// Two connected ends: what one sends, the other receives. Give one to a process, or the whole pipe
/// and let each use the end that is meant for it.
///
/// When nobody holds one end any more, because all who did have closed it or ended, whoever
/// receives at the other gets [EndOfStream] after the last message. A process that holds an end of
/// which it makes no use keeps nobody waiting but third parties.
///
/// The memory is given back when nobody holds either end.
///
/// @param <T> type of the messages
public final class Pipe<T> implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Connection<T> left;
    private final transient Connection<T> right;

    /// Makes a pipe both ends of which send and receive.
    public Pipe() {
        this(true);
    }

    private Pipe(boolean both) {
        var duct = Domain.current().ducts().create(both);
        left = new Connection<>(duct, Duct.LEFT);
        right = new Connection<>(duct, Duct.RIGHT);
    }

    /// For a process it was sent to.
    @SuppressWarnings("unchecked") // they were a Pipe<T>'s
    private Pipe(Connection<?> left, Connection<?> right) {
        this.left = (Connection<T>) left;
        this.right = (Connection<T>) right;
    }

    /// A pipe both ends of which send and receive.
    public static <T> Pipe<T> duplex() {
        return new Pipe<>(true);
    }

    /// A pipe whose left end only sends and whose right end only receives.
    public static <T> Pipe<T> simplex() {
        return new Pipe<>(false);
    }

    public Connection<T> left() {
        return left;
    }

    public Connection<T> right() {
        return right;
    }

    /// Closes both ends, as far as this process is concerned.
    @Override
    public void close() {
        left.close();
        right.close();
    }

    private Object writeReplace() {
        return new Handle(left.handle(false), right.handle(false));
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a pipe is sent as its handle");
    }

    /// What is sent in the place of a pipe: the handles of its ends, which arrive as connections.
    private static final class Handle implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Serializable left;
        private final Serializable right;

        private Handle(Serializable left, Serializable right) {
            this.left = left;
            this.right = right;
        }

        private Object readResolve() {
            return new Pipe<>((Connection<?>) left, (Connection<?>) right);
        }
    }
}
