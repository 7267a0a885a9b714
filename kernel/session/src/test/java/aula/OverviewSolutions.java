package aula;

import java.util.List;
import telaio.multiprocessing.Pool;
import telaio.multiprocessing.Process;

/// Solutions of the exercises on threads and processes, right and wrong ones.
public final class OverviewSolutions {
    private OverviewSolutions() {}

    // what the child has changed, seen from here

    private static void twice(int[] count) {
        count[0] *= 2;
        IO.println("In the child: " + count[0]);
    }

    public static int child() throws InterruptedException {
        int[] count = {1};
        var child = new Process(() -> twice(count));
        child.start();
        child.join();
        return count[0];
    }

    static class Doubling extends Process {
        private static final long serialVersionUID = 1L;
        final int[] count = {1};

        @Override
        protected void run() {
            twice(count);
        }
    }

    public static int subclass() throws InterruptedException {
        var child = new Doubling();
        child.start();
        child.join();
        return child.count[0];
    }

    public static int thread() throws InterruptedException {
        int[] count = {1};
        var child = new Thread(() -> twice(count));
        child.start();
        child.join();
        return count[0];
    }

    public static int runCalled() {
        var child = new Doubling();
        child.run();
        return child.count[0];
    }

    public static int notStarted() {
        int[] count = {1};
        var _ = new Process(() -> twice(count));
        return count[0];
    }

    public static int notJoined() {
        int[] count = {1};
        new Process(() -> twice(count)).start();
        return count[0];
    }

    public static int theOther() throws InterruptedException {
        try (var pool = new Pool(1)) {
            return pool.apply(n -> n * 2, 1);
        }
    }

    // six predictions

    public static List<Boolean> right() {
        return List.of(true, false, true, false, true, false);
    }

    public static List<Boolean> allShared() {
        return List.of(true, true, true, false, true, false);
    }

    public static List<Boolean> tooFew() {
        return List.of(true, false);
    }
}
