package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import telaio.multiprocessing.Futures;
import telaio.multiprocessing.ProcessPoolExecutor;
import telaio.multiprocessing.SerializableCallable;

/// Solutions of the exercises on futures, right and wrong ones.
public final class FutureSolutions {
    private FutureSolutions() {}

    private static List<CompletableFuture<String>> all(
            ProcessPoolExecutor executor, List<SerializableCallable<String>> jobs) {
        var futures = new ArrayList<CompletableFuture<String>>();
        for (var job : jobs) {
            futures.add(executor.submit(job));
        }
        return futures;
    }

    private static String text(CompletableFuture<String> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            return String.valueOf(failed.getCause().getMessage());
        }
    }

    // results as they come

    public static void asCompleted(List<SerializableCallable<String>> jobs, Consumer<String> show)
            throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            for (var future : Futures.asCompleted(all(executor, jobs))) {
                show.accept(text(future));
            }
        }
    }

    public static void waitForTheFirst(
            List<SerializableCallable<String>> jobs, Consumer<String> show) throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            var open = all(executor, jobs);
            while (!open.isEmpty()) {
                var waited = Futures.wait(open, Futures.Until.FIRST_COMPLETED);
                for (var future : waited.done()) {
                    show.accept(text(future));
                }
                open = new ArrayList<>(waited.notDone());
            }
        }
    }

    public static void inTheOrderOfTheJobs(
            List<SerializableCallable<String>> jobs, Consumer<String> show) throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            for (var future : all(executor, jobs)) {
                show.accept(text(future));
            }
        }
    }

    public static void swallowed(List<SerializableCallable<String>> jobs, Consumer<String> show)
            throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            for (var future : Futures.asCompleted(all(executor, jobs))) {
                if (!future.isCompletedExceptionally()) {
                    show.accept(future.get());
                }
            }
        }
    }

    public static void notCaught(List<SerializableCallable<String>> jobs, Consumer<String> show)
            throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            for (var future : Futures.asCompleted(all(executor, jobs))) {
                show.accept(future.get());
            }
        }
    }

    public static void notClosed(List<SerializableCallable<String>> jobs, Consumer<String> show)
            throws Exception {
        for (var future : Futures.asCompleted(all(new ProcessPoolExecutor(2), jobs))) {
            show.accept(text(future));
        }
    }

    // the first result

    public static String cancelsTheOthers(List<SerializableCallable<String>> ways)
            throws Exception {
        try (var executor = new ProcessPoolExecutor(ways.size())) {
            var futures = all(executor, ways);
            for (var future : Futures.asCompleted(futures)) {
                if (!future.isCompletedExceptionally()) {
                    futures.forEach(other -> other.cancel(true));
                    return future.get();
                }
            }
            throw new IllegalStateException("no way");
        }
    }

    public static String invokeAny(List<SerializableCallable<String>> ways) throws Exception {
        try (var executor = new ProcessPoolExecutor(ways.size())) {
            return executor.invokeAny(ways);
        }
    }

    public static String killed(List<SerializableCallable<String>> ways) throws Exception {
        var executor = new ProcessPoolExecutor(ways.size());
        try {
            for (var future : Futures.asCompleted(all(executor, ways))) {
                if (!future.isCompletedExceptionally()) {
                    return future.get();
                }
            }
            throw new IllegalStateException("no way");
        } finally {
            executor.killWorkers();
            executor.close();
        }
    }

    public static String notCancelled(List<SerializableCallable<String>> ways) throws Exception {
        try (var executor = new ProcessPoolExecutor(ways.size())) {
            for (var future : Futures.asCompleted(all(executor, ways))) {
                if (!future.isCompletedExceptionally()) {
                    return future.get();
                }
            }
            throw new IllegalStateException("no way");
        }
    }

    public static String firstEvenIfFailed(List<SerializableCallable<String>> ways)
            throws Exception {
        try (var executor = new ProcessPoolExecutor(ways.size())) {
            var futures = all(executor, ways);
            var first = Futures.asCompleted(futures).iterator().next();
            futures.forEach(other -> other.cancel(true));
            return first.get();
        }
    }

    public static String fewWorkers(List<SerializableCallable<String>> ways) throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            return executor.invokeAny(ways);
        }
    }

    public static String leftOpen(List<SerializableCallable<String>> ways) throws Exception {
        return new ProcessPoolExecutor(ways.size()).invokeAny(ways);
    }

    public static String oneAfterTheOther(List<SerializableCallable<String>> ways)
            throws Exception {
        for (var way : ways.reversed()) {
            return way.call();
        }
        throw new IllegalStateException("no way");
    }
}
