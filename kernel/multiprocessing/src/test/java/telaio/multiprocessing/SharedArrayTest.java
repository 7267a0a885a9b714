package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
class SharedArrayTest {
    @AfterEach
    void end() {
        Domain.current().close();
    }

    private static void inAProcess(Task task) throws InterruptedException {
        var process = new Process(task);
        process.start();
        process.join();
        assertThat(process.failure()).isEmpty();
    }

    @Test
    @Tag("V4")
    @Tag("V6")
    void what_a_process_computes_in_it_is_seen_here() throws Exception {
        var sums = SharedArray.of(680, 626, 934, 821, 150, 233, 548, 982, 714, 831);
        var expected = sums.toIntArray();
        Arrays.parallelPrefix(expected, Integer::sum);
        inAProcess(() -> {
            for (int i = 1; i < sums.length(); i++) {
                sums.set(i, sums.get(i - 1) + sums.get(i));
            }
        });
        assertThat(sums.toIntArray()).isEqualTo(expected);
        assertThat(sums.intStream().max()).hasValue(expected[9]);
    }

    @Test
    @Tag("V4")
    void is_a_list_of_fixed_size() {
        var array = SharedArray.of(1L, 2L, 3L, 4L, 5L);
        assertThat(array).hasSize(5).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(array.equals(List.of(1L, 2L, 3L, 4L, 5L))).isTrue();
        var middle = array.slice(1, 4);
        middle.copyFrom(20L, 30L, 40L);
        assertThat(array).hasToString("[1, 20, 30, 40, 5]");
        middle.slice(2, 3).fill(0L);
        assertThat(array.longStream().sum()).isEqualTo(56);
        Collections.reverse(array);
        assertThat(array.toLongArray()).containsExactly(5, 0, 30, 20, 1);
        assertThat(array.set(0, 9L)).isEqualTo(5L);
        assertThat(array.indexOf(30L)).isEqualTo(2);
        assertThat(array.stream().mapToLong(Long::longValue).min()).hasValue(0);
        assertThatThrownBy(() -> array.add(1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> array.get(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("5");
        assertThatThrownBy(() -> array.slice(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> middle.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @RepeatedTest(3)
    @Tag("V5")
    void is_zero_at_first() {
        var doubles = SharedArray.ofDoubles(1000);
        assertThat(doubles.doubleStream()).hasSize(1000).allMatch(element -> element == 0);
        doubles.fill(1.5);
        assertThat(doubles.doubleStream().sum()).isEqualTo(1500);
        assertThat(SharedArray.ofBytes(7).toByteArray()).isEqualTo(new byte[7]);
        assertThat(SharedArray.ofInts(0)).isEmpty();
    }

    @Test
    void elements_are_changed_in_one_step_by_two_processes() throws Exception {
        var bytes = SharedArray.ofBytes(5);
        var ints = SharedArray.ofInts(3);
        int each = 10_000;
        Task task =
                () -> {
                    for (int i = 0; i < each; i++) {
                        bytes.getAndAdd(i % 5, (byte) 1);
                        ints.addAndGet(1, 2);
                        ints.updateAndGet(2, old -> old - 1);
                    }
                };
        var other = new Process(task);
        other.start();
        task.run();
        other.join();
        byte sum = (byte) (2 * each / 5);
        assertThat(bytes.toByteArray()).containsExactly(sum, sum, sum, sum, sum);
        assertThat(ints.toIntArray()).containsExactly(0, 4 * each, -2 * each);
        assertThat(ints.compareAndSet(0, 0, 5)).isTrue();
        assertThat(ints.getAndUpdate(0, old -> old + 1)).isEqualTo(5);
    }

    @Test
    @Tag("V7")
    void its_slices_share_its_lock() throws Exception {
        var array = SharedArray.ofInts(4);
        var half = array.slice(2, 4);
        assertThat(half.lock()).isSameAs(array.lock());
        try (var _ = array.lock().acquire()) {
            inAProcess(() -> {
                if (half.lock().tryLock()) {
                    throw new IllegalStateException("free");
                }
                half.set(1, 7);
            });
        }
        assertThat(array.toIntArray()).containsExactly(0, 0, 0, 7);
        assertThat(half.lock().tryLock()).isTrue();
    }

    @Test
    void its_memory_is_a_segment_too() throws Exception {
        var array = SharedArray.ofInts(10);
        inAProcess(() -> array.slice(2, 5).segment().setAtIndex(ValueLayout.JAVA_INT, 1, 42));
        assertThat(array.get(3)).isEqualTo(42);
        assertThat(array.slice(2, 5).segment().byteSize()).isEqualTo(12);
    }

    @Test
    void refuses_other_lengths_and_types() {
        assertThatThrownBy(() -> SharedArray.ofInts(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        var array = SharedArray.ofInts(2);
        assertThatThrownBy(() -> array.copyFrom(1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("2");
        assertThatThrownBy(() -> array.copyFrom(1.0, 2.0)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(array::toLongArray).isInstanceOf(ClassCastException.class);
    }

    @Test
    @Tag("V9")
    @Tag("R36")
    void gives_its_memory_back() throws Exception {
        var directory = Domain.current().directory().toFile();
        var sent = SharedArray.ofInts(100);
        var handle = Codec.encode(sent);
        for (int i = 0; i < 50; i++) {
            SharedArray.ofInts(1000 * i).fill(i);
        }
        Threads.until(() -> {
            System.gc();
            return directory.list((folder, name) -> name.startsWith("storage")).length == 1;
        });
        var other = (List<?>) Objects.requireNonNull(Codec.decode(handle));
        sent.close();
        sent.close();
        assertThat(directory.list((folder, name) -> name.startsWith("storage"))).isEmpty();
        assertThatThrownBy(() -> sent.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(other.get(0)).isEqualTo(0); // who has it keeps it
        assertThatThrownBy(() -> Codec.decode(handle))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
