package telaio.multiprocessing;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// What tests give pools to do.
final class PoolItems {
    private PoolItems() {}

    static int square(int n) {
        return n * n;
    }

    /// The numbers from 0 on before `end`.
    static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /// The numbers from 0 on; the one behind the first `count` cannot be had.
    static Iterator<Integer> failingAfter(int count) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next == count) {
                    throw new IllegalStateException("no more wool");
                }
                return next++;
            }
        };
    }

    /// Waits for an item, where no checked exception may be thrown.
    static String take(Queue<String> queue) {
        try {
            return queue.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
