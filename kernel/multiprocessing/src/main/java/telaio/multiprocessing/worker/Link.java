package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One end of the stream of frames between a JVM and a child of it, see [Entrance]. Any thread may
/// send; one at a time may receive.
final class Link implements Closeable {
    /// Longest frame: a shipment carries the values of notebook variables.
    static final int MAX_FRAME = 1 << 30;

    private static final int CHUNK = 1 << 16;

    private final InputStream source;
    private final byte[] buffer = new byte[CHUNK];
    private int next;
    private int end;
    private long received;

    private final OutputStream sink;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicLong sent = new AtomicLong();

    Link(InputStream source, OutputStream sink) {
        this.source = source;
        this.sink = sink;
    }

    /// @throws IOException if the other end is gone
    void send(Frame frame) throws IOException {
        var bytes = FrameCodec.encode(frame);
        if (bytes.remaining() > MAX_FRAME) {
            throw new IOException("a message of " + bytes.remaining() + " bytes is too large");
        }
        // user threads that were interrupted still print: a socket closes under a virtual one
        boolean interrupted = Thread.interrupted();
        sending.lock();
        try {
            sink.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
            sent.incrementAndGet();
        } finally {
            sending.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// How many frames have been sent.
    long sent() {
        return sent.get();
    }

    /// The next frame, or null when the other end has closed.
    ///
    /// @throws IOException if what came is not a frame, or the connection broke
    @Nullable Frame receive() throws IOException {
        return receive(MAX_FRAME);
    }

    /// @param limit longest frame accepted
    @Nullable Frame receive(int limit) throws IOException {
        while (end - next < Integer.BYTES) {
            if (!fill()) {
                if (end > next) {
                    throw new EOFException("connection ended within a frame");
                }
                return null;
            }
        }
        int length = ByteBuffer.wrap(buffer).getInt(next);
        if (length < 1 || length > limit) {
            throw new IOException("a frame of " + length + " bytes is not accepted");
        }
        next += Integer.BYTES;
        var frame = new byte[length];
        int here = Math.min(length, end - next);
        System.arraycopy(buffer, next, frame, 0, here);
        next += here;
        if (source.readNBytes(frame, here, length - here) < length - here) {
            throw new EOFException("connection ended within a frame");
        }
        received++;
        return FrameCodec.decode(ByteBuffer.wrap(frame));
    }

    /// How many frames have been received; for the receiving thread.
    long received() {
        return received;
    }

    /// Whether something has come that [#receive] has not read.
    boolean hasInput() throws IOException {
        return end > next || source.available() > 0;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        end -= next;
        next = 0;
        int read = source.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read >= 0;
    }

    /// The other end receives what was sent, and then the end.
    void closeSending() throws IOException {
        sending.lock();
        try {
            sink.close();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        try (source) {
            closeSending();
        }
    }
}
