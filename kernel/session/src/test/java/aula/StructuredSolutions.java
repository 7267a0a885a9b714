package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Solutions of the exercise on structured concurrency, right and wrong ones. Those with the scope
/// itself need preview features: the lesson's own is one.
public final class StructuredSolutions {
    private StructuredSolutions() {}

    public static int cancellingByHand(List<Callable<Integer>> questions) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var service = new ExecutorCompletionService<Integer>(executor);
            questions.forEach(service::submit);
            int sum = 0;
            try {
                for (int i = 0; i < questions.size(); i++) {
                    sum += service.take().get();
                }
            } catch (ExecutionException failed) {
                executor.shutdownNow();
                throw failed;
            }
            return sum;
        }
    }

    public static int withThreads(List<Callable<Integer>> questions) throws Exception {
        var answers = new ArrayList<CompletableFuture<Integer>>();
        var threads = new CopyOnWriteArrayList<Thread>();
        for (var question : questions) {
            var answer = new CompletableFuture<Integer>();
            answers.add(answer);
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            answer.complete(question.call());
                        } catch (Exception failed) {
                            answer.completeExceptionally(failed);
                            threads.forEach(Thread::interrupt);
                        }
                    }));
        }
        for (var thread : threads) {
            thread.join();
        }
        int sum = 0;
        for (var answer : answers) {
            sum += answer.get();
        }
        return sum;
    }

    public static int oneAfterTheOther(List<Callable<Integer>> questions) throws Exception {
        int sum = 0;
        for (var question : questions) {
            sum += question.call();
        }
        return sum;
    }

    public static int waitingForAll(List<Callable<Integer>> questions) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return sum(submitted(executor::submit, questions));
        }
    }

    private interface Submit {
        Future<Integer> submit(Callable<Integer> question);
    }

    private static List<Future<Integer>> submitted(
            Submit executor, List<Callable<Integer>> questions) {
        var answers = new ArrayList<Future<Integer>>();
        questions.forEach(it -> answers.add(executor.submit(it)));
        return answers;
    }

    private static int sum(List<Future<Integer>> answers) throws Exception {
        int sum = 0;
        for (var answer : answers) {
            sum += answer.get();
        }
        return sum;
    }

    /// Looks at the last first, and leaves the others alone when it failed.
    public static int leavingTheOthers(List<Callable<Integer>> questions) throws Exception {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        return sum(submitted(executor::submit, questions).reversed());
    }

    public static int swallowing(List<Callable<Integer>> questions) throws Exception {
        try {
            return cancellingByHand(questions);
        } catch (ExecutionException failed) {
            return 0;
        }
    }
}
