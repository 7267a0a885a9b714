package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;

/// Queues between processes of the library's own, in every signature.
@Timeout(120)
class QueueRowsTest {
    @AfterEach
    void end() {
        Domain.current().close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("Q1")
    void a_bounded_queue_is_full_at_its_capacity_and_empty_when_a_process_drained_it(
            StartMethod method) throws Exception {
        var queue = new Queue<Integer>(6);
        var go = new Queue<Boolean>();
        var process =
                Process.builder()
                        .method(method)
                        .start(() -> {
                            go.get();
                            for (int i = 1; i <= 6; i++) {
                                if (queue.get() != i) {
                                    throw new IllegalStateException("not " + i);
                                }
                            }
                        });
        queue.put(1);
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.offer(3, 1, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.add(4)).isTrue();
        assertThat(queue.addAll(List.of(5, 6))).isTrue();
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer(7)).isFalse();
        assertThatThrownBy(() -> queue.add(7)).isInstanceOf(IllegalStateException.class);
        long before = System.nanoTime();
        assertThat(queue.offer(7, 200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(200_000_000L);
        go.put(true);
        process.join();
        assertThat(process.failure()).isEmpty();
        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("Q2")
    @Tag("Q8")
    void what_a_process_put_is_got_in_every_signature(StartMethod method) throws Exception {
        var queue = new Queue<Integer>();
        var process =
                Process.builder()
                        .method(method)
                        .start(() -> {
                            for (int i = 1; i <= 6; i++) {
                                queue.put(i);
                            }
                        });
        process.join();
        assertThat(queue.get()).isEqualTo(1);
        assertThat(queue.get(Duration.ofSeconds(1))).contains(2);
        assertThat(queue.poll()).isEqualTo(3);
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(queue.remove()).isEqualTo(5);
        assertThat(queue.take()).isEqualTo(6);
        assertThat(queue.poll()).isNull();
        assertThat(queue.get(Duration.ZERO)).isEmpty();
        long before = System.nanoTime();
        assertThat(queue.get(Duration.ofMillis(200))).isEmpty();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(200_000_000L);
    }

    @Test
    @Tag("Q4")
    @Tag("rule-22")
    void its_size_is_exact_in_every_process() throws Exception {
        var queue = new Queue<String>();
        var sizes = new Queue<Integer>();
        assertThat(queue.size()).isZero();
        var process =
                new Process(() -> {
                    queue.put("a");
                    sizes.put(queue.size());
                    queue.put("b");
                    sizes.put(queue.size());
                    queue.get();
                    sizes.put(queue.size());
                });
        process.start();
        process.join();
        assertThat(sizes).containsExactly(1, 2, 1);
        assertThat(queue.size()).isEqualTo(1);
        queue.get();
        assertThat(queue.size()).isZero();
    }

    @Test
    @Tag("Q9")
    @Tag("rule-13")
    void what_cannot_be_sent_is_told_at_once_and_the_next_arrives() throws Exception {
        var queue = new Queue<Object>(1);
        var told = new Queue<String>();
        var process =
                new Process(() -> {
                    try {
                        queue.put(new Thread());
                    } catch (TaskNotSerializable e) {
                        told.put(String.valueOf(e.getMessage()));
                    }
                    queue.put("next");
                });
        process.start();
        process.join();
        assertThat(told.get()).contains("java.lang.Thread");
        assertThat(queue.get()).isEqualTo("next");
    }

    @Test
    @Tag("Q11")
    @Tag("Q13")
    void closed_here_is_closed_in_every_process() throws Exception {
        var empty = new Queue<Integer>();
        var full = new Queue<Integer>();
        full.put(1);
        empty.close();
        empty.close();
        full.close();
        var told = new Queue<String>();
        var process =
                new Process(() -> {
                    told.put("empty " + empty.isEmpty());
                    for (var queue : List.of(empty, full)) {
                        try {
                            queue.put(1);
                        } catch (QueueClosed e) {
                            told.put("closed " + queue.isClosed());
                        }
                    }
                });
        process.start();
        process.join();
        assertThat(told).containsExactly("empty true", "closed true", "closed true");
        assertThatThrownBy(full::isEmpty).isInstanceOf(QueueClosed.class);
    }

    @Test
    @Tag("Q14")
    @Tag("rule-1")
    void a_process_can_be_joined_before_64_megabytes_are_taken() throws Exception {
        var queue = new Queue<byte[]>();
        var process =
                new Process(() -> {
                    for (int i = 0; i < 64; i++) {
                        queue.put(new byte[1 << 20]);
                    }
                });
        process.start();
        assertThat(process.join(Duration.ofSeconds(60))).isTrue();
        assertThat(queue).hasSize(64);
        queue.close();
    }

    @Test
    @Tag("Q18")
    void a_taker_killed_at_any_moment_takes_one_item_with_it_at_most() throws Exception {
        var queue = new Queue<Integer>();
        var taken = new Queue<Integer>();
        int next = 0;
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 20_000; i++) {
                queue.put(next++);
            }
            var process =
                    new Process(() -> {
                        while (true) {
                            taken.put(queue.get());
                        }
                    });
            process.start();
            Threads.until(() -> !taken.isEmpty());
            process.kill();
            process.join();
        }
        var seen = new BitSet();
        int count = 0;
        for (var items : List.of(taken, queue)) {
            var drained = new ArrayList<Integer>();
            items.drainTo(drained);
            count += drained.size();
            drained.forEach(seen::set);
        }
        assertThat(count).as("none doubled").isEqualTo(seen.cardinality());
        assertThat(next - count).as("lost with its taker").isBetween(0, 4);
        queue.put(-1);
        assertThat(queue.get()).isEqualTo(-1);
    }
}
