package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LargeItemsTest {
    private static final int MANY = 1_100_000;

    private static final List<Object> ITEMS =
            List.of(
                    new byte[] {1},
                    bytes(),
                    new short[MANY],
                    "è".repeat(MANY).toCharArray(),
                    IntStream.range(0, MANY).toArray(),
                    LongStream.range(0, MANY).toArray(),
                    new float[MANY],
                    IntStream.range(0, MANY).asDoubleStream().toArray(),
                    new boolean[2 * MANY],
                    "a".repeat(2 * MANY),
                    "\u20ac".repeat(MANY),
                    IntStream.range(0, MANY).boxed().toList());

    private static byte[] bytes() {
        var bytes = new byte[2 * MANY];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 7);
        }
        return bytes;
    }

    @Test
    void come_back_as_what_they_were_from_another_process() throws Exception {
        try (var there = new Queue<Object>();
                var back = new Queue<Object>()) {
            var process =
                    new Process(() -> {
                        for (int i = 0; i < ITEMS.size(); i++) {
                            back.put(there.get());
                        }
                    });
            process.start();
            for (var item : ITEMS) {
                there.put(item);
            }
            for (var item : ITEMS) {
                assertThat(back.get()).isEqualTo(item);
            }
            process.join();
        }
    }

    @Test
    void can_be_looked_at_without_being_taken() throws Exception {
        try (var queue = new Queue<Object>()) {
            var numbers = LongStream.range(0, MANY).toArray();
            queue.put(numbers);
            assertThat(queue.peek()).isEqualTo(numbers);
            assertThat(queue.iterator().next()).isEqualTo(numbers);
            assertThat(queue.get()).isEqualTo(numbers);
        }
    }

    @Test
    void are_taken_by_an_interrupted_thread_without_wait() throws Exception {
        try (var queue = new Queue<Object>()) {
            var numbers = LongStream.range(0, MANY).toArray();
            Thread.currentThread().interrupt();
            queue.put(numbers);
            assertThat(queue.get()).isEqualTo(numbers);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
