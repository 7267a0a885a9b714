package telaio.multiprocessing.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Reads what a child and its native descendants write to one of its file descriptors, line by
/// line, until the mark that the child writes when it is done.
final class PipeReader {
    /// A line longer than this is handed over in parts.
    private static final int LONGEST = 1 << 16;

    private final InputStream in;
    private final byte[] mark;
    private final Consumer<byte[]> lines;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private byte[] pending = new byte[1 << 13];
    private int size;

    /// @param mark ends in a line break
    /// @param lines takes whole lines, or the rest of one at the end
    PipeReader(InputStream in, byte[] mark, Consumer<byte[]> lines) {
        this.in = in;
        this.mark = mark;
        this.lines = lines;
    }

    /// Completes when the mark or the end was reached and all before it handed over.
    CompletableFuture<Void> drained() {
        return drained;
    }

    void start(String name) {
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    private void run() {
        try (in) {
            while (true) {
                if (size == pending.length) {
                    pending = Arrays.copyOf(pending, 2 * size);
                }
                int read = in.read(pending, size, pending.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
                handOver();
            }
        } catch (IOException closedByTheEndOfTheProcess) {
            Log.debug("pipe closed", closedByTheEndOfTheProcess);
        } finally {
            give(size);
            drained.complete(null);
        }
    }

    private void handOver() {
        int end = size;
        while (end > 0 && pending[end - 1] != '\n') {
            end--;
        }
        int at = markBefore(end);
        if (at >= 0) {
            System.arraycopy(pending, at + mark.length, pending, at, size - at - mark.length);
            size -= mark.length;
            give(at);
            drained.complete(null);
        } else if (end > 0) {
            give(end);
        } else if (size >= LONGEST) {
            give(size);
        }
    }

    private int markBefore(int end) {
        if (drained.isDone()) {
            return -1;
        }
        for (int at = 0; at + mark.length <= end; at++) {
            if (pending[at] == mark[0]
                    && Arrays.equals(pending, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }

    private void give(int count) {
        if (count > 0) {
            lines.accept(Arrays.copyOf(pending, count));
            System.arraycopy(pending, count, pending, 0, size - count);
            size -= count;
        }
    }
}
