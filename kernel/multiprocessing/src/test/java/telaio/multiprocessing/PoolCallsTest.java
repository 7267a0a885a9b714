package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The calls of a pool other than a plain `map`, and what becomes of them.
@Timeout(90)
class PoolCallsTest {
    @Test
    @Tag("O1")
    void apply_gives_the_result_for_one_item() throws Exception {
        try (var pool = new Pool(1)) {
            assertThat(pool.apply(PoolItems::square, 5)).isEqualTo(25);
            assertThat(pool.applyAsync(PoolItems::square, 7).get()).isEqualTo(49);
            assertThat(
                            pool.starmap(
                                    (String s, Integer n) -> s.repeat(n),
                                    List.of(Map.entry("ab", 2))))
                    .containsExactly("abab");
            assertThat(pool.mapAsync(PoolItems::square, PoolItems.upTo(4)).get())
                    .containsExactly(0, 1, 4, 9);
            Function<Integer, Integer> plain = (Function<Integer, Integer> & Serializable) n -> -n;
            assertThat(pool.apply(plain, 3)).isEqualTo(-3);
            assertThat(pool.imap(plain, PoolItems.upTo(2))).containsExactly(0, -1);
        }
    }

    @Test
    void values_of_every_kind_travel_in_chunks() throws Exception {
        try (var pool = new Pool(1)) {
            for (var items :
                    List.of(
                            List.of(1, 2, 3),
                            List.of(1L, -2L),
                            List.of(1.5, 2.5),
                            List.of("a", "è", "日本"),
                            List.of(1, "a", 2.0, 'c'),
                            List.of(new int[] {1, 2}, new int[] {3}),
                            List.of(List.of(1), Map.of("k", 2)))) {
                var same = pool.map(item -> item, items, 10);
                assertThat(same).usingRecursiveComparison().isEqualTo(items);
            }
            var shared = new int[] {1};
            var twice = pool.map(item -> item, List.of(shared, shared), 2);
            assertThat(twice.get(0)).isSameAs(twice.get(1));
        }
    }

