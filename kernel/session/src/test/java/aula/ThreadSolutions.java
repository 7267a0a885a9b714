package aula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Solutions of the exercise on virtual threads, right and wrong ones.
public final class ThreadSolutions {
    private ThreadSolutions() {}

    // how many carriers

    private static String carrier() {
        var name = Thread.currentThread().toString();
        return name.substring(name.indexOf('@') + 1);
    }

    public static int carriers(List<Runnable> jobs) {
        Set<String> names = ConcurrentHashMap.newKeySet();
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.forEach(job ->
                    virtual.execute(() -> {
                        names.add(carrier());
                        job.run();
                    }));
        }
        return names.size();
    }

    public static int carriersByThreads(List<Runnable> jobs) throws InterruptedException {
        var names = Collections.synchronizedSet(new HashSet<String>());
        var threads = new ArrayList<Thread>();
        for (var job : jobs) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        job.run();
                        names.add(carrier());
                    }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return names.size();
    }

    public static int threadsInsteadOfCarriers(List<Runnable> jobs) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.forEach(job ->
                    virtual.execute(() -> {
                        threads.add(Thread.currentThread());
                        job.run();
                    }));
        }
        return threads.size();
    }

    public static int withoutThreads(List<Runnable> jobs) {
        jobs.forEach(Runnable::run);
        return 1;
    }

    // words, each in a thread of its own

    public static List<String> byExecutor(List<String> words, UnaryOperator<String> job)
            throws Exception {
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<String>>();
            for (var word : words) {
                futures.add(virtual.submit(() -> job.apply(word)));
            }
            return results(futures);
        }
    }

    private static List<String> results(List<Future<String>> futures) throws Exception {
        var results = new ArrayList<String>();
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }

    public static List<String> byThreads(List<String> words, UnaryOperator<String> job)
            throws InterruptedException {
        var results = new String[words.size()];
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < words.size(); i++) {
            int place = i;
            threads.add(
                    Thread.startVirtualThread(() -> results[place] = job.apply(words.get(place))));
        }
        for (var thread : threads) {
            thread.join();
        }
        return List.of(results);
    }

    public static List<String> byFutures(List<String> words, UnaryOperator<String> job) {
        var virtual = Executors.newVirtualThreadPerTaskExecutor();
        var futures =
                words.stream()
                        .map(it -> CompletableFuture.supplyAsync(() -> job.apply(it), virtual))
                        .toList();
        return futures.stream().map(CompletableFuture::join).toList();
    }

    public static List<String> oneAfterTheOther(List<String> words, UnaryOperator<String> job) {
        return words.stream().map(job).toList();
    }

    public static List<String> ofTheSystem(List<String> words, UnaryOperator<String> job)
            throws Exception {
        try (var pool = Executors.newFixedThreadPool(words.size())) {
            var futures = new ArrayList<Future<String>>();
            words.forEach(word -> futures.add(pool.submit(() -> job.apply(word))));
            return results(futures);
        }
    }

    public static List<String> joinedInTheLoop(List<String> words, UnaryOperator<String> job)
            throws InterruptedException {
        var results = Collections.synchronizedList(new ArrayList<String>());
        for (var word : words) {
            Thread.startVirtualThread(() -> results.add(job.apply(word))).join();
        }
        return results;
    }

    public static List<String> lazily(List<String> words, UnaryOperator<String> job) {
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream<Future<String>> futures =
                    words.stream().map(word -> virtual.submit(() -> job.apply(word)));
            return futures.map(ThreadSolutions::get).toList();
        }
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> backwards(List<String> words, UnaryOperator<String> job)
            throws Exception {
        return byExecutor(words.reversed(), job);
    }
}
