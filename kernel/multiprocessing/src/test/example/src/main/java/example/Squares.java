package example;

import java.util.List;
import telaio.multiprocessing.Pool;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;

/// Processes from a `main` method: nothing guards it, and only the first process runs it.
public final class Squares {
    private Squares() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("main runs in " + Process.current().name());
        var results = new Queue<String>();
        for (int n : List.of(2, 3)) {
            var child = new Process(() -> results.put(n + " squared is " + square(n)));
            child.start();
            child.join();
            System.out.println(results.get());
        }
        var outer = new Process(() -> {
            var inner = new Process(() -> results.put("the inner one sends its regards"));
            inner.start();
            inner.join();
        });
        outer.start();
        outer.join();
        System.out.println(results.get());
        try (var pool = new Pool(2)) {
            System.out.println(pool.map(Squares::square, List.of(1, 2, 3, 4, 5)));
        }
    }

    static int square(int n) {
        return n * n;
    }
}
