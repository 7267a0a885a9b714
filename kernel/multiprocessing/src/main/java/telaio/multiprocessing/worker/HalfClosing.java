package telaio.multiprocessing.worker;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.net.Socket;

/// What is sent through a socket; closing it leaves what comes through the socket alone.
final class HalfClosing extends FilterOutputStream {
    private final Socket socket;

    HalfClosing(Socket socket) throws IOException {
        super(socket.getOutputStream());
        this.socket = socket;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
        if (!socket.isOutputShutdown() && !socket.isClosed()) {
            socket.shutdownOutput();
        }
    }
}
