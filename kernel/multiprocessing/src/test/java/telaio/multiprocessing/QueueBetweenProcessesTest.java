package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class QueueBetweenProcessesTest extends InBothWays {
    private static final int EACH = 20_000;

    @Test
    @Tag("Q3")
    void keeps_the_order_of_what_was_there_and_what_a_process_adds() throws Exception {
        var queue = new Queue<Integer>();
        putAll(queue, 0, 10);
        try (var child = ChildJvm.start(() -> putAll(queue, 10, 20))) {
            for (int i = 0; i < 20; i++) {
                assertThat(queue.get()).isEqualTo(i);
            }
            assertThat(child.join()).isZero();
        }
    }

    @Test
    void gives_every_item_of_two_producers_to_one_of_two_consumers() throws Exception {
        var queue = new Queue<Item>();
        var results = new Queue<List<Item>>();
        try (var a = ChildJvm.start(() -> produce(queue, 0));
                var b = ChildJvm.start(() -> produce(queue, 1));
                var c = ChildJvm.start(() -> results.put(consume(queue)));
                var d = ChildJvm.start(() -> results.put(consume(queue)))) {
            assertThat(a.join()).isZero();
            assertThat(b.join()).isZero();
            queue.put(Item.LAST);
            queue.put(Item.LAST);
            var one = results.get();
            var other = results.get();
            assertThat(c.join()).isZero();
            assertThat(d.join()).isZero();
            assertThat(queue.isEmpty()).isTrue();
            inOrder(one);
            inOrder(other);
            var counts = new int[2][EACH];
            for (var item : one) {
                counts[item.producer()][item.number()]++;
            }
            for (var item : other) {
                counts[item.producer()][item.number()]++;
            }
            assertThat(Arrays.stream(counts).flatMapToInt(Arrays::stream)).allMatch(n -> n == 1);
        }
    }

    private record Item(int producer, int number) implements java.io.Serializable {
        private static final Item LAST = new Item(-1, -1);
    }

    private static void produce(Queue<Item> queue, int producer) throws InterruptedException {
        for (int i = 0; i < EACH; i++) {
            queue.put(new Item(producer, i));
        }
    }

    private static List<Item> consume(Queue<Item> queue) throws InterruptedException {
        var items = new ArrayList<Item>();
        for (var item = queue.get(); !item.equals(Item.LAST); item = queue.get()) {
            items.add(item);
        }
        return items;
    }

    /// What one consumer gets from one producer comes as it was put.
    private static void inOrder(List<Item> items) {
        int[] last = {-1, -1};
        for (var item : items) {
            assertThat(item.number()).isGreaterThan(last[item.producer()]);
            last[item.producer()] = item.number();
        }
    }

    @Test
    @Tag("Q14")
    void lets_a_producer_end_though_nobody_reads() throws Exception {
        var queue = new Queue<byte[]>();
        try (var child =
                ChildJvm.start(() -> {
                    queue.put(new byte[1 << 20]);
                    queue.put(new byte[64 << 20]);
                })) {
            assertThat(child.join()).isZero();
            assertThat(queue.size()).isEqualTo(2);
            assertThat(queue.get()).hasSize(1 << 20);
            assertThat(queue.get()).hasSize(64 << 20);
        }
    }

    @Test
    void holds_a_producer_back_when_it_is_bounded() throws Exception {
        var queue = new Queue<Integer>(3);
        try (var child = ChildJvm.start(() -> putAll(queue, 0, 1000))) {
            for (int i = 0; i < 1000; i++) {
                assertThat(queue.size()).isLessThanOrEqualTo(3);
                assertThat(queue.get()).isEqualTo(i);
            }
            assertThat(child.join()).isZero();
        }
    }

    @Test
    @Tag("Q15")
    void travels_through_queues_and_to_grandchildren() throws Exception {
        var replies = new Queue<Queue<String>>();
        try (var child = ChildJvm.start(() -> answer(replies))) {
            var reply = new Queue<String>();
            replies.put(reply);
            assertThat(reply.get()).isEqualTo("from a grandchild");
            assertThat(reply.get()).isEqualTo("from a child");
            assertThat(child.join()).isZero();
        }
    }

    private static void answer(Queue<Queue<String>> replies) throws Exception {
        var reply = replies.get();
        try (var grandchild = ChildJvm.start(() -> reply.put("from a grandchild"))) {
            grandchild.join();
        }
        reply.put("from a child");
    }

    @Test
    void wakes_other_processes_when_it_is_closed() throws Exception {
        var queue = new Queue<Integer>();
        var results = new Queue<String>();
        try (var child = ChildJvm.start(() -> results.put(useClosed(queue)))) {
            Threads.untilWaiting(1);
            queue.close();
            assertThat(results.get()).isEqualTo("telaio.multiprocessing.QueueClosed");
            assertThat(child.join()).isZero();
        }
        // The handle of a queue that is gone is the handle of a closed queue.
        var gone = new Queue<Queue<Integer>>();
        gone.put(queue);
        assertThat(gone.get().isClosed()).isTrue();
    }

    private static String useClosed(Queue<Integer> queue) {
        try {
            return "got " + queue.get();
        } catch (QueueClosed | InterruptedException e) {
            return e.getClass().getName();
        }
    }

    @Test
    @Tag("Q7")
    void can_be_used_by_static_initialisers() throws Exception {
        var queue = new Queue<Integer>();
        try (var child = ChildJvm.start(() -> queue.put(Initialised.VALUE))) {
            assertThat(queue.get()).isEqualTo(42);
            assertThat(child.join()).isZero();
        }
    }

    private static final class Initialised {
        private static final int VALUE = value();

        private static int value() {
            var queue = new Queue<Integer>();
            queue.add(42);
            return queue.remove();
        }
    }

    @Test
    void is_of_its_own_family_only() throws Exception {
        var bytes = telaio.multiprocessing.shipping.Codec.encode(new Queue<Integer>());
        Domain.current().close();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> telaio.multiprocessing.shipping.Codec.decode(bytes))
                .hasStackTraceContaining("telaio-");
    }

    private static void putAll(Queue<Integer> queue, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            queue.put(i);
        }
    }
}
