package telaio.multiprocessing.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One socket to which all children connect; their tokens tell who they are.
final class LoopbackSocket implements Entrance {
    /// What an address of this kind begins with.
    static final char MARK = ':';

    /// How many may wait to be accepted.
    private static final int BACKLOG = 128;

    /// How long a new connection may take to say who it is.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long to wait when a connection cannot be accepted.
    private static final Duration RETRY = Duration.ofMillis(20);

    private final ServerSocket server;
    private final Greeter greeter;

    LoopbackSocket(Greeter greeter) throws IOException {
        this.greeter = greeter;
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform()
                .daemon()
                .name("telaio-accept")
                .inheritInheritableThreadLocals(false)
                .start(this::accept);
    }

    /// Connects the child.
    static Link toParent(String address) throws IOException {
        int port = Integer.parseInt(address.substring(1));
        return link(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private static Link link(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Link(socket.getInputStream(), new HalfClosing(socket));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                welcome(server.accept());
            } catch (IOException | Error shortage) {
                // of descriptors or threads; who knocks waits, and nothing tells when it is over
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var link = link(socket);
            Thread.ofPlatform()
                    .daemon()
                    .name("telaio-greet")
                    .inheritInheritableThreadLocals(false)
                    .start(() -> greeter.greet(link, () -> socket.setSoTimeout(0)));
        } catch (IOException | OutOfMemoryError noThread) {
            socket.close();
            throw noThread;
        }
    }

    @Override
    public Way way() {
        return new Port(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Port(int number) implements Way {
        @Override
        public String address() {
            return MARK + Integer.toString(number);
        }

        @Override
        public void begin() {
            // the child is accepted when it comes
        }

        @Override
        public void end() {
            // its connection ends with it
        }
    }
}
