package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.DEBUG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.ConnectionFile;
import telaio.jupyter.protocol.Content.ExecutionState;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.Publisher;
import telaio.jupyter.protocol.Session;
import telaio.jupyter.protocol.Signer;

/// The kernel's five sockets. Opened by the main thread; each is then used by a thread of its own.
public final class Channels implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Channels.class.getName());

    /// Longest wait for a channel whose thread is busy, when all are closed.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ZMQ.Context context;
    private final MessageCodec codec;
    private final Session session = new Session("kernel");
    private final Endpoint shell;
    private final Endpoint control;
    private final Endpoint heartbeat;
    private final Errands shellErrands;
    private final Stdin stdin;
    private final Endpoint stdinEndpoint;
    private final IoPub ioPub;
    private final CompletableFuture<Void> shutdown = new CompletableFuture<>();

    /// Binds all sockets and answers heartbeats; requests wait in their sockets for [#serve].
    ///
    /// @throws org.zeromq.ZMQException if an address cannot be bound
    /// @throws IllegalArgumentException if the signature scheme is unknown
    public Channels(ConnectionFile connection, OutputLimit limit) {
        codec = new MessageCodec(new Signer(connection.key(), connection.signatureScheme()));
        context = ZMQ.context(1);
        var bound = new ArrayList<Endpoint>();
        try {
            shell = bind(bound, SocketType.ROUTER, connection, connection.shellPort());
            control = bind(bound, SocketType.ROUTER, connection, connection.controlPort());
            stdinEndpoint = bind(bound, SocketType.ROUTER, connection, connection.stdinPort());
            heartbeat = bind(bound, SocketType.ROUTER, connection, connection.hbPort());
            var pub = bind(bound, SocketType.XPUB, connection, connection.iopubPort());
            shellErrands = new Errands(context, shell, "shell");
            stdin = new Stdin(context, stdinEndpoint, codec, session);
            ioPub = new IoPub(pub, codec, session, limit);
        } catch (RuntimeException failure) {
            bound.forEach(Endpoint::close);
            context.close();
            throw failure;
        }
        heartbeat.serve("heartbeat", new Heartbeat(heartbeat)::accept);
        stdinEndpoint.serve("stdin", stdin::accept);
    }

    private Endpoint bind(
            List<Endpoint> bound, SocketType type, ConnectionFile connection, int port) {
        var endpoint = new Endpoint(context, type, connection.address(port), connection.curve());
        bound.add(endpoint);
        return endpoint;
    }

    public Publisher publisher() {
        return ioPub;
    }

    public InputRequests input() {
        return stdin;
    }

    /// Begins to answer requests.
    public void serve(Answers answers) {
        ioPub.publish(null, new Status(ExecutionState.STARTING));
        var onShell =
                new Server("shell", shell, this::sendOnShell, codec, session, ioPub, this::end);
        var onControl =
                new Server("control", control, control::send, codec, session, ioPub, this::end);
        var working = new Working(ioPub);
        var cells = new Shell(onShell, shellErrands, answers, working);
        cells.start();
        shell.serve("shell", cells::accept);
        control.serve(
                "control", new Control(onControl, answers, cells.subshells(), working)::accept);
    }

    private void sendOnShell(List<byte[]> frames) {
        shellErrands.give(() -> shell.send(frames));
    }

    /// Completed when a shutdown request has been answered.
    public CompletableFuture<Void> shutdown() {
        return shutdown;
    }

    private void end() {
        shutdown.complete(null);
    }

    /// Sends what is left and closes all sockets. A thread that still answers a request is waited
    /// for, but not long.
    @Override
    public void close() {
        stdin.close();
        ioPub.close();
        shellErrands.close();
        // Each thread is woken by the end of the context, and closes its socket.
        var end = Thread.ofPlatform().name("close").daemon().start(context::close);
        try {
            if (!end.join(PATIENCE)) {
                LOG.log(DEBUG, "a request is still being answered");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
