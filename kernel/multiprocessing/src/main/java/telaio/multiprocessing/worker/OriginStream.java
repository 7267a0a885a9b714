package telaio.multiprocessing.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import telaio.multiprocessing.origin.Origin;

/// `System.out` or `System.err` of a child: sends whole lines home, each with the origin of the
/// thread that printed it. A part of a line is sent when it is flushed or grows very long.
final class OriginStream extends OutputStream {
    /// A line longer than this is sent in parts.
    private static final int LONGEST = 1 << 20;

    private final Frame.Stream stream;
    private final Outlet outlet;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private volatile boolean atEnd;

    OriginStream(Frame.Stream stream, Outlet outlet) {
        this.stream = stream;
        this.outlet = outlet;
    }

    /// A stream for `System.setOut`. It does not flush by itself: lines leave by their line break.
    PrintStream printer() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int cut = end;
        while (cut > offset && bytes[cut - 1] != '\n') {
            cut--;
        }
        long origin = Origin.current().id();
        lock.lock();
        try {
            var line = lines.get(origin);
            if (cut > offset) {
                send(origin, line, bytes, offset, cut);
            }
            if (cut < end) {
                if (line == null) {
                    line = new Line();
                    lines.put(origin, line);
                }
                line.add(bytes, cut, end);
                if (line.size > LONGEST || atEnd) {
                    send(origin, line, bytes, end, end);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sends the started line, if any, and then `bytes` from `from` to `to`.
    private void send(
            long origin,
            @org.jspecify.annotations.Nullable Line line,
            byte[] bytes,
            int from,
            int to)
            throws IOException {
        var text = Arrays.copyOfRange(bytes, from, to);
        if (line != null && line.size > 0) {
            text = Arrays.copyOf(line.bytes, line.size + to - from);
            System.arraycopy(bytes, from, text, line.size, to - from);
            line.clear();
        }
        if (text.length > 0) {
            outlet.send(new Frame.Output(origin, stream, text));
        }
    }

    /// Sends the started lines of every origin.
    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            for (var entry : lines.entrySet()) {
                send(entry.getKey(), entry.getValue(), new byte[0], 0, 0);
            }
            lines.clear();
        } finally {
            lock.unlock();
        }
    }

    /// From now on parts of lines are sent at once: nobody will flush them any more.
    void holdNothingBack() {
        atEnd = true;
    }

    /// As [#flush]; a parent that is gone takes this JVM with it anyway.
    void flushQuietly() {
        try {
            flush();
        } catch (IOException parentGone) {
            Log.debug("parent is gone", parentGone);
        }
    }

    /// Takes the frames: the link, or nobody during a rehearsal.
    @FunctionalInterface
    interface Outlet {
        void send(Frame.Output output) throws IOException;
    }

    /// The beginning of a line whose end has not been printed.
    private static final class Line {
        private byte[] bytes = new byte[80];
        private int size;

        void add(byte[] more, int from, int to) {
            int needed = size + to - from;
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
            }
            System.arraycopy(more, from, bytes, size, to - from);
            size = needed;
        }

        /// Keeps no large buffer for the sake of one long line.
        void clear() {
            size = 0;
            if (bytes.length > 1 << 13) {
                bytes = new byte[80];
            }
        }
    }
}