    @Test
    void many_numbers_come_as_a_list_like_any_other() throws Exception {
        var again = new Queue<List<Long>>();
        try (var pool = new Pool(2)) {
            var squares = pool.map(n -> (long) n * n, PoolItems.upTo(1000), 300);
            var expected = PoolItems.upTo(1000).stream().map(n -> (long) n * n).toList();
            assertThat(squares).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(squares.subList(290, 310)).isEqualTo(expected.subList(290, 310));
            assertThatThrownBy(() -> squares.get(1000))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> squares.set(0, 1L))
                    .isInstanceOf(UnsupportedOperationException.class);
            again.put(squares);
            assertThat(again.get()).isEqualTo(expected);
            var halves = pool.map(n -> n / 2.0, PoolItems.upTo(100), 100);
            assertThat(halves.get(99)).isEqualTo(49.5);
            var mixed = pool.map(n -> n % 2 == 0 ? "even" : (Object) n, PoolItems.upTo(100), 70);
            assertThat(mixed.get(98)).isEqualTo("even");
            assertThat(mixed.get(99)).isEqualTo(99);
        }
    }

    @Test
    @Tag("O7")
    @Tag("O16")
    void a_failure_of_the_items_themselves_reaches_the_caller() throws Exception {
        try (var pool = new Pool(1)) {
            var items =
                    new AbstractCollection<Integer>() {
                        @Override
                        public Iterator<Integer> iterator() {
                            return PoolItems.failingAfter(2);
                        }

                        @Override
                        public int size() {
                            return 5;
                        }
                    };
            assertThatThrownBy(() -> pool.map(PoolItems::square, items))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no more wool")
                    .hasNoCause();
            assertThat(pool.apply(PoolItems::square, 2)).isEqualTo(4);
        }
    }

    @Test
    @Tag("O18")
    void map_does_all_chunks_also_when_one_fails() {
        var done = new Queue<Integer>();
        try (var pool = new Pool(2)) {
            assertThatThrownBy(() ->
                            pool.map(
                                    n -> {
                                        done.add(n);
                                        return 1 / n;
                                    },
                                    List.of(0, 1, 2, 3),
                                    1))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    @Tag("O19")
    void items_and_results_are_not_kept_after_a_map() throws Exception {
        try (var pool = new Pool(1)) {
            var item = new ArrayList<>(List.of("item"));
            var known = new WeakReference<Object>(item);
            var result = new WeakReference<Object>(pool.map(i -> i, List.of(item)).getFirst());
            item = null;
            Threads.until(() -> {
                System.gc();
                return known.get() == null && result.get() == null;
            });
            assertThat(pool.apply(PoolItems::square, 3)).isEqualTo(9);
        }
    }

    /// An exception with a constructor of its own.
    static final class KnotException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int count;

        KnotException(int count) {
            super("knots: " + count);
            this.count = count;
        }

        int count() {
            return count;
        }
    }

    private static int knot(int count) {
        throw sneaky(new KnotException(count));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> RuntimeException sneaky(Exception failure) throws E {
        throw (E) failure;
    }

    @Test
    @Tag("O22")
    @Tag("O17")
    void a_future_gets_the_exception_and_so_does_its_callback() {
        try (var pool = new Pool(1)) {
            var future = pool.applyAsync(PoolCallsTest::knot, 3);
            var told = future.handle((_, failure) -> failure);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(KnotException.class);
            assertThat(((KnotException) told.join()).count()).isEqualTo(3);
            assertThatThrownBy(() -> pool.apply(PoolCallsTest::knot, 4))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("KnotException: knots: 4");
        }
    }

    @Test
    @Tag("O23")
    void results_that_cannot_be_sent_leave_the_pool_usable() throws Exception {
        try (var pool = new Pool(2)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> pool.apply(n -> new Thread("t" + n), 1))
                        .isInstanceOf(TaskNotSerializable.class)
                        .hasMessageContaining("java.lang.Thread");
            }
            assertThat(pool.map(PoolItems::square, PoolItems.upTo(3))).containsExactly(0, 1, 4);
        }
    }

    @Test
    @Tag("O24")
    @Tag("O25")
    @Tag("rule-16")
    void workers_are_replaced_after_their_tasks_also_while_the_pool_closes() throws Exception {
        try (var pool = Pool.builder().workers(2).tasksPerChild(10).build()) {
            var pids = new HashSet<Long>();
            for (int i = 0; i < 100; i++) {
                pids.add(pool.apply(n -> Process.current().pid(), i));
            }
            assertThat(pids).hasSizeGreaterThanOrEqualTo(10);
        }
        CompletableFuture<List<Long>> late;
        try (var pool = Pool.builder().workers(2).tasksPerChild(1).build()) {
            late = pool.mapAsync(n -> Process.current().pid(), PoolItems.upTo(6), 1);
        }
        assertThat(new HashSet<>(late.join())).hasSize(6);
    }

    @Test
    @Tag("O12")
    void a_pool_has_as_many_workers_as_asked_for() throws Exception {
        var gate = new Queue<String>();
        var here = new Queue<Long>();
        try (var pool = new Pool(3)) {
            var all =
                    pool.mapAsync(
                            n -> {
                                here.add(Process.current().pid());
                                return PoolItems.take(gate);
                            },
                            PoolItems.upTo(3),
                            1);
            Threads.until(() -> here.size() == 3);
            PoolItems.upTo(3).forEach(_ -> gate.add("go"));
            assertThat(all.get()).containsOnly("go");
            assertThat(new HashSet<>(here)).hasSize(3);
        }
        for (int workers : new int[] {0, -1}) {
            assertThatThrownBy(() -> new Pool(workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + workers);
        }
    }

    @Test
    @Tag("O13")
    @Tag("rule-24")
    void terminate_does_not_wait_for_ten_thousand_sleepers() {
        var pool = new Pool(2);
        var sleepers = pool.mapAsync(PoolCallsTest::sleep, PoolItems.upTo(10_000), 1);
        pool.terminate();
        pool.close();
        assertThatThrownBy(sleepers::get).isInstanceOf(CancellationException.class);
    }

    private static int sleep(int n) {
        Threads.pause(Duration.ofSeconds(1));
        return n;
    }

    @Test
    void what_makes_no_sense_is_refused_at_once() throws Exception {
        var pool = new Pool(1);
        for (int size : new int[] {0, -3}) {
            assertThatThrownBy(() -> pool.map(n -> n, PoolItems.upTo(3), size))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + size);
            assertThatThrownBy(() -> pool.imap(n -> n, PoolItems.upTo(3), size))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> pool.map(nothing(), PoolItems.upTo(3)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageMatching(".*(function|funzione).*null.*");
        assertThatThrownBy(() -> pool.map(n -> n, noItems()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.map(n -> n, List.of(1, 2, new Thread()), 2))
                .isInstanceOf(TaskNotSerializable.class)
                .hasMessageMatching("(item|l'elemento) 2: .*java.lang.Thread.*");
        assertThat(pool.apply(PoolItems::square, 2)).isEqualTo(4);
        pool.close();
        pool.close();
        assertThatThrownBy(() -> pool.apply(PoolItems::square, 2))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.imap(PoolItems::square, PoolItems.upTo(2)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.map(PoolItems::square, List.of()))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @SuppressWarnings("NullAway") // what a user may do
    private static SerializableFunction<Integer, Integer> nothing() {
        return null;
    }

    @SuppressWarnings("NullAway") // what a user may do
    private static Collection<Integer> noItems() {
        return null;
    }
}
