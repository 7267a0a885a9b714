package telaio.multiprocessing.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A child JVM, seen from the JVM that launched it. Any thread may call its methods.
public final class Worker {
    /// How long a stopped cell's process may take to tidy up before it is killed.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// How long pipes may stay open after the end of a process.
    private static final Duration DRAINING = Duration.ofSeconds(5);

    /// How long a JVM may take from its last frame to its end; it may have an AOT cache to write.
    private static final Duration LEAVING = Duration.ofMinutes(2);

    private final Launcher launcher;
    private final Process process;
    private final Token token;
    private final Printed printed;
    private final CompletableFuture<Link> connected = new CompletableFuture<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final ReentrantLock telling = new ReentrantLock();

    private final ReentrantLock sending = new ReentrantLock();
    private @Nullable Link link;
    private boolean tasked;
    private final List<Frame> waiting = new ArrayList<>();

    private volatile @Nullable Launch launch;
    private volatile Listener listener = new Listener() {};
    private final Object progress = new Object();
    private long handled;
    private volatile boolean endedByUs;

    /// The signal last sent from here; 0 for none.
    private volatile int sent;

    Worker(Launcher launcher, Process process, Token token) {
        this.launcher = launcher;
        this.process = process;
        this.token = token;
        printed = new Printed(process, token.mark());
    }

    public long pid() {
        return process.pid();
    }

    /// As given in its [Launch].
    public String name() {
        return launch().name();
    }

    public Launch launch() {
        var known = launch;
        if (known == null) {
            throw new IllegalStateException("standby JVM " + pid() + " has no task");
        }
        return known;
    }

    boolean assigned() {
        return launch != null;
    }

    Token token() {
        return token;
    }

    Process process() {
        return process;
    }

    /// False once the job is over; the JVM itself may then still be leaving.
    public boolean isAlive() {
        return !ending.isDone();
    }

    /// Whether its JVM ever came up. One that refuses its arguments does not.
    public boolean connected() {
        return connected.isDone() && !connected.isCompletedExceptionally();
    }

    /// Completes, never exceptionally, after [Listener#ended] returned.
    public CompletableFuture<Ending> ending() {
        return ending.copy();
    }

    /// Whether [#terminate] or [#kill] was called, or its cell was stopped.
    public boolean endedByUs() {
        return endedByUs;
    }

    /// The last lines it printed to its standard error; empty for none.
    public String lastWords() {
        return printed.lastWords();
    }

    /// Sends bytes to what the job gave to [Parent#onApplication]. Kept until the child is ready.
    ///
    /// @throws IOException if the child is gone
    public void send(byte[] application) throws IOException {
        send(new Frame.Application(application));
    }

    /// Interrupts the thread that runs the job. Does nothing when the child is gone.
    public void interrupt() {
        trySend(new Frame.Interrupt());
    }

