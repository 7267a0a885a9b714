package telaio.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import telaio.multiprocessing.Pool;

/// Times `Pool.map` of x·x. A program of its own; `pools.py` is the same in Python.
final class PoolRuns {
    private PoolRuns() {}

    /// Prints the seconds of one map.
    ///
    /// @param arguments number of workers, of items, and the chunk size, 0 for the usual one; with
    ///   `first` behind them, the seconds until a pool that is yet to be made has done its first
    ///   map, everything cold
    public static void main(String[] arguments) throws Exception {
        var chunk = Integer.parseInt(arguments[2]);
        List<Integer> items = IntStream.range(0, Integer.parseInt(arguments[1])).boxed().toList();
        var begin = System.nanoTime();
        try (var pool = new Pool(Integer.parseInt(arguments[0]))) {
            if (arguments.length > 3) {
                var _ = seconds(pool, items, chunk);
                Figures.print(new double[] {Figures.secondsSince(begin)});
                return;
            }
            Figures.print(Figures.repeat(() -> seconds(pool, items, chunk)));
        }
    }

    private static double seconds(Pool pool, List<Integer> items, int chunk)
            throws InterruptedException {
        var begin = System.nanoTime();
        List<Long> squares =
                chunk == 0
                        ? pool.map(x -> (long) x * x, items)
                        : pool.map(x -> (long) x * x, items, chunk);
        var seconds = Figures.secondsSince(begin);
        var last = items.size() - 1;
        if (squares.get(last) != (long) last * last) {
            throw new IllegalStateException(last + " squared is not " + squares.get(last));
        }
        return seconds;
    }
}
