package telaio.exercise;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// Code that runs in a thread of its own, on behalf of the cell, and can be stopped without it.
///
/// @param <T> type of its result
final class Bounded<T extends @Nullable Object> {
    /// How long code that was stopped is waited for.
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Origin part = Origin.current().part();
    private final Callable<T> code;
    private final Thread thread;

    /// Written by the thread, read when it has ended.
    private volatile @Nullable T result;

    private volatile @Nullable Throwable thrown;

    Bounded(String name, Callable<T> code) {
        this.code = code;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    private void run() {
        var before = Origin.enter(part);
        try {
            result = code.call();
        } catch (Throwable whatever) { // it is a student's; the report tells it
            thrown = whatever;
        } finally {
            Origin.leave(before);
        }
    }

    void start() {
        thread.start();
    }

    /// Waits for the code, at most `time`.
    ///
    /// @return whether it has ended
    boolean await(Duration time) throws InterruptedException {
        return thread.join(time.isPositive() ? time : Duration.ofMillis(1));
    }

    /// Stops the code if it still runs, and what it left behind: its threads, and its pools, which
    /// would replace their workers. A loop within the JDK goes on in the background.
    void stop() throws InterruptedException {
        part.stop();
        if (thread.isAlive()) {
            boolean _ = thread.join(GRACE);
        }
        part.end();
    }

    boolean runs() {
        return thread.isAlive();
    }

    /// On whose behalf the code runs.
    Origin part() {
        return part;
    }

    long thread() {
        return thread.threadId();
    }

    /// What the code returned; null also if it did not.
    @Nullable T result() {
        return result;
    }

    /// What the code threw.
    @Nullable Throwable thrown() {
        return thrown;
    }
}
