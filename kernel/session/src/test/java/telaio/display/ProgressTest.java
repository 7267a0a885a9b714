package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTest {
    private static Bundle bar(long done, long total, boolean ended) {
        return new Bar("<x>", done, total, Duration.ofSeconds(3), ended).bundle();
    }

    @Test
    void a_bar_shows_how_much_is_done_and_how_long_it_takes() {
        assertThat(bar(37, 100, false).data())
                .containsEntry("text/plain", "<x>  37% |███████▍            | 37/100 [00:03<00:05]")
                .containsEntry(
                        "text/html",
                        "<div>&lt;x&gt; <progress style=\"width:20em\" value=\"37\" max=\"100\">"
                                + "</progress> 37 % · 37/100 · 00:03&lt;00:05</div>");
        assertThat(bar(100, 100, true).data().get("text/plain"))
                .isEqualTo("<x> 100% |████████████████████| 100/100 [00:03]");
    }

    @Test
    void a_bar_of_unknown_length_counts() {
        assertThat(bar(7, -1, false).data())
                .containsEntry("text/plain", "<x> 7 [00:03]")
                .hasEntrySatisfying("text/html", html -> assertThat(html).doesNotContain("value="));
        assertThat(bar(7, -1, true).data().get("text/html")).contains("value=\"1\" max=\"1\"");
    }

    @Test
    void items_pass_unchanged_and_are_counted() {
        var passed = new ArrayList<Integer>();
        for (int i : Progress.of(List.of(1, 2, 3))) {
            passed.add(i);
        }
        assertThat(passed).containsExactly(1, 2, 3);
        assertThat(Progress.of(new String[] {"a"})).containsExactly("a");
        assertThat(Progress.of(5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Progress.of(0)).isEmpty();
    }

    @Test
    void an_item_is_done_when_the_next_is_asked_for() {
        var progress = Progress.of(2);
        Iterator<Integer> numbers = progress.iterator();
        var _ = numbers.next();
        assertThat(progress.done()).isZero();
        assertThat(numbers.hasNext()).isTrue();
        assertThat(numbers.hasNext()).isTrue();
        assertThat(progress.done()).isEqualTo(1);
    }

    @Test
    void what_can_be_iterated_once_only_is_iterated_once() {
        var once = List.of(1, 2).iterator();
        assertThat(Progress.of((Iterable<Integer>) () -> once)).containsExactly(1, 2);
    }

    @Test
    void streams_stay_what_they_are() {
        assertThat(Progress.of(Stream.of(1, 2, 3)).map(i -> i * i)).containsExactly(1, 4, 9);
        assertThat(Progress.of(Stream.iterate(1, i -> i + 1)).limit(3)).containsExactly(1, 2, 3);
        var parallel = Progress.of(IntStream.range(0, 10_000).boxed().parallel(), "numbers");
        assertThat(parallel.isParallel()).isTrue();
        assertThat(parallel.mapToLong(i -> i).sum()).isEqualTo(49_995_000);
    }

    @Test
    void steps_are_counted_from_any_thread() {
        var progress = Progress.of(1000);
        IntStream.range(0, 1000).parallel().forEach(_ -> progress.step());
        assertThat(progress.done()).isEqualTo(1000);
        assertThat(progress).hasToString("1000/1000");
    }

    @Test
    void impossible_numbers_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Progress.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Progress.of(1).step(-1));
    }
}
