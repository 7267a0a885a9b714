package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.nio.channels.SelectableChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import telaio.jupyter.protocol.ConnectionFile.Curve;
import zmq.ZError;

/// A bound ZeroMQ socket. Used by one thread at a time; closed by the thread that used it last,
/// which it leaves by `null` from [#receive] when the context ends.
final class Endpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());

    /// How long a closed socket may take to send what it still holds, in milliseconds.
    private static final int LINGER = 1000;

    private final ZMQ.Socket socket;

    /// Whether [#receive] gives up now and then.
    private boolean restless;

    /// Binds a socket.
    ///
    /// @param curve the keys with which it is encrypted; null for plain text
    Endpoint(ZMQ.Context context, SocketType type, String address, @Nullable Curve curve) {
        socket = context.socket(type);
        try {
            if (curve != null) {
                socket.setCurveServer(true);
                socket.setCurvePublicKey(curve.publicKey().getBytes(StandardCharsets.US_ASCII));
                socket.setCurveSecretKey(curve.secretKey().getBytes(StandardCharsets.US_ASCII));
            }
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

    /// Has [#sendIfConnected] say whether there is a client of this name. For a ROUTER.
    void knowClients() {
        socket.setRouterMandatory(true);
    }

    /// Has [#receive] return no frames when none come for so long. Called by the thread that
    /// receives.
    ///
    /// @param millis at least 1; −1 to wait for ever, as at first
    void wakeAfter(int millis) {
        socket.setReceiveTimeOut(millis);
        restless = millis > 0;
    }

    /// Has [#receiveNow] give each subscription, also one that another client has already. For an
    /// XPUB.
    void tellSubscriptions() {
        socket.setXpubVerbose(true);
    }

    /// Readable when there may be something to receive; by any thread, which must not read it.
    SelectableChannel signal() {
        return socket.getFD();
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
    /// @return its frames, or none, see [#wakeAfter]; null if the context has ended
    @Nullable List<byte[]> receive() {
        try {
            byte[] first;
            do {
                // A compiler thread may have left the flag; ZeroMQ would not wait with it.
                Thread.interrupted();
                first = socket.recv();
            } while (first == null && !restless);
            return first == null ? List.of() : rest(first);
        } catch (ZMQException failure) {
            if (failure.getErrorCode() == ZError.ETERM
                    || failure.getErrorCode() == ZError.ENOTSOCK) {
                return null;
            }
            throw failure;
        }
    }

    /// The messages that are there already, each as its frames.
    List<List<byte[]>> receiveNow() {
        var messages = new ArrayList<List<byte[]>>();
        for (var first = socket.recv(ZMQ.DONTWAIT);
                first != null;
                first = socket.recv(ZMQ.DONTWAIT)) {
            messages.add(rest(first));
        }
        return messages;
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

    /// As [#send], after [#knowClients].
    ///
    /// @param frames the first is the name of a client
    /// @return false if that client is not connected: nothing was sent
    boolean sendIfConnected(List<byte[]> frames) {
        try {
            send(frames);
            return true;
        } catch (ZMQException failure) {
            if (failure.getErrorCode() == ZError.EHOSTUNREACH) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
