package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class PoolTest {
    @RegisterExtension final Console console = new Console();

    @Test
    @Tag("O2")
    @Tag("O14")
    void maps_in_the_order_of_the_items() throws Exception {
        try (var pool = new Pool(3)) {
            assertThat(pool.map(PoolItems::square, List.of(1, 2, 3, 4, 5)))
                    .containsExactly(1, 4, 9, 16, 25);
            var hundred = IntStream.range(0, 100).boxed().toList();
            assertThat(pool.map(n -> n + 1, hundred, 20))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
            assertThat(pool.map(n -> n, List.of())).isEmpty();
            Function<Integer, Integer> plain = (Function<Integer, Integer> & Serializable) n -> -n;
            assertThat(pool.map(plain, List.of(7))).containsExactly(-7);
        }
    }

    @Test
    void what_tasks_print_is_there_before_the_result() throws Exception {
        try (var pool = new Pool(2)) {
            pool.map(
                    n -> {
                        System.out.println("item " + n);
                        return n;
                    },
                    List.of(1, 2, 3),
                    1);
            assertThat(console.lines()).containsExactlyInAnyOrder("item 1", "item 2", "item 3");
        }
    }

    @Test
    @Tag("O5")
    @Tag("O16")
    @Tag("O17")
    void the_first_failure_arrives_as_itself_and_the_pool_goes_on() throws Exception {
        try (var pool = new Pool(2)) {
            assertThatThrownBy(() -> pool.map(n -> 10 / (n - 3), List.of(1, 2, 3, 4), 1))
                    .isInstanceOf(ArithmeticException.class)
                    .hasStackTraceContaining("PoolTest");
            assertThatThrownBy(() -> pool.map(n -> new Unsendable(), List.of(1)))
                    .isInstanceOf(TaskNotSerializable.class)
                    .hasMessageContaining("java.lang.Thread");
            assertThatThrownBy(() -> pool.map(n -> n, List.of(new Unsendable())))
                    .isInstanceOf(TaskNotSerializable.class);
            assertThat(pool.map(n -> n * 2, List.of(21))).containsExactly(42);
        }
    }

    @SuppressWarnings({"serial", "unused"}) // that is the point
    static final class Unsendable implements Serializable {
        private static final long serialVersionUID = 1L;
        final Thread thread = new Thread();
    }

    @Test
    @Tag("R40")
    @Tag("rule-2")
    void a_killed_worker_fails_its_item_only_and_is_replaced() throws Exception {
        var seen = new Queue<Integer>();
        try (var pool = new Pool(2)) {
            assertThatThrownBy(() ->
                            pool.map(
                                    n -> {
                                        if (n == 2) {
                                            killMyself();
                                        }
                                        seen.add(n);
                                        return n;
                                    },
                                    List.of(1, 2, 3, 4, 5, 6),
                                    1))
                    .isInstanceOf(WorkerDied.class)
                    .hasMessageContaining("signal 9");
            assertThat(seen.size()).isEqualTo(5);
            assertThat(pool.map(PoolItems::square, List.of(3, 4))).containsExactly(9, 16);
        }
    }

    private static void killMyself() {
        try {
            new ProcessBuilder("kill", "-9", "" + Process.current().pid()).start().waitFor();
            Thread.currentThread().join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("O28")
    void an_initializer_runs_once_in_each_worker() throws Exception {
        var started = new Queue<Long>();
        try (var pool = new Pool(2, () -> started.put(Process.current().pid()))) {
            pool.map(PoolItems::square, IntStream.range(0, 50).boxed().toList(), 1);
        }
        assertThat(started).doesNotHaveDuplicates().hasSizeBetween(1, 2);
    }

    @Test
    void a_pool_whose_initializer_fails_is_broken() {
        try (var pool =
                new Pool(
                        2,
                        () -> {
                            throw new IllegalStateException("no loom");
                        })) {
            assertThatThrownBy(() -> pool.map(PoolItems::square, List.of(1)))
                    .isInstanceOf(BrokenProcessPool.class)
                    .hasRootCauseInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> pool.map(PoolItems::square, List.of(1)))
                    .isInstanceOf(BrokenProcessPool.class);
        }
    }

    @Test
    @Tag("O13")
    @Tag("rule-24")
    void terminate_ends_what_is_under_way() throws Exception {
        var begun = new Queue<String>();
        var pool = new Pool(2);
        var map =
                CompletableFuture.runAsync(() -> {
                    try {
                        pool.map(
                                n -> {
                                    begun.add("here");
                                    while (n > 0) {
                                        Thread.onSpinWait();
                                    }
                                    return n;
                                },
                                List.of(1, 2));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        begun.get();
        pool.terminate();
        assertThatThrownBy(map::join).hasCauseInstanceOf(CancellationException.class);
        pool.close();
        assertThatThrownBy(() -> pool.map(PoolItems::square, List.of(1)))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @Tag("O12")
    void a_pool_has_at_least_one_worker() {
        assertThatThrownBy(() -> new Pool(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
