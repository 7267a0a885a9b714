package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/// A bound ZeroMQ socket. Used by one thread at a time; closed by the thread that used it last,
/// which it leaves by `null` from [#receive] when the context ends.
final class Endpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());

    /// How long a closed socket may take to send what it still holds, in milliseconds.
    private static final int LINGER = 1000;

    private final ZMQ.Socket socket;

    Endpoint(ZMQ.Context context, SocketType type, String address) {
        socket = context.socket(type);
        try {
            socket.setLinger(LINGER);
            // No high-water mark: at one, ZeroMQ drops messages without a word.
            socket.setHWM(0);
            bind(address);
        } catch (RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    void bind(String address) {
        socket.bind(address);
    }

    /// Receives from now on in a thread of its own, until the context ends; then closes the socket.
    /// Whatever `handler` throws is logged, and the next message received.
    Thread serve(String name, Consumer<List<byte[]>> handler) {
        // A deep stack: javac walks a cell's expressions by recursion.
        return Thread.ofPlatform()
                .name(name)
                .daemon()
                .stackSize(64 << 20)
                .start(() -> loop(name, handler));
    }

    private void loop(String name, Consumer<List<byte[]>> handler) {
        try (this) {
            boolean open = true;
            while (open) {
                try {
                    open = next(handler);
                } catch (Throwable failure) {
                    LOG.log(WARNING, "a message on " + name + " was dropped", failure);
                }
            }
        }
    }

    private boolean next(Consumer<List<byte[]>> handler) {
        var frames = receive();
        if (frames != null) {
            handler.accept(frames);
        }
        return frames != null;
    }

    /// Waits for a message.
    ///
    /// @return its frames; null if the context has ended
    @Nullable List<byte[]> receive() {
        try {
            byte[] first;
            do {
                // A compiler thread may have left the flag; ZeroMQ would not wait with it.
                Thread.interrupted();
                first = socket.recv();
            } while (first == null);
            return rest(first);
        } catch (ZMQException failure) {
            if (failure.getErrorCode() == ZError.ETERM
                    || failure.getErrorCode() == ZError.ENOTSOCK) {
                return null;
            }
            throw failure;
        }
    }

    /// A message that is there already.
    ///
    /// @return its frames; null if there is none
    @Nullable List<byte[]> receiveNow() {
        var first = socket.recv(ZMQ.DONTWAIT);
        return first == null ? null : rest(first);
    }

    private List<byte[]> rest(byte[] first) {
        var frames = new ArrayList<byte[]>();
        frames.add(first);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    void send(List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
