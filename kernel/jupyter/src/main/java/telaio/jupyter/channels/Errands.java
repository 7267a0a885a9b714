package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.DEBUG;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/// What any thread wants done by the thread that waits at an [Endpoint], the only one that may use
/// its socket. That thread is woken by a second address of the socket, inside this JVM.
final class Errands implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Errands.class.getName());

    private final byte[] identity;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /// Guarded by itself.
    private final ZMQ.Socket bell;

    private volatile boolean closed;

    /// Adds the address. Called before the endpoint's thread begins to wait.
    ///
    /// @param name of the endpoint's channel; no other endpoint of the context has it
    Errands(ZMQ.Context context, Endpoint endpoint, String name) {
        var address = "inproc://telaio-" + name;
        identity = ("telaio-" + name).getBytes(StandardCharsets.US_ASCII);
        endpoint.bind(address);
        bell = context.socket(SocketType.DEALER);
        bell.setLinger(0);
        bell.setIdentity(identity);
        bell.connect(address);
    }

    /// Has `errand` done by the endpoint's thread, in the order given.
    ///
    /// @return false if the channel is closed: it will not be done
    boolean give(Runnable errand) {
        waiting.add(errand);
        synchronized (bell) {
            if (closed) {
                return false;
            }
            try {
                return bell.send(new byte[0]);
            } catch (ZMQException ended) {
                LOG.log(DEBUG, "the context has ended", ended);
                return false;
            }
        }
    }

    /// Does what waits if `frames` are the bell's. Called by the endpoint's thread.
    ///
    /// @return whether they are
    boolean accept(List<byte[]> frames) {
        if (!Arrays.equals(frames.getFirst(), identity)) {
            return false;
        }
        for (var errand = waiting.poll(); errand != null; errand = waiting.poll()) {
            errand.run();
        }
        return true;
    }

    @Override
    public void close() {
        synchronized (bell) {
            if (!closed) {
                closed = true;
                bell.close();
            }
        }
    }
}
