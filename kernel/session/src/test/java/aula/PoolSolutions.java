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

    public static List<Integer> lazily(int count, Stream<Integer> all) {
        try (var pool = new Pool(2)) {
            return pool.imap(PoolSolutions::square, all).limit(count).toList();
        }
    }

    public static List<Integer> limitedBefore(int count, Stream<Integer> all)
            throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(PoolSolutions::square, all.limit(count).toList());
        }
    }

    public static List<Integer> allOfThem(int count, Stream<Integer> all)
            throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(PoolSolutions::square, all.toList()).subList(0, count);
        }
    }

    public static List<Integer> withoutWorkers(int count, Stream<Integer> all) {
        return all.map(PoolSolutions::square).limit(count).toList();
    }

    // which job fails first

    public static int byIterator(List<Integer> numbers) {
        int succeeded = 0;
        try (var pool = new Pool(2)) {
            for (var results = pool.imap(n -> 100 / n, numbers).iterator(); results.hasNext(); ) {
                int _ = results.next();
                succeeded++;
            }
            return -1;
        } catch (ArithmeticException failed) {
            return succeeded;
        }
    }

    public static int byFutures(List<Integer> numbers) {
        try (var executor = new ProcessPoolExecutor(2)) {
            var futures = numbers.stream().map(n -> executor.submit(() -> 100 / n)).toList();
            for (int i = 0; i < futures.size(); i++) {
                if (futures.get(i).handle((_, failed) -> failed != null).join()) {
                    return i;
                }
            }
            return -1;
        }
    }

    public static int theLast(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(2)) {
            var failed = pool.map(n -> n == 0, numbers);
            return failed.lastIndexOf(true);
        }
    }

    public static int notLookedFor(List<Integer> numbers) throws InterruptedException {
        try (var pool = new Pool(2)) {
            return pool.map(n -> 100 / n, numbers).size();
        }
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