    /// Stops what the child does for `origin`, and in the whole family below it. If it was launched
    /// for that origin and is not at its end within a second, it is killed.
    public void stop(long origin) {
        trySend(new Frame.Stop(origin));
        if (launch().origin() == origin && origin != 0) {
            endedByUs = true;
            CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (isAlive()) {
                            kill();
                        }
                    });
        }
    }

    /// Waits until the first `frames` frames of the child ([Home#sent]) have been dealt with here,
    /// or it has ended: what it printed before it said something else has then arrived.
    public void awaitHandled(long frames) throws InterruptedException {
        synchronized (progress) {
            while (handled < frames) {
                progress.wait();
            }
        }
    }

    private void handled(long frames) {
        synchronized (progress) {
            handled = Math.max(handled, frames);
            progress.notifyAll();
        }
    }

    /// Asks the child's JVM to end (SIGTERM): its shutdown hooks run, the exit code is −15.
    public void terminate() {
        endedByUs = true;
        sent = Ending.SIGTERM;
        process.destroy();
    }

    /// Ends the child's JVM at once (SIGKILL): the exit code is −9.
    public void kill() {
        endedByUs = true;
        sent = Ending.SIGKILL;
        process.destroyForcibly();
    }

    /// Begins to take what the JVM prints.
    void begin() {
        printed.start(pid());
    }

    /// Gives the child its task. Called once.
    void assign(Launch task, Listener hearer, Frame.Assign assignment) throws IOException {
        listener = hearer;
        launch = task;
        printed.tell(this::deliver, task.origin());
        send(assignment);
        Thread.ofPlatform()
                .name("telaio-" + task.name())
                .daemon(task.daemon())
                .inheritInheritableThreadLocals(false)
                .start(this::listen);
    }

    /// Sends a standby JVM its rehearsal.
    ///
    /// @return false if it has got a task meanwhile
    boolean rehearse(Frame.Rehearse rehearsal) throws IOException {
        sending.lock();
        try {
            if (tasked || link == null) {
                return false;
            }
            link.send(rehearsal);
            return true;
        } finally {
            sending.unlock();
        }
    }

    /// Called when the child has shown its token.
    void connect(Link established) throws IOException {
        sending.lock();
        try {
            for (var frame : waiting) {
                established.send(frame);
            }
            waiting.clear();
            link = established;
        } finally {
            sending.unlock();
        }
    }

    /// From now on the link is read by [#listen] only. Called once for whom [#connect] was.
    void ready() {
        var established = link;
        if (established != null) {
            connected.complete(established);
        }
    }

    /// Called when the JVM has ended: nobody will connect any more. One that has shown its token
    /// may have done its whole task before [#ready] is called; what it said waits in the link.
    void exited() {
        sending.lock();
        try {
            if (link == null) {
                connected.completeExceptionally(
                        new IOException("the JVM ended before it connected"));
            }
        } finally {
            sending.unlock();
        }
    }

    private void trySend(Frame frame) {
        try {
            send(frame);
        } catch (IOException childGone) {
            Log.debug("child is gone", childGone);
        }
    }

    private void send(Frame frame) throws IOException {
        sending.lock();
        try {
            tasked = true;
            if (link == null) {
                waiting.add(frame);
            } else {
                link.send(frame);
            }
        } finally {
            sending.unlock();
        }
    }

    private void listen() {
        try (var established = connected.get()) {
            read(established);
        } catch (ExecutionException neverConnected) {
            var reaped = asReaped();
            finish(reaped.exitCode() == 0 ? new Ending(1, null) : reaped);
        } catch (IOException | InterruptedException | RuntimeException broken) {
            Log.debug("link broke", broken);
            process.destroyForcibly();
            endedSilently();
        }
    }

    /// Until the link ends: a child's shutdown hooks may print after its last word.
    private void read(Link established) throws IOException {
        while (true) {
            handled(established.received());
            switch (established.receive()) {
                case null -> {
                    endedSilently();
                    return;
                }
                case Frame.Done(var exitCode, var failure) -> finish(new Ending(exitCode, failure));
                case Frame.Bye() -> established.closeSending();
                case Frame.Output output -> deliver(output);
                case Frame.Shown shown -> tell(() -> listener.shown(shown));
                case Frame.Report report -> tell(() -> listener.report(report));
                case Frame.Application(var payload) -> tell(() -> listener.application(payload));
                case Frame.ClassRequest(var name) ->
                        established.send(new Frame.ClassReply(name, launcher.classBytes(name)));
                case Frame other -> throw new IOException("a child does not send " + other);
            }
        }
    }

    /// The link has ended: if without a last word, the system knows how the process ended.
    private void endedSilently() {
        if (!ending.isDone()) {
            finish(asReaped());
        }
    }

    private Ending asReaped() {
        int code = process.onExit().join().exitValue();
        launcher.died(pid());
        return new Ending(Ending.normalise(code, sent), null);
    }

    private void finish(Ending how) {
        printed.awaitDrained(DRAINING);
        handled(Long.MAX_VALUE);
        tell(() -> listener.ended(how));
        launcher.ended(this);
        ending.complete(how);
        CompletableFuture.delayedExecutor(LEAVING.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
    }

    private void deliver(Frame.Output output) {
        if (output.stream() == Frame.Stream.STDERR) {
            printed.remember(output.text());
        }
        tell(() -> listener.output(output));
    }

    /// A listener that throws does not take the link down with it.
    private void tell(Runnable news) {
        telling.lock();
        try {
            news.run();
        } catch (RuntimeException e) {
            Log.debug("listener of " + name() + " failed", e);
        } finally {
            telling.unlock();
        }
    }

    @Override
    public String toString() {
        var known = launch;
        return "Worker[" + (known == null ? "standby" : known.name()) + ", pid " + pid() + "]";
    }
}
