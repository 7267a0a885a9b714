package aula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.ProcessPoolExecutor;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on crashes, right and wrong ones.
public final class CrashSolutions {
    private CrashSolutions() {}

    /// Ends badly, but not where the check runs.
    public static void collapse() {
        if (Process.parent().isPresent()) {
            Runtime.getRuntime().halt(7);
        }
        throw new IllegalStateException("not here");
    }

    // a job is started again, three times at most

    public static boolean inALoop(Task job) throws InterruptedException {
        for (int trial = 0; trial <= 3; trial++) {
            var child = new Process(job);
            child.start();
            child.join();
            if (child.exitCode().getAsInt() == 0) {
                return true;
            }
        }
        return false;
    }

    public static boolean recursively(Task job) throws InterruptedException {
        return recursively(job, 3);
    }

    private static boolean recursively(Task job, int restarts) throws InterruptedException {
        try (var child = Process.builder().start(job)) {
            child.join();
            return child.failure().isEmpty() || (restarts > 0 && recursively(job, restarts - 1));
        }
    }

    public static boolean once(Task job) throws InterruptedException {
        var child = Process.builder().start(job);
        child.join();
        return child.exitCode().getAsInt() == 0;
    }

    public static boolean oneRestartTooMany(Task job) throws InterruptedException {
        return recursively(job, 4);
    }

    public static boolean forEver(Task job) throws InterruptedException {
        while (!once(job)) {
            IO.println("again");
        }
        return true;
    }

    public static boolean theSameAgain(Task job) throws InterruptedException {
        var child = new Process(job);
        for (int trial = 0; trial <= 3; trial++) {
            child.start();
            child.join();
            if (child.exitCode().getAsInt() == 0) {
                return true;
            }
        }
        return false;
    }

    public static boolean withoutJoin(Task job) {
        var child = Process.builder().start(job);
        return child.exitCode().getAsInt() == 0;
    }

    public static boolean here(Task job) throws Exception {
        job.run();
        return true;
    }

    // every job is done once, and again if it failed

    public static Map<Integer, Integer> byRounds(Map<Integer, Callable<Integer>> jobs)
            throws InterruptedException {
        var done = new TreeMap<Integer, Integer>();
        try (var executor = new ProcessPoolExecutor(2)) {
            for (int round = 0; round <= 3; round++) {
                var running = new LinkedHashMap<Integer, Future<Integer>>();
                jobs.forEach((n, job) -> {
                    if (!done.containsKey(n)) {
                        running.put(n, executor.submit(job));
                    }
                });
                keep(running, done);
            }
        }
        return done;
    }

    private static void keep(Map<Integer, Future<Integer>> running, Map<Integer, Integer> done)
            throws InterruptedException {
        for (var job : running.entrySet()) {
            try {
                done.put(job.getKey(), job.getValue().get());
            } catch (ExecutionException failed) {
                IO.println("again: " + job.getKey());
            }
        }
    }

    public static Map<Integer, Integer> byFutures(Map<Integer, Callable<Integer>> jobs) {
        var done = new HashMap<Integer, Integer>();
        try (var executor = new ProcessPoolExecutor(3)) {
            var futures = new HashMap<Integer, CompletableFuture<Integer>>();
            jobs.forEach((n, job) -> futures.put(n, submit(executor, job, 3)));
            futures.forEach((n, future) -> done.put(n, future.join()));
        }
        return done;
    }

    private static CompletableFuture<Integer> submit(
            ProcessPoolExecutor executor, Callable<Integer> job, int more) {
        var future = executor.submit(job);
        return more == 0
                ? future
                : future.exceptionallyCompose(_ -> submit(executor, job, more - 1));
    }

    public static Map<Integer, Integer> withoutRetry(Map<Integer, Callable<Integer>> jobs)
            throws InterruptedException {
        var done = new TreeMap<Integer, Integer>();
        try (var executor = new ProcessPoolExecutor(2)) {
            var running = new LinkedHashMap<Integer, Future<Integer>>();
            jobs.forEach((n, job) -> running.put(n, executor.submit(job)));
            keep(running, done);
        }
        return done;
    }

    public static Map<Integer, Integer> allAgain(Map<Integer, Callable<Integer>> jobs)
            throws InterruptedException {
        var done = new TreeMap<Integer, Integer>();
        while (done.size() < jobs.size()) {
            done.clear();
            done.putAll(withoutRetry(jobs));
        }
        return done;
    }

    public static Map<Integer, Integer> notCaught(Map<Integer, Callable<Integer>> jobs)
            throws Exception {
        var done = new TreeMap<Integer, Integer>();
        try (var executor = new ProcessPoolExecutor(2)) {
            for (var job : jobs.entrySet()) {
                done.put(job.getKey(), executor.submit(job.getValue()).get());
            }
        }
        return done;
    }

    public static Map<Integer, Integer> notClosed(Map<Integer, Callable<Integer>> jobs)
            throws InterruptedException {
        var executor = new ProcessPoolExecutor(2);
        var done = new TreeMap<Integer, Integer>();
        while (done.size() < jobs.size()) {
            var running = new LinkedHashMap<Integer, Future<Integer>>();
            for (var n : List.copyOf(jobs.keySet())) {
                if (!done.containsKey(n)) {
                    running.put(n, executor.submit(jobs.get(n)));
                }
            }
            keep(running, done);
        }
        return done;
    }

    public static Map<Integer, Integer> here(Map<Integer, Callable<Integer>> jobs)
            throws Exception {
        var done = new TreeMap<Integer, Integer>();
        for (var n : new ArrayList<>(jobs.keySet())) {
            done.put(n, jobs.get(n).call());
        }
        return done;
    }
}
