package telaio.multiprocessing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Catches what a test and its processes print.
final class Console implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Heard out = new Heard();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream plainOut = System.out;
    private final PrintStream plainErr = System.err;

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setOut(plainOut);
        System.setErr(plainErr);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Returns when this text has been printed to the standard output.
    void awaitText(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (out) {
            while (!out().contains(text)) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError("not printed: " + text + ", but: " + out());
                }
                out.wait(left);
            }
        }
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Tells those that wait for more.
    private static final class Heard extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }
    }
}
