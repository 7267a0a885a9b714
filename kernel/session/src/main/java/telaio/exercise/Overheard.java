package telaio.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Frame;
import telaio.multiprocessing.worker.Home;

/// Hears what a solution prints, here and in its processes, and what its processes fail with. It is
/// shown as ever.
final class Overheard implements AutoCloseable {
    /// More than that of either is not kept.
    private static final int MOST = 1 << 20;

    private final Kept children = new Kept();
    private final Kept own = new Kept();
    private final List<Frame.Report> reports = new CopyOnWriteArrayList<>();
    private final Consumer<Frame> ear = this::hear;
    private final PrintStream before = System.out;
    private final PrintStream tee;

    /// @param part on whose behalf prints who is heard here
    Overheard(Origin part) {
        tee = new PrintStream(new Tee(before, part, own), false, StandardCharsets.UTF_8);
        Home.hear(ear);
        System.setOut(tee);
    }

    private void hear(Frame frame) {
        if (frame instanceof Frame.Output(_, var stream, var text)
                && stream == Frame.Stream.STDOUT) {
            children.add(text, 0, text.length);
        } else if (frame instanceof Frame.Report report && reports.size() < 100) {
            reports.add(report);
        }
    }

    /// The lines processes have printed so far.
    List<String> children() {
        return children.lines();
    }

    /// The lines this process has printed so far.
    List<String> own() {
        return own.lines();
    }

    /// What processes have failed with so far.
    List<Frame.Report> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        Home.ignore(ear);
        tee.flush();
        if (System.out.equals(tee)) {
            System.setOut(before);
        }
    }

    private static final class Kept {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized void add(byte[] text, int offset, int length) {
            bytes.write(text, offset, Math.clamp(MOST - bytes.size(), 0, length));
        }

        synchronized List<String> lines() {
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    /// Passes everything on.
    private static final class Tee extends OutputStream {
        private final PrintStream target;
        private final Origin part;
        private final Kept kept;

        Tee(PrintStream target, Origin part, Kept kept) {
            this.target = target;
            this.part = part;
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (Origin.current().within(part)) {
                kept.add(bytes, offset, length);
            }
            target.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            target.flush();
        }
    }
}
