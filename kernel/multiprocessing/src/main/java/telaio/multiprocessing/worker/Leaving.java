package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;

/// Shutdown hook of a child JVM: ends its own children, sends what is still to be said, and frees
/// the JVM from the thread that waits for its parent.
final class Leaving extends Thread {
    private final Runnable flush;
    private final Upward above;
    private final Thread mainThread;
    private final ThreadGroup everything;
    private volatile Frame.@Nullable Done done;

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

    /// The job is over, `main` is about to leave. Waits for the threads that keep a JVM alive.
    void finished(Frame.Done how) {
        awaitOthers();
        done = how;
    }

    @Override
    public void run() {
        above.expectEnd();
        var how = done;
        if (how != null) {
            awaitOtherHooks();
        }
        Launcher.closeCurrent();
        flush.run();
        if (how != null) {
            above.lastWord(how);
        }
        above.end();
    }

    /// Loads what [#run] will use.
    void rehearse() {
        awaitOthers();
        Launcher.closeCurrent();
    }

    /// Hooks of user code still print. All are running once `main` waits for their ends, and every
    /// other thread that is not a daemon has ended by then.
    private void awaitOtherHooks() {
        while (mainThread.getState() == State.RUNNABLE) {
            Thread.onSpinWait();
        }
        awaitOthers();
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
