package telaio.multiprocessing.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

/// Main class of a child JVM: connects to its launcher, takes one task, runs it in thread `main`
/// and leaves. Its only argument is the address of the link to its launcher; its token comes
/// through standard input.
///
/// Everything a task will need is made before the JVM says that it is ready: a standby JVM has
/// milliseconds to spare, a starting process has not.
public final class WorkerMain {
    /// Exit code of a process that was stopped with its cell, as after SIGINT.
    private static final int STOPPED = 130;

    private static volatile @Nullable Upward upward;

    private static volatile boolean unpacking;

    private final Link link;
    private final byte[] identity;
    private final byte[] mark;
    private final FileOutputStream plainOut = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream plainErr = new FileOutputStream(FileDescriptor.err);
    private final OriginStream out = new OriginStream(Frame.Stream.STDOUT, this::send);
    private final OriginStream err = new OriginStream(Frame.Stream.STDERR, this::send);
    private final Upward above;
    private final Leaving leaving;
    private boolean rehearsing;

    /// Written by `main` and then by the shutdown hook, or by the hook alone.
    private volatile boolean marked;

    private WorkerMain(Token token, Link link) {
        this.link = link;
        identity = token.identity();
        mark = token.mark();
        above = new Upward(link, Thread.currentThread());
        leaving = new Leaving(this::flush, above, Thread.currentThread());
    }

    /// Called by the JVM.
    public static void main(String[] arguments) throws IOException {
        var token = Token.of(System.in.readNBytes(Token.LENGTH));
        System.setIn(InputStream.nullInputStream());
        new WorkerMain(token, Entrance.toParent(arguments[0])).work();
    }

    private void work() throws IOException {
        link.send(new Frame.Hello(identity));
        System.setOut(out.printer());
        System.setErr(err.printer());
        Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
        Runtime.getRuntime().addShutdownHook(leaving);
        above.prepare();
        var assignment = awaitAssignment();
        if (assignment == null) {
            Runtime.getRuntime().halt(0);
            return;
        }
        Home.settle(link, assignment);
        upward = above;
        above.start();
        if (!assignment.domain().isEmpty()) {
            SharedMemory.join(Path.of(assignment.domain()), assignment.name());
        }
        Origin.fallback(Origin.of(assignment.origin()));
        var done = perform(assignment, above);
        leaving.finish(done);
        System.exit(done.exitCode() < 0 ? 128 - done.exitCode() : done.exitCode());
    }

    /// Null if the parent is gone. Not a switch, for the reason that [FrameCodec#encode] gives.
    private Frame.@Nullable Assign awaitAssignment() throws IOException {
        while (true) {
            var frame = link.receive();
            if (frame instanceof Frame.Rehearse rehearsal) {
                rehearsing = true;
                Rehearsal.run(rehearsal, link, this::rehearse);
                rehearsing = false;
                link.send(new Frame.Ready());
            } else if (frame == null || frame instanceof Frame.Assign) {
                return (Frame.Assign) frame;
            } else {
                throw new IOException("unexpected " + frame);
            }
        }
    }

    /// As near to the real thing as possible without an effect.
    private void rehearse(Frame.Assign assignment) {
        FrameCodec.encode(perform(assignment, Rehearsal.NOBODY));
        flush();
        leaving.rehearse();
        new Upward(link, Thread.currentThread()).rehearse();
        Home.launched();
    }

    /// Runs the task in the calling thread.
    private static Frame.Done perform(Frame.Assign assignment, Parent parent) {
        var binding = Origin.enter(Origin.of(assignment.origin()));
        try {
            unpack(assignment).run(parent);
            return new Frame.Done(0, null);
        } catch (Throwable thrown) {
            return stopped(thrown)
                    ? new Frame.Done(Ending.normalise(STOPPED), null)
                    : new Frame.Done(1, Failure.of(thrown));
        } finally {
            Origin.leave(binding);
        }
    }

    private static Job unpack(Frame.Assign assignment) throws IOException, ClassNotFoundException {
        unpacking = true;
        try {
            return (Job) assignment.shipment().unpack();
        } finally {
            unpacking = false;
        }
    }

    /// What a stop makes of a task: the stop itself, or the wait it interrupted.
    private static boolean stopped(Throwable thrown) {
        return thrown instanceof Stopped
                || (Origin.current().stopped() && thrown instanceof InterruptedException);
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
        var parent = upward;
        return parent == null ? null : parent.classBytes(name);
    }

    /// The default handler of the JDK, but for threads that were stopped: those end in silence.
    private void uncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof Stopped) {
            return;
        }
        System.out.flush();
        System.err.flush();
        Home.report(
                new Frame.Report(
                        Origin.current().id(),
                        Home.name(),
                        ProcessHandle.current().pid(),
                        thread.getName(),
                        0,
                        Failure.of(thrown)));
    }

    private void send(Frame.Output output) throws IOException {
        if (rehearsing) {
            FrameCodec.encode(output);
        } else {
            link.send(output);
        }
    }

    /// Sends the beginnings of lines, and marks the end of what went to the file descriptors. What
    /// user code's shutdown hooks print later is sent as it comes.
    private void flush() {
        System.out.flush();
        System.err.flush();
        // user code may have set other streams
        out.flushQuietly();
        err.flushQuietly();
        if (!rehearsing && !marked) {
            marked = true;
            out.holdNothingBack();
            err.holdNothingBack();
            mark(plainOut);
            mark(plainErr);
        }
    }

    /// A descriptor that native code closed cannot be written to; its reader has seen the end then.
    private void mark(FileOutputStream descriptor) {
        try {
            descriptor.write(mark);
        } catch (IOException closed) {
            Log.debug("descriptor is closed", closed);
        }
    }
}
