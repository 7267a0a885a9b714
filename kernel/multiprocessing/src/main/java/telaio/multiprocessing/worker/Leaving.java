package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;

/// Shutdown hook of a child JVM: ends its own children, sends what is still to be said, and frees
/// the JVM from the thread that waits for its parent.
final class Leaving extends Thread {
    private final WorkerMain main;
    private final Upward above;
    private final Thread mainThread = Thread.currentThread();
    private volatile Frame.@Nullable Done done;

    Leaving(WorkerMain main, Upward above) {
        super("telaio-leaving");
        this.main = main;
        this.above = above;
    }

    /// The job is over, `main` is about to leave. Waits for the threads that keep a JVM alive.
    void finished(Frame.Done how) {
        for (var thread = another(); thread != null; thread = another()) {
            joinUninterruptibly(thread);
        }
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
        main.flush();
        if (how != null) {
            above.lastWord(how);
        }
        above.end();
    }

    /// Hooks of user code still print. All are running once `main` waits for their ends, and every
    /// other thread that is not a daemon has ended by then.
    private void awaitOtherHooks() {
        while (mainThread.getState() == State.RUNNABLE) {
            Thread.onSpinWait();
        }
        for (var thread = another(); thread != null; thread = another()) {
            joinUninterruptibly(thread);
        }
    }

    private @Nullable Thread another() {
        var group = mainThread.getThreadGroup();
        while (group != null && group.getParent() != null) {
            group = group.getParent();
        }
        if (group == null) {
            return null;
        }
        var threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            var thread = threads[i];
            if (!thread.isDaemon() && !thread.equals(mainThread) && !thread.equals(this)) {
                return thread;
            }
        }
        return null;
    }

    /// `main` may have been interrupted by user code, which is no reason to leave early.
    private static void joinUninterruptibly(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stillWaiting) {
                System.getLogger(Leaving.class.getName())
                        .log(System.Logger.Level.DEBUG, "interrupted", stillWaiting);
            }
        }
    }
}
