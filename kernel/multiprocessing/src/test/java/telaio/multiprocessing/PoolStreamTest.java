package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lazy calls of a pool.
@Timeout(90)
class PoolStreamTest {
    @Test
    @Tag("O9")
    @Tag("O14")
    void imap_gives_the_results_in_order_and_ends() {
        try (var pool = new Pool(2)) {
            assertThat(pool.imap(PoolItems::square, PoolItems.upTo(1000)))
                    .isEqualTo(PoolItems.upTo(1000).stream().map(n -> n * n).toList());
            assertThat(pool.imap(PoolItems::square, PoolItems.upTo(100), 7))
                    .isEqualTo(PoolItems.upTo(100).stream().map(n -> n * n).toList());
            assertThat(pool.imap(PoolItems::square, List.<Integer>of())).isEmpty();
            var each = pool.imap(PoolItems::square, PoolItems.upTo(10)).iterator();
            for (int i = 0; i < 10; i++) {
                assertThat(each.next()).isEqualTo(i * i);
            }
            assertThat(each.hasNext()).isFalse();
            assertThatThrownBy(each::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    @Tag("rule-19")
    void imap_reads_an_endless_source_only_so_far_ahead() {
        var read = new AtomicInteger();
        try (var pool = new Pool(2);
                var results =
                        pool.imap(PoolItems::square, Stream.generate(read::incrementAndGet))) {
            assertThat(read).hasValue(0);
            assertThat(results.limit(50).mapToInt(n -> n).sum()).isEqualTo(42925);
            assertThat(read).hasValueBetween(50, 50 + 2 * Requests.AHEAD);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("O10")
    @Tag("O7")
    void imap_gives_what_came_before_its_source_failed(int chunk) {
        try (var pool = new Pool(2)) {
            Iterable<Integer> items = () -> PoolItems.failingAfter(7);
            var results = pool.imap(PoolItems::square, items, chunk).iterator();
            for (int i = 0; i < 7; i++) {
                assertThat(results.next()).isEqualTo(i * i);
            }
            assertThatThrownBy(results::next).hasMessage("no more wool").hasNoCause();
            var any = pool.imapUnordered(PoolItems::square, items, chunk).iterator();
            var seen = new HashSet<Integer>();
            for (int i = 0; i < 7; i++) {
                seen.add(any.next());
            }
            assertThat(seen).containsExactlyInAnyOrder(0, 1, 4, 9, 16, 25, 36);
            assertThatThrownBy(any::next).hasMessage("no more wool");
        }
    }

    @Test
    @Tag("O11")
    void imap_unordered_gives_each_result_when_it_is_there() {
        var gate = new Queue<String>();
        try (var pool = new Pool(2)) {
            assertThat(pool.imapUnordered(PoolItems::square, PoolItems.upTo(100)))
                    .containsExactlyInAnyOrderElementsOf(
                            PoolItems.upTo(100).stream().map(n -> n * n).toList());
            var results =
                    pool.imapUnordered(
                            n -> n == 0 ? PoolItems.take(gate) : "n" + n, PoolItems.upTo(3));
            var each = results.iterator();
            assertThat(List.of(each.next(), each.next())).containsExactlyInAnyOrder("n1", "n2");
            gate.add("zero");
            assertThat(each.next()).isEqualTo("zero");
        }
    }

    @Test
    void imap_goes_on_after_an_item_that_failed() {
        try (var pool = new Pool(2)) {
            var each = pool.imap(n -> 12 / (n - 1), List.of(0, 1, 2)).iterator();
            assertThat(each.next()).isEqualTo(-12);
            assertThatThrownBy(each::next).isInstanceOf(ArithmeticException.class);
            assertThat(each.next()).isEqualTo(12);
            var unsendable = pool.imap(n -> n, List.of("good", new Thread())).iterator();
            assertThat(unsendable.next()).isEqualTo("good");
            assertThatThrownBy(unsendable::next).isInstanceOf(TaskNotSerializable.class);
        }
    }
}
