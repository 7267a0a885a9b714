package aula;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;

/// Solutions of the exercise on pipelines, right and wrong ones.
public final class PipelineSolutions {
    private PipelineSolutions() {}

    /// What travels: a number of a line, and a value.
    public record Step(int number, int value) implements Serializable {}

    private static void read(List<String> lines, int marks, Queue<Step> out)
            throws InterruptedException {
        for (int i = 0; i < lines.size(); i++) {
            out.put(new Step(i, Integer.parseInt(lines.get(i))));
        }
        for (int i = 0; i < marks; i++) {
            out.put(new Step(-1, 0));
        }
    }

    private static void square(Queue<Step> in, Queue<Step> out) throws InterruptedException {
        for (var step = in.get(); step.number() >= 0; step = in.get()) {
            out.put(new Step(step.number(), step.value() * step.value()));
        }
    }

    private static void squarePassingTheMarkOn(Queue<Step> in, Queue<Step> out)
            throws InterruptedException {
        square(in, out);
        var _ = in.offer(new Step(-1, 0));
    }

    private static List<Integer> inOrder(Queue<Step> done, int count) throws InterruptedException {
        var values = new TreeMap<Integer, Integer>();
        while (values.size() < count) {
            var step = done.get();
            values.put(step.number(), step.value());
        }
        return List.copyOf(values.values());
    }

    private static void join(List<Process> children) throws InterruptedException {
        for (var child : children) {
            child.join();
        }
    }

    private static List<Process> start(
            List<String> lines, int workers, int marks, Queue<Step> todo, Queue<Step> done) {
        var children = new ArrayList<Process>();
        children.add(Process.builder().start(() -> read(lines, marks, todo)));
        for (int i = 0; i < workers; i++) {
            children.add(Process.builder().start(() -> square(todo, done)));
        }
        return children;
    }

    public static List<Integer> aMarkForEach(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var children = start(lines, workers, workers, new Queue<>(4), done);
        var values = inOrder(done, lines.size());
        join(children);
        return values;
    }

    public static List<Integer> theMarkPassedOn(List<String> lines, int workers)
            throws InterruptedException {
        var todo = new Queue<Step>(2);
        var done = new Queue<Step>(1);
        var children = new ArrayList<Process>();
        for (int i = 0; i < workers; i++) {
            children.add(Process.builder().start(() -> squarePassingTheMarkOn(todo, done)));
        }
        children.add(Process.builder().start(() -> read(lines, 1, todo)));
        var values = inOrder(done, lines.size());
        join(children);
        return values;
    }

    public static List<Integer> withoutBounds(List<String> lines, int workers)
            throws InterruptedException {
        var todo = new Queue<Step>();
        var reader = Process.builder().start(() -> read(lines, workers, todo));
        // So that they wait in the queue, however the processes are scheduled.
        reader.join();
        var done = new Queue<Step>();
        var children = new ArrayList<Process>();
        for (int i = 0; i < workers; i++) {
            children.add(Process.builder().start(() -> square(todo, done)));
        }
        join(children);
        return inOrder(done, lines.size());
    }

    public static List<Integer> oneMarkForAll(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var children = start(lines, workers, 1, new Queue<>(4), done);
        var values = inOrder(done, lines.size());
        join(children);
        return values;
    }

    public static List<Integer> joinedBeforeTaking(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var children = start(lines, workers, workers, new Queue<>(4), done);
        join(children);
        return inOrder(done, lines.size());
    }

    public static List<Integer> asTheyCome(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var children =
                start(new ArrayList<>(lines.reversed()), workers, workers, new Queue<>(4), done);
        var values = inOrder(done, lines.size());
        join(children);
        return values;
    }

    public static List<Integer> oneWorker(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var children = start(lines, 1, 1, new Queue<>(4), done);
        var values = inOrder(done, lines.size());
        join(children);
        return values;
    }

    public static List<Integer> notJoined(List<String> lines, int workers)
            throws InterruptedException {
        var done = new Queue<Step>(4);
        var _ = start(lines, workers, workers, new Queue<>(4), done);
        return inOrder(done, lines.size());
    }

    public static List<Integer> here(List<String> lines, int workers) {
        return lines.stream().map(Integer::valueOf).map(n -> n * n).toList();
    }
}
