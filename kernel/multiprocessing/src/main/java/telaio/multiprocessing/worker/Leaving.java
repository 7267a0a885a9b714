package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;

/// The end of a child JVM: what it says when its job is over, and the shutdown hook that frees it
/// from the thread that waits for its parent.
final class Leaving extends Thread {
    private final Runnable flush;
    private final Upward above;
    private final Thread mainThread;
    private final ThreadGroup everything;

    Leaving(Runnable flush, Upward above, Thread mainThread) {
        super("telaio-leaving");
        this.flush = flush;
        this.above = above;
        this.mainThread = mainThread;
        var group = mainThread.getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        everything = group;
    }

    /// The job is over: waits for the threads that keep a JVM alive, ends the children that do not,
    /// and says how it went. Who joins this process goes on then; the JVM has still to leave.
    void finish(Frame.Done how) {
        awaitOthers();
        if (how.exitCode() == 0) {
            SharedMemory.leave();
        }
        Launcher.closeCurrent();
        flush.run();
        above.lastWord(how);
    }

    @Override
    public void run() {
        above.expectEnd();
        Launcher.closeCurrent();
        flush.run();
        above.end();
    }

    /// Loads what [#finish] and [#run] will use.
    void rehearse() {
        awaitOthers();
        Launcher.closeCurrent();
    }

    private void awaitOthers() {
        for (var thread = other(); thread != null; thread = other()) {
            joinUninterruptibly(thread);
        }
    }

    private @Nullable Thread other() {
        var threads = new Thread[everything.activeCount() + 16];
        int count = everything.enumerate(threads);
        for (int i = 0; i < count; i++) {
            var thread = threads[i];
            if (!thread.isDaemon() && !thread.equals(mainThread) && !thread.equals(this)) {
                return thread;
            }
        }
        return null;
    }

    /// User code may have interrupted `main`, which is no reason to leave early.
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stillWaiting) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
