package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

@Timeout(60)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class QueueTest extends InBothWays {
    @Test
    void gives_items_in_the_order_they_were_put() throws Exception {
        var queue = new Queue<Object>();
        queue.put("one");
        queue.put(2);
        queue.put(List.of(3, "three"));
        assertThat(queue.get()).isEqualTo("one");
        assertThat(queue.take()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(List.of(3, "three"));
        assertThat(queue.poll()).isNull();
    }

    @Test
    void counts_its_items_exactly() throws Exception {
        var queue = new Queue<Integer>();
        assertThat(queue).isEmpty();
        queue.put(1);
        assertThat(queue.size()).isEqualTo(1);
        queue.put(2);
        assertThat(queue.size()).isEqualTo(2);
        queue.get();
        assertThat(queue.size()).isEqualTo(1);
        queue.get();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refuses_more_than_its_capacity() throws Exception {
        var queue = new Queue<Integer>(2);
        assertThat(queue.offer(1)).isTrue();
        assertThat(queue.remainingCapacity()).isEqualTo(1);
        queue.put(2);
        assertThat(queue.offer(3)).isFalse();
        assertThatThrownBy(() -> queue.add(3)).isInstanceOf(IllegalStateException.class);
        long before = System.nanoTime();
        assertThat(queue.offer(3, 100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
        assertThat(queue.get()).isEqualTo(1);
        assertThat(queue.offer(3)).isTrue();
        assertThat(queue).containsExactly(2, 3);
    }

    @Test
    void refuses_a_capacity_below_one() {
        assertThatThrownBy(() -> new Queue<>(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void waits_no_shorter_than_its_timeout() throws Exception {
        var queue = new Queue<Integer>();
        long before = System.nanoTime();
        assertThat(queue.get(Duration.ofMillis(200))).isEmpty();
        assertThat(queue.poll(50, TimeUnit.MILLISECONDS)).isNull();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(250_000_000L);
        assertThat(queue.get(Duration.ZERO)).isEmpty();
        assertThatThrownBy(() -> queue.get(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        queue.put(7);
        assertThat(queue.get(Duration.ofSeconds(Long.MAX_VALUE))).contains(7);
    }

    @Test
    void lets_a_producer_wait_until_there_is_room() throws Exception {
        var queue = new Queue<Integer>(1);
        queue.put(1);
        var producer =
                Threads.start(() -> {
                    queue.put(2);
                    return true;
                });
        Threads.untilWaiting(1);
        assertThat(queue.get()).isEqualTo(1);
        assertThat(producer.result()).isTrue();
        assertThat(queue.get()).isEqualTo(2);
    }

    @Test
    void lets_a_consumer_wait_until_there_is_an_item() throws Exception {
        var queue = new Queue<String>();
        var consumer = Threads.start(queue::get);
        Threads.untilWaiting(1);
        queue.put("at last");
        assertThat(consumer.result()).isEqualTo("at last");
    }

    @Test
    void ends_a_wait_when_its_thread_is_interrupted() {
        var queue = new Queue<String>();
        var consumer = Threads.start(queue::get);
        Threads.untilWaiting(1);
        consumer.thread().interrupt();
        assertThatThrownBy(consumer::result)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Domain.current().waiters()).isEmpty();
    }

    @Test
    void ends_a_wait_when_its_origin_is_stopped() {
        var queue = new Queue<String>();
        var origin = Origin.of(System.nanoTime());
        var consumer =
                Threads.start(() -> {
                    var previous = Origin.enter(origin);
                    try {
                        return queue.get();
                    } finally {
                        Origin.leave(previous);
                    }
                });
        Threads.untilWaiting(1);
        origin.stop();
        assertThatThrownBy(consumer::result).hasCauseInstanceOf(Stopped.class);
    }

    @Test
    void says_in_put_what_cannot_be_sent_and_loses_nothing() throws Exception {
        var queue = new Queue<Object>(1);
        assertThatThrownBy(() -> queue.put(new Box(Thread.currentThread())))
                .isInstanceOf(TaskNotSerializable.class)
                .hasMessageContaining("java.lang.Thread");
        assertThat(queue.remainingCapacity()).isEqualTo(1);
        queue.put("next");
        assertThat(queue.get()).isEqualTo("next");
    }

    private record Box(Object content) implements Serializable {}

    @Test
    void refuses_null() {
        var queue = new Queue<Object>();
        assertThatThrownBy(() -> queue.put(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static Object nothing() {
        return null;
    }

    @Test
    void shows_a_snapshot_and_lets_nothing_be_removed_from_the_middle() throws Exception {
        var queue = new Queue<Integer>();
        for (int i = 0; i < 20_000; i++) {
            queue.put(i); // more than the first segment has room for
        }
        assertThat(queue.peek()).isZero();
        assertThat(queue).containsExactlyElementsOf(IntStream.range(0, 20_000).boxed().toList());
        assertThat(queue.contains(19_999)).isTrue();
        assertThat(queue.toArray()).hasSize(20_000);
        assertThat(queue.size()).isEqualTo(20_000);
        var iterator = queue.iterator();
        iterator.next();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.remove((Object) 5))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.removeIf(item -> item > 5))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(queue.remove()).isZero();
        assertThat(queue.element()).isEqualTo(1);
    }

    @Test
    void gives_what_a_collection_of_java_util_gives() {
        var queue = new Queue<Integer>();
        assertThat(queue.peek()).isNull();
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::element).isInstanceOf(NoSuchElementException.class);
        queue.addAll(List.of(1, 2, 3, 4));
        var drained = new ArrayList<Integer>();
        assertThat(queue.drainTo(drained, 3)).isEqualTo(3);
        assertThat(drained).containsExactly(1, 2, 3);
        assertThat(queue.drainTo(drained)).isEqualTo(1);
        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
        queue.addAll(List.of(5, 6));
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void wakes_all_who_wait_when_it_is_closed() throws Exception {
        var empty = new Queue<Integer>();
        var full = new Queue<Integer>(1);
        full.put(1);
        var consumer = Threads.start(empty::get);
        var producer =
                Threads.start(() -> {
                    full.put(2);
                    return true;
                });
        Threads.untilWaiting(2);
        empty.close();
        full.close();
        assertThatThrownBy(consumer::result).hasCauseInstanceOf(QueueClosed.class);
        assertThatThrownBy(producer::result).hasCauseInstanceOf(QueueClosed.class);
    }

    @Test
    void is_of_no_use_once_closed() throws Exception {
        var queue = new Queue<Integer>();
        queue.put(1);
        queue.close();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThatThrownBy(queue::get).isInstanceOf(QueueClosed.class);
        assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue.put(2)).isInstanceOf(QueueClosed.class);
        assertThatThrownBy(queue::isEmpty).isInstanceOf(QueueClosed.class);
        assertThatThrownBy(queue::peek).isInstanceOf(QueueClosed.class);
        assertThatThrownBy(queue::remainingCapacity).isInstanceOf(QueueClosed.class);
        var empty = new Queue<Integer>();
        empty.close();
        assertThat(empty.isEmpty()).isTrue();
        assertThatThrownBy(empty::poll).isInstanceOf(QueueClosed.class);
    }

    @Test
    void gives_its_memory_back_when_closed() throws Exception {
        var queue = new Queue<byte[]>();
        var directory = Domain.current().directory().toFile();
        int before = directory.list().length;
        for (int i = 0; i < 10; i++) {
            queue.put(new byte[300_000]);
            queue.put(new byte[2_000_000]);
        }
        assertThat(directory.list().length).isGreaterThan(before + 10);
        queue.close();
        assertThat(directory.list().length).isEqualTo(before - 1);
    }

    @Test
    void grows_and_shrinks_without_losing_the_order() throws Exception {
        var queue = new Queue<Integer>();
        int put = 0;
        int taken = 0;
        for (int round = 1; round <= 6; round++) {
            for (int i = 0; i < round * 20_000; i++) {
                queue.put(put++);
            }
            for (int i = 0; i < round * 15_000; i++) {
                assertThat(queue.get()).isEqualTo(taken++);
            }
            assertThat(queue.size()).isEqualTo(put - taken);
        }
        while (taken < put) {
            assertThat(queue.get()).isEqualTo(taken++);
        }
    }

    @Test
    void carries_messages_of_every_size() throws Exception {
        var queue = new Queue<byte[]>();
        int[] sizes = {0, 1, 7, 8, 9, 65_535, 65_536, 1 << 20, (1 << 20) + 1, 64_000_000};
        for (int size : sizes) {
            queue.put(pattern(size));
        }
        assertThat(queue.size()).isEqualTo(sizes.length);
        for (int size : sizes) {
            assertThat(queue.get()).isEqualTo(pattern(size));
        }
    }

    private static byte[] pattern(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + size);
        }
        return bytes;
    }

    @Test
    void lets_other_virtual_threads_run_while_ten_wait() throws Exception {
        var queue = new Queue<Integer>();
        var waiting = new ArrayList<Thread>();
        for (int i = 0; i < 10; i++) {
            waiting.add(Thread.startVirtualThread(() -> takeOne(queue)));
        }
        Threads.untilWaiting(10);
        var eleventh = Thread.startVirtualThread(() -> {});
        assertThat(eleventh.join(Duration.ofSeconds(10))).isTrue();
        waiting.getFirst().interrupt();
        assertThat(waiting.getFirst().join(Duration.ofSeconds(10))).isTrue();
        for (int i = 1; i < 10; i++) {
            queue.put(i);
        }
        for (var thread : waiting) {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    private static void takeOne(Queue<Integer> queue) {
        try {
            queue.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void works_for_an_interrupted_thread_as_long_as_it_need_not_wait() throws Exception {
        Thread.currentThread().interrupt();
        var queue = new Queue<Integer>();
        for (int i = 0; i < 20_000; i++) {
            assertThat(queue.offer(i)).isTrue();
        }
        assertThat(queue.poll()).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }
}
