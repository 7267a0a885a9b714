package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import telaio.multiprocessing.Pool;
import telaio.multiprocessing.ProcessPoolExecutor;

/// Solutions of the exercises on pools, right and wrong ones.
public final class PoolSolutions {
    private PoolSolutions() {}

    public static int square(int n) {
        return n * n;
    }

    // squares of a list

    public static List<Integer> map(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(4)) {
            return pool.map(PoolSolutions::square, numbers);
        }
    }

    public static List<Integer> imap(List<Integer> numbers) {
        try (var pool = new Pool(2)) {
            return pool.imap(PoolSolutions::square, numbers).toList();
        }
    }

    public static List<Integer> executor(List<Integer> numbers) throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            var futures = numbers.stream().map(n -> executor.submit(() -> square(n))).toList();
            var squares = new ArrayList<Integer>();
            for (var future : futures) {
                squares.add(future.get());
            }
            return squares;
        }
    }

    public static List<Integer> notClosed(List<Integer> numbers) throws InterruptedException {
        var pool = new Pool(2);
        return pool.map(PoolSolutions::square, numbers);
    }

    public static List<Integer> noPool(List<Integer> numbers) {
        return numbers.stream().map(PoolSolutions::square).toList();
    }

    public static List<Integer> oneWorker(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(1)) {
            return pool.map(PoolSolutions::square, numbers);
        }
    }

    public static List<Integer> wrong(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(n -> n + n, numbers);
        }
    }

    // the first squares of all numbers

    public static List<Integer> lazily(int count) throws InterruptedException {
        try (var pool = new Pool(2)) {
            Iterable<Integer> all = () -> Stream.iterate(1, n -> n + 1).iterator();
            return pool.imap(PoolSolutions::square, all).limit(count).toList();
        }
    }

    public static List<Integer> limitedBefore(int count) throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(
                    PoolSolutions::square, Stream.iterate(1, n -> n + 1).limit(count).toList());
        }
    }

    public static List<Integer> allOfThem(int count) throws InterruptedException {
        var all = new ArrayList<Integer>();
        for (int n = 1; !Thread.currentThread().isInterrupted(); n++) {
            if (all.size() < count) {
                all.add(n);
            }
        }
        throw new InterruptedException();
    }

    // what a worker failed with

    public static String caught(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(n -> 12 / n, numbers).toString();
        } catch (ArithmeticException failed) {
            return failed.getMessage();
        }
    }

    public static String notCaught(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(n -> 12 / n, numbers).toString();
        }
    }
}
