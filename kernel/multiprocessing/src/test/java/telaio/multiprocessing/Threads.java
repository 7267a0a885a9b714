package telaio.multiprocessing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import telaio.multiprocessing.memory.Domain;

/// Threads of tests.
public final class Threads {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Threads() {}

    /// Runs `work` on a new platform thread, a daemon so that a hanging test ends.
    public static <T> Running<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        return new Running<>(Thread.ofPlatform().daemon().start(task), task);
    }

    public record Running<T>(Thread thread, FutureTask<T> task) {
        public T result() throws Exception {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// Waits for what has no event of its own.
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("does not come true");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    /// Lets time pass, for what is to happen at a random moment.
    public static void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// Waits until that many threads of the domain have published that they wait.
    public static void untilWaiting(int count) {
        until(() -> Domain.current().waiters().size() == count);
    }
}
