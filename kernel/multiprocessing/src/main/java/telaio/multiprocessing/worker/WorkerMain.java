package telaio.multiprocessing.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

/// Main class of a child JVM: connects to its launcher, takes one task, runs it in thread `main`
/// and leaves. Its only argument is the launcher's socket; its token comes through standard input.
public final class WorkerMain {
    private static volatile @Nullable Upward upward;

    private static volatile boolean unpacking;

    private final Token token;
    private final Link link;
    private final OriginStream out;
    private final OriginStream err;

    private WorkerMain(Token token, Link link) {
        this.token = token;
        this.link = link;
        out = new OriginStream(Frame.Stream.STDOUT, link::send);
        err = new OriginStream(Frame.Stream.STDERR, link::send);
    }

    /// Called by the JVM.
    public static void main(String[] arguments) throws IOException {
        var token = Token.of(System.in.readNBytes(Token.LENGTH));
        System.setIn(InputStream.nullInputStream());
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(arguments[0]));
        new WorkerMain(token, new Link(channel)).work();
    }

    private void work() throws IOException {
        link.send(new Frame.Hello(token.identity()));
        System.setOut(out.printer());
        System.setErr(err.printer());
        var assignment = awaitAssignment();
        if (assignment == null) {
            Runtime.getRuntime().halt(0);
            return;
        }
        Home.settle(link, assignment);
        if (!assignment.domain().isEmpty()) {
            SharedMemory.join(Path.of(assignment.domain()));
        }
        var above = new Upward(link, Thread.currentThread());
        upward = above;
        var leaving = new Leaving(this, above);
        Runtime.getRuntime().addShutdownHook(leaving);
        above.start();
        Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
        var origin = Origin.of(assignment.origin());
        Origin.fallback(origin);
        var binding = Origin.enter(origin);
        int code = run(assignment, above, leaving);
        Origin.leave(binding);
        System.exit(code);
    }

    private Frame.@Nullable Assign awaitAssignment() throws IOException {
        while (true) {
            switch (link.receive()) {
                case null -> {
                    return null;
                }
                case Frame.Assign assignment -> {
                    return assignment;
                }
                case Frame other -> throw new IOException("unexpected " + other);
            }
        }
    }

    private int run(Frame.Assign assignment, Upward above, Leaving leaving) {
        Failure failure = null;
        int code = 0;
        try {
            unpack(assignment).run(above);
        } catch (Throwable thrown) {
            if (stopped(thrown)) {
                code = STOPPED;
            } else {
                code = 1;
                failure = Failure.of(thrown);
            }
        }
        leaving.finished(new Frame.Done(code == STOPPED ? Ending.normalise(code) : code, failure));
        return code;
    }

    /// Exit code of a process that was stopped with its cell, as after SIGINT.
    private static final int STOPPED = 130;

    /// What a stop makes of a task: the stop itself, or the wait it interrupted.
    private static boolean stopped(Throwable thrown) {
        return thrown instanceof Stopped
                || (Origin.current().stopped() && thrown instanceof InterruptedException);
    }

    private static Job unpack(Frame.Assign assignment) throws IOException, ClassNotFoundException {
        unpacking = true;
        try {
            return (Job) assignment.shipment().unpack();
        } finally {
            unpacking = false;
        }
    }

    /// A class whose initialiser starts a process would do so again in that process, and so on.
    static void refuseWhileUnpacking() {
        if (unpacking) {
            throw new IllegalStateException(
                    "a class initialiser cannot start a process in a child process");
        }
    }

    /// Asks the parent's launcher for a class; null if it does not know it, or there is no parent.
    static byte @Nullable [] askParent(String name) {
        var above = upward;
        return above == null ? null : above.classBytes(name);
    }

    /// The default handler of the JDK, but for threads that were stopped: those end in silence.
    private void uncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof Stopped) {
            return;
        }
        out.flushQuietly();
        err.flushQuietly();
        Home.report(
                new Frame.Report(
                        Origin.current().id(),
                        Home.name(),
                        ProcessHandle.current().pid(),
                        thread.getName(),
                        0,
                        Failure.of(thrown)));
    }

    /// Sends the beginnings of lines, and marks the end of what went to the file descriptors.
    void flush() {
        System.out.flush();
        System.err.flush();
        out.flushQuietly();
        err.flushQuietly();
        mark(FileDescriptor.out);
        mark(FileDescriptor.err);
    }

    /// A descriptor that native code closed cannot be written to; its reader has seen the end then.
    private void mark(FileDescriptor descriptor) {
        try {
            new FileOutputStream(descriptor).write(token.mark());
        } catch (IOException closed) {
            System.getLogger(WorkerMain.class.getName())
                    .log(System.Logger.Level.DEBUG, "descriptor is closed", closed);
        }
    }
}
