package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets what to do when some items take long, and what happens when nobody waits any more.
@Timeout(90)
class PoolBalanceTest {
    @Test
    void cancelling_a_map_leaves_what_has_not_begun() throws Exception {
        var begun = new Queue<Integer>();
        var gate = new Queue<String>();
        try (var pool = new Pool(1)) {
            var map =
                    pool.mapAsync(
                            n -> {
                                begun.add(n);
                                return PoolItems.take(gate);
                            },
                            PoolItems.upTo(50),
                            1);
            begun.get();
            assertThat(map.cancel(true)).isTrue();
            assertThat(pool.apply(PoolItems::square, 6)).isEqualTo(36);
            assertThat(begun).isEmpty();
        }
    }

    @Test
    void a_worker_takes_over_what_a_busy_one_has_not_begun() throws Exception {
        var gate = new Queue<String>();
        try (var pool = new Pool(2)) {
            var all =
                    pool.mapAsync(
                            n -> n == 0 ? PoolItems.take(gate).length() : n,
                            PoolItems.upTo(200),
                            1);
            var others = pool.mapAsync(PoolItems::square, PoolItems.upTo(20), 1);
            assertThat(others.get()).hasSize(20);
            gate.add("1234");
            assertThat(all.get().getFirst()).isEqualTo(4);
        }
    }

    @Test
    void items_may_wait_for_later_items() throws Exception {
        var gate = new Queue<String>();
        try (var pool = new Pool(2)) {
            var done =
                    pool.map(
                            n -> {
                                if (n == 0) {
                                    return PoolItems.take(gate);
                                }
                                if (n == 99) {
                                    gate.add("from the last");
                                }
                                return "";
                            },
                            PoolItems.upTo(100),
                            1);
            assertThat(done.getFirst()).isEqualTo("from the last");
        }
    }

    @Test
    void an_interrupted_map_leaves_its_work_and_the_pool_goes_on() throws Exception {
        var begun = new Queue<Integer>();
        try (var pool = new Pool(1)) {
            var caller =
                    Threads.start(() -> {
                        assertThatThrownBy(() ->
                                        pool.map(
                                                n -> {
                                                    begun.add(n);
                                                    while (n >= 0) {
                                                        Thread.onSpinWait();
                                                    }
                                                    return n;
                                                },
                                                PoolItems.upTo(10),
                                                1))
                                .isInstanceOf(InterruptedException.class);
                        return true;
                    });
            begun.get();
            caller.thread().interrupt();
            assertThat(caller.result()).isTrue();
            assertThat(pool.apply(PoolItems::square, 3)).isEqualTo(9);
            assertThat(begun).isEmpty();
        }
    }
}
