package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One end of the socket between a JVM and a child of it. Any thread may send; one at a time may
/// receive.
///
/// The channel is non-blocking: a blocking one is closed when a thread with a pending interrupt
/// writes to it, and user threads that were interrupted still print.
final class Link implements Closeable {
    /// Longest frame: a shipment carries the values of notebook variables.
    static final int MAX_FRAME = 1 << 30;

    private static final int CHUNK = 1 << 16;

    private final SocketChannel channel;
    private final Selector readable;
    private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK).limit(0);
    private volatile boolean receiving = true;
    private long received;

    private final ReentrantLock sending = new ReentrantLock();
    private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK);
    private @Nullable Selector writable;
    private final AtomicLong sent = new AtomicLong();

    Link(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        readable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
    }

    /// @throws IOException if the other end is gone
    void send(Frame frame) throws IOException {
        var bytes = FrameCodec.encode(frame);
        if (bytes.remaining() > MAX_FRAME) {
            throw new IOException("a message of " + bytes.remaining() + " bytes is too large");
        }
        sending.lock();
        try {
            while (bytes.hasRemaining()) {
                out.clear();
                int chunk = Math.min(out.remaining(), bytes.remaining());
                out.put(bytes.slice(bytes.position(), chunk)).flip();
                bytes.position(bytes.position() + chunk);
                drain();
            }
            sent.incrementAndGet();
        } finally {
            sending.unlock();
        }
    }

    /// How many frames have been sent.
    long sent() {
        return sent.get();
    }

    private void drain() throws IOException {
        while (true) {
            channel.write(out);
            if (!out.hasRemaining()) {
                return;
            }
            if (writable == null) {
                writable = Selector.open();
                channel.register(writable, SelectionKey.OP_WRITE);
            }
            // a pending interrupt would end every select at once
            boolean interrupted = Thread.interrupted();
            writable.select();
            writable.selectedKeys().clear();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The next frame, or null when the other end has closed, or after [#stopReceiving].
    ///
    /// @throws IOException if what came is not a frame, or the connection broke
    @Nullable Frame receive() throws IOException {
        return receive(MAX_FRAME, Duration.ZERO);
    }

    /// @param limit longest frame accepted
    /// @param patience longest wait for each part of it, zero for no limit
    @Nullable Frame receive(int limit, Duration patience) throws IOException {
        while (in.remaining() < Integer.BYTES) {
            if (!fill(patience)) {
                if (in.hasRemaining() && receiving) {
                    throw new EOFException("connection ended within a frame");
                }
                return null;
            }
        }
        int length = in.getInt();
        if (length < 1 || length > limit) {
            throw new IOException("a frame of " + length + " bytes is not accepted");
        }
        var frame = ByteBuffer.allocate(length);
        while (true) {
            int some = Math.min(frame.remaining(), in.remaining());
            frame.put(in.slice(in.position(), some));
            in.position(in.position() + some);
            if (!frame.hasRemaining()) {
                received++;
                return FrameCodec.decode(frame.flip());
            }
            if (!fill(patience)) {
                throw new EOFException("connection ended within a frame");
            }
        }
    }

    /// How many frames have been received; for the receiving thread.
    long received() {
        return received;
    }

    /// Whether [#receive] would find something at once: a frame's beginning, or the end.
    boolean hasInput() throws IOException {
        if (in.hasRemaining()) {
            return true;
        }
        in.compact();
        int read = channel.read(in);
        in.flip();
        return read != 0;
    }

    private boolean fill(Duration patience) throws IOException {
        in.compact();
        try {
            while (receiving) {
                int read = channel.read(in);
                if (read != 0) {
                    return read > 0;
                }
                boolean interrupted = Thread.interrupted();
                int ready = readable.select(patience.toMillis());
                readable.selectedKeys().clear();
                if (!patience.isZero() && ready == 0 && !interrupted) {
                    throw new IOException("nothing came within " + patience);
                }
            }
            return false;
        } finally {
            in.flip();
        }
    }

    /// Makes the receiving thread return. Called before the JVM leaves: HotSpot waits 300 ms for
    /// threads that sit in a system call.
    void stopReceiving() {
        receiving = false;
        readable.wakeup();
    }

    @Override
    public void close() throws IOException {
        receiving = false;
        channel.close();
        readable.close();
        var writing = writable;
        if (writing != null) {
            writing.close();
        }
    }
}
