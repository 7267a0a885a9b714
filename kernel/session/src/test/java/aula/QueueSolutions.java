package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import telaio.multiprocessing.Connection;
import telaio.multiprocessing.JoinableQueue;
import telaio.multiprocessing.Pipe;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on queues, right and wrong ones.
public final class QueueSolutions {
    private QueueSolutions() {}

    private static String big(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    // words go to a process and come back in capitals

    public static List<String> twoQueues(List<String> words) throws InterruptedException {
        var there = new Queue<String>();
        var back = new Queue<String>();
        var process =
                new Process(() -> {
                    for (int i = 0; i < words.size(); i++) {
                        back.put(big(there.get()));
                    }
                });
        process.start();
        var answers = new ArrayList<String>();
        for (var word : words) {
            there.put(word);
        }
        for (int i = 0; i < words.size(); i++) {
            answers.add(back.get());
        }
        process.join();
        return answers;
    }

    public static List<String> aPipe(List<String> words) throws InterruptedException {
        try (var pipe = new Pipe<String>()) {
            var process = new Process(() -> answer(pipe.right()));
            process.start();
            var answers = new ArrayList<String>();
            for (var word : words) {
                pipe.left().send(word);
                answers.add(pipe.left().recv());
            }
            pipe.left().send("");
            process.join();
            return answers;
        }
    }

    private static void answer(Connection<String> end) throws InterruptedException {
        for (var word = end.recv(); !word.isEmpty(); word = end.recv()) {
            end.send(big(word));
        }
    }

    public static List<String> copiedList(List<String> words) throws InterruptedException {
        var answers = new ArrayList<String>();
        var process = new Process(() -> words.forEach(word -> answers.add(big(word))));
        process.start();
        process.join();
        return answers;
    }

    public static List<String> oneGetTooMany(List<String> words) throws InterruptedException {
        var there = new Queue<String>();
        var back = new Queue<String>();
        var process =
                new Process(() -> {
                    while (true) {
                        back.put(big(there.get()));
                    }
                });
        process.start();
        for (var word : words) {
            there.put(word);
        }
        var answers = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            answers.add(back.get());
        }
        process.join();
        return answers;
    }

    public static List<String> putAfterClose(List<String> words) throws InterruptedException {
        var there = new Queue<String>();
        there.close();
        there.put(words.getFirst());
        return List.of();
    }

    public static List<String> closedTooEarly(List<String> words) throws InterruptedException {
        var there = new Queue<String>();
        var process =
                new Process(() -> {
                    var word = there.get();
                    IO.println(word + there.get());
                });
        process.start();
        there.put(words.getFirst());
        there.close();
        process.join();
        return List.of();
    }

    public static List<String> withoutProcess(List<String> words) throws InterruptedException {
        var queue = new Queue<String>();
        for (var word : words) {
            queue.put(big(word));
        }
        var answers = new ArrayList<String>();
        int _ = queue.drainTo(answers);
        return answers;
    }

    // a consumer that ends

    public static int endMark(List<Integer> numbers) throws InterruptedException {
        var items = new Queue<Integer>();
        var sum = new Queue<Integer>();
        var consumer =
                new Process(() -> {
                    int total = 0;
                    for (int n = items.get(); n >= 0; n = items.get()) {
                        total += n;
                    }
                    sum.put(total);
                });
        consumer.start();
        for (var n : numbers) {
            items.put(n);
        }
        items.put(-1);
        consumer.join();
        return sum.get();
    }

    public static int countFirst(List<Integer> numbers) throws InterruptedException {
        var items = new Queue<Integer>();
        var sum = new Queue<Integer>();
        var consumer =
                new Process(() -> {
                    int total = 0;
                    for (int left = items.get(); left > 0; left--) {
                        total += items.get();
                    }
                    sum.put(total);
                });
        consumer.start();
        items.put(numbers.size());
        for (var n : numbers) {
            items.put(n);
        }
        int total = sum.get();
        consumer.join();
        return total;
    }

    public static int noEndMark(List<Integer> numbers) throws InterruptedException {
        var items = new Queue<Integer>();
        var sum = new Queue<Integer>();
        var consumer =
                new Process(() -> {
                    int total = 0;
                    while (true) {
                        total += items.get();
                        if (total < 0) {
                            sum.put(total);
                        }
                    }
                });
        consumer.start();
        for (var n : numbers) {
            items.put(n);
        }
        consumer.join();
        return sum.get();
    }

    // at most three wait

    public static int bounded(int count, Task pause) throws Exception {
        return through(new Queue<>(3), count, pause);
    }

    public static int boundedTighter(int count, Task pause) throws Exception {
        return through(new Queue<>(1), count, pause);
    }

    public static int unbounded(int count, Task pause) throws Exception {
        return through(new Queue<>(), count, pause);
    }

    public static int joinedBeforeTaking(int count, Task pause) throws Exception {
        var items = new Queue<Integer>(3);
        var producer = Process.builder().start(() -> produce(items, count));
        producer.join();
        return total(items, count, pause);
    }

    private static int through(Queue<Integer> items, int count, Task pause) throws Exception {
        var producer = Process.builder().start(() -> produce(items, count));
        int total = total(items, count, pause);
        producer.join();
        return total;
    }

    private static void produce(Queue<Integer> items, int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            items.put(i);
        }
    }

    private static int total(Queue<Integer> items, int count, Task pause) throws Exception {
        int total = 0;
        for (int i = 0; i < count; i++) {
            pause.run();
            total += items.get();
        }
        return total;
    }

    // jobs that are reported as done

    public static int inFinally(int jobs) throws InterruptedException {
        return work(jobs, true, true);
    }

    public static int withoutTaskDone(int jobs) throws InterruptedException {
        return work(jobs, false, true);
    }

    public static int notInFinally(int jobs) throws InterruptedException {
        return work(jobs, true, false);
    }

    private static int work(int count, boolean reports, boolean always)
            throws InterruptedException {
        var jobs = new JoinableQueue<Integer>();
        var results = new Queue<Integer>();
        var worker =
                Process.builder()
                        .daemon(true)
                        .build(() -> {
                            while (true) {
                                int job = jobs.get();
                                boolean fails = job == 2;
                                if (!fails) {
                                    results.put(job);
                                }
                                if (reports && (always || !fails)) {
                                    jobs.taskDone();
                                }
                            }
                        });
        worker.start();
        for (int i = 1; i <= count; i++) {
            jobs.put(i);
        }
        jobs.join();
        worker.terminate();
        worker.join();
        return results.size();
    }

    /// A wait for something of the JDK, which no other process can end.
    public static void waitForNobody() throws InterruptedException {
        var _ = new ArrayBlockingQueue<String>(1).take();
    }
}
