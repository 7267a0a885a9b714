package telaio.install;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.InspectRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.Request;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.Session;
import telaio.jupyter.protocol.Signer;

/// A Jupyter client that shows a kernel what it will have to do. One thread at a time.
final class TrainingClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCHEME = "hmac-sha256";

    private final String key = UUID.randomUUID().toString();
    private final MessageCodec codec = new MessageCodec(new Signer(key, SCHEME));
    private final Session session = new Session("telaio");
    private final List<Integer> ports = freePorts(5);
    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell = socket(SocketType.DEALER, 0);
    private final ZMQ.Socket iopub = socket(SocketType.SUB, 1);
    private final ZMQ.Socket control = socket(SocketType.DEALER, 2);

    TrainingClient() throws IOException {
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private ZMQ.Socket socket(SocketType type, int port) {
        var socket = context.createSocket(type);
        socket.setLinger(0);
        socket.setReceiveTimeOut((int) PATIENCE.toMillis());
        socket.connect("tcp://127.0.0.1:" + ports.get(port));
        return socket;
    }

    /// Writes the file a kernel is started with.
    void writeConnectionFile(Path file) throws IOException {
        Files.writeString(
                file,
                """
                {"transport": "tcp", "ip": "127.0.0.1", "shell_port": %d, "iopub_port": %d,
                 "control_port": %d, "stdin_port": %d, "hb_port": %d,
                 "key": "%s", "signature_scheme": "%s"}
                """
                        .formatted(
                                ports.get(0),
                                ports.get(1),
                                ports.get(2),
                                ports.get(3),
                                ports.get(4),
                                key,
                                SCHEME));
    }

    void greet() throws IOException {
        ask(shell, new KernelInfoRequest());
    }

    /// Runs a cell to its end.
    void run(String code) throws IOException {
        ask(shell, ExecuteRequest.cell(code));
    }

    /// Asks what may stand at the end of a cell.
    void complete(String code) throws IOException {
        ask(shell, new CompleteRequest(code, code.length()));
    }

    /// Asks what the name at the end of a cell means.
    void inspect(String code) throws IOException {
        ask(shell, new InspectRequest(code, code.length(), 0));
    }

    void shutDown() throws IOException {
        ask(control, new ShutdownRequest(false));
    }

    /// The answer does not matter here, only that there is one.
    private void ask(ZMQ.Socket socket, Request request) throws IOException {
        var frames = codec.encode(session.request(request));
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new IOException("the kernel does not answer");
            }
        } while (socket.hasReceiveMore());
    }

    @Override
    public void close() {
        context.close();
    }
}
