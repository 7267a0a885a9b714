package telaio.multiprocessing.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What arrives through a child's file descriptors 1 and 2: output of native code, of programs it
/// starts with `inheritIO`, of the JVM itself. Belongs to the process as a whole, so has its
/// origin.
final class Printed {
    private static final int LAST_WORDS = 2_000;
    private static final int KEPT = 1 << 16;

    /// How a JVM begins to say why it does not start or has crashed. It says that on descriptor 1;
    /// a flag that sends it to descriptor 2 would send mere warnings there too.
    private static final Pattern LAST_LINES =
            Pattern.compile(
                    "# A fatal error has been detected|Error occurred during initialization of VM");

    private final PipeReader out;
    private final PipeReader err;
    private final StringBuilder lastWords = new StringBuilder();

    /// Text that came before anybody listened.
    private final List<Frame.Output> early = new ArrayList<>();

    private boolean ending;
    private int earlySize;
    private @Nullable Consumer<Frame.Output> hearer;
    private long origin;

    Printed(Process process, byte[] mark) {
        out = reader(process, mark, Frame.Stream.STDOUT);
        err = reader(process, mark, Frame.Stream.STDERR);
    }

    private PipeReader reader(Process process, byte[] mark, Frame.Stream stream) {
        var in =
                stream == Frame.Stream.STDOUT ? process.getInputStream() : process.getErrorStream();
        return new PipeReader(in, mark, text -> came(stream, text));
    }

    void start(long pid) {
        out.start("telaio-stdout-" + pid);
        err.start("telaio-stderr-" + pid);
    }

    /// From now on text goes to `hearer`, beginning with what came before.
    synchronized void tell(Consumer<Frame.Output> hearer, long origin) {
        this.hearer = hearer;
        this.origin = origin;
        // nothing that comes now may overtake it
        early.forEach(
                output -> hearer.accept(new Frame.Output(origin, output.stream(), output.text())));
        early.clear();
    }

    private void came(Frame.Stream stream, byte[] text) {
        if (stream == Frame.Stream.STDOUT) {
            rememberLastLines(text);
        }
        Consumer<Frame.Output> known;
        synchronized (this) {
            known = hearer;
            if (known == null) {
                if (earlySize < KEPT) {
                    early.add(new Frame.Output(0, stream, text));
                    earlySize += text.length;
                }
                return;
            }
        }
        known.accept(new Frame.Output(origin, stream, text));
    }

    /// Everything the process wrote to its descriptors before its end has been handed over. Where
    /// something outlives the process and holds its pipes, not longer than `patience`.
    void awaitDrained(Duration patience) {
        try {
            CompletableFuture.allOf(out.drained(), err.drained())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException somebodyHoldsThem) {
            Log.debug("pipes still open", somebodyHoldsThem);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void rememberLastLines(byte[] text) {
        ending |= LAST_LINES.matcher(new String(text, StandardCharsets.UTF_8)).find();
        if (ending) {
            remember(text);
        }
    }

    synchronized void remember(byte[] text) {
        lastWords.append(new String(text, StandardCharsets.UTF_8));
        if (lastWords.length() > LAST_WORDS) {
            lastWords.delete(0, lastWords.length() - LAST_WORDS);
        }
    }

    synchronized String lastWords() {
        return lastWords.toString().strip();
    }
}
