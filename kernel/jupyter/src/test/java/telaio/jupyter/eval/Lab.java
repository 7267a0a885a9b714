package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import telaio.display.Showing;
import telaio.multiprocessing.worker.Settings;

/// An evaluator with a real session, and a front end that remembers what it is told. Every cell has
/// an origin of its own.
final class Lab implements AutoCloseable, Frontend {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private record Printed(long origin, Stream stream, String text) {}

    private record Shown(long origin, Showing showing) {}

    private final List<Shown> shown = new ArrayList<>();
    private final AtomicLong origins = new AtomicLong();
    private final List<Printed> printed = new ArrayList<>();
    private volatile Keyboard keyboard =
            (prompt, password) -> {
                throw new IOException("no input");
            };
    private final JShellEvaluator evaluator;

    interface Keyboard {
        String line(String prompt, boolean password) throws IOException;
    }

    Lab() {
        evaluator = new JShellEvaluator(this);
    }

    Lab(Settings settings) {
        evaluator = new JShellEvaluator(this, settings);
    }

    /// A lab where JShell may be passed by, or not.
    Lab(boolean shortcuts) {
        evaluator = new JShellEvaluator(this, SessionSettings.standard(), shortcuts);
    }

    JShellEvaluator evaluator() {
        return evaluator;
    }

    void keyboard(Keyboard answers) {
        keyboard = answers;
    }

    /// The origin of the newest cell.
    long origin() {
        return origins.get();
    }

    Outcome run(String code) {
        return run(1, code);
    }

    /// Runs a cell that is called `In[count]`.
    Outcome run(int count, String code) {
        return evaluator.evaluate(new Cell(origins.incrementAndGet(), count, code));
    }

    /// The plain text of the value a cell ends with.
    String value(String code) {
        var outcome = run(code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Value.class);
        return String.valueOf(((Outcome.Value) outcome).data().get("text/plain"));
    }

    /// Runs a cell that is only there for what it declares or prints.
    void quietly(String code) {
        quietly(1, code);
    }

    void quietly(int count, String code) {
        assertThat(run(count, code)).as(code).isEqualTo(new Outcome.Nothing());
    }

    /// The traceback of a failing cell, without colours.
    String traceback(int count, String code) {
        var outcome = run(count, code);
        assertThat(outcome).as(code).isInstanceOf(Outcome.Failed.class);
        return plain((Outcome.Failed) outcome);
    }

    static String plain(Outcome.Failed failed) {
        return String.join("\n", failed.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    synchronized String out(long origin) {
        return text(origin, Stream.STDOUT);
    }

    synchronized String err(long origin) {
        return text(origin, Stream.STDERR);
    }

    private String text(long origin, Stream stream) {
        var text = new StringBuilder();
        printed.stream()
                .filter(p -> p.origin() == origin && p.stream() == stream)
                .forEach(p -> text.append(p.text()));
        return text.toString();
    }

    /// Waits until what an origin printed is as wanted.
    synchronized void awaitOut(long origin, Predicate<String> wanted) throws InterruptedException {
        await(origin, Stream.STDOUT, wanted);
    }

    synchronized void awaitErr(long origin, Predicate<String> wanted) throws InterruptedException {
        await(origin, Stream.STDERR, wanted);
    }

    private synchronized void await(long origin, Stream stream, Predicate<String> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.test(text(origin, stream))) {
            long left = deadline - System.nanoTime();
            assertThat(left).as("nothing of the kind in: " + text(origin, stream)).isPositive();
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /// Runs a cell in a thread of its own, stops it once it printed `running`.
    Outcome stopped(String code) throws Exception {
        long origin = origins.get() + 1;
        var outcome = new java.util.concurrent.FutureTask<>(() -> run(code));
        Thread.ofPlatform().daemon().start(outcome);
        awaitOut(origin, text -> text.contains("running"));
        evaluator.interrupt();
        return outcome.get();
    }

    @Override
    public synchronized void stream(long origin, Stream stream, String text) {
        printed.add(new Printed(origin, stream, text));
        notifyAll();
    }

    @Override
    public synchronized void show(long origin, Showing showing) {
        shown.add(new Shown(origin, showing));
        notifyAll();
    }

    /// What code of an origin has shown so far.
    synchronized List<Showing> shown(long origin) {
        return shown.stream().filter(s -> s.origin() == origin).map(Shown::showing).toList();
    }

    @Override
    public String input(long origin, String prompt, boolean password) throws IOException {
        return keyboard.line(prompt, password);
    }

    @Override
    public void sessionEnded() {}

    @Override
    public void close() {
        evaluator.close();
    }
}
