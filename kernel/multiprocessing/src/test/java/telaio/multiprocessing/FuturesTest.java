package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.Futures.Until;

@Timeout(60)
class FuturesTest {
    private final CompletableFuture<Integer> done = CompletableFuture.completedFuture(1);
    private final CompletableFuture<Integer> failed =
            CompletableFuture.failedFuture(new IllegalStateException("no"));
    private final CompletableFuture<Integer> open = new CompletableFuture<>();
    private final CompletableFuture<Integer> alsoOpen = new CompletableFuture<>();

    @Test
    @Tag("K32")
    void as_completed_gives_each_as_it_is_done() {
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(2)) {
            var slow = executor.submit(() -> gate.get());
            var quick = executor.submit(() -> "quick");
            var cancelled = new CompletableFuture<String>();
            cancelled.cancel(true);
            var order = new ArrayList<CompletableFuture<String>>();
            for (var future : Futures.asCompleted(List.of(slow, quick, cancelled))) {
                order.add(future);
                if (order.size() == 2) {
                    gate.add("slow");
                }
            }
            assertThat(order).containsExactly(cancelled, quick, slow);
        }
    }

    @Test
    @Tag("K33")
    @Tag("K36")
    void as_completed_gives_what_is_done_and_then_times_out() {
        var all = List.of(open, done, alsoOpen, failed);
        var each = Futures.asCompleted(all, Duration.ofMillis(50)).iterator();
        assertThat(each.next()).isSameAs(done);
        assertThat(each.next()).isSameAs(failed);
        assertThatThrownBy(each::next)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("2 (")
                .hasMessageContaining("4)");
        var now = Futures.asCompleted(all, Duration.ZERO).iterator();
        assertThat(now.next()).isSameAs(done);
        assertThat(now.next()).isSameAs(failed);
        assertThatThrownBy(now::next).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    @Tag("K34")
    void as_completed_gives_a_future_once_that_is_given_twice() {
        assertThat(Futures.asCompleted(List.of(done, failed, done))).containsExactly(done, failed);
        assertThat(Futures.asCompleted(List.of())).isEmpty();
    }

    @Test
    @Tag("K35")
    void what_as_completed_has_given_it_does_not_keep() {
        var futures = new ArrayList<CompletableFuture<Object>>();
        futures.add(CompletableFuture.completedFuture(new Object()));
        futures.add(new CompletableFuture<>());
        var each = Futures.asCompleted(futures).iterator();
        futures.clear();
        var first = new WeakReference<>(each.next());
        Threads.until(() -> {
            System.gc();
            return first.get() == null;
        });
        assertThat(each.hasNext()).isTrue();
    }

    @Test
    @Tag("K38")
    void wait_for_the_first_that_is_done() throws Exception {
        assertThat(Futures.wait(List.of(open, done, alsoOpen), Until.FIRST_COMPLETED))
                .isEqualTo(waited(List.of(done), List.of(open, alsoOpen)));
        var waiting =
                Threads.start(() -> Futures.wait(List.of(open, alsoOpen), Until.FIRST_COMPLETED));
        alsoOpen.complete(2);
        assertThat(waiting.result()).isEqualTo(waited(List.of(alsoOpen), List.of(open)));
    }

    @Test
    @Tag("K39")
    void wait_for_the_first_that_failed() throws Exception {
        assertThat(Futures.wait(List.of(done, failed, open), Until.FIRST_EXCEPTION))
                .isEqualTo(waited(List.of(done, failed), List.of(open)));
        assertThat(Futures.wait(List.of(done), Until.FIRST_EXCEPTION))
                .isEqualTo(waited(List.of(done), List.of()));
        var waiting =
                Threads.start(
                        () -> Futures.wait(List.of(open, done, alsoOpen), Until.FIRST_EXCEPTION));
        alsoOpen.cancel(true);
        assertThat(waiting.result()).isEqualTo(waited(List.of(done, alsoOpen), List.of(open)));
    }

    @Test
    @Tag("K40")
    @Tag("K37")
    void wait_for_all_or_until_the_time_is_over() throws Exception {
        assertThat(Futures.wait(List.of(done, failed, done), Until.ALL))
                .isEqualTo(waited(List.of(done, failed), List.of()));
        assertThat(Futures.wait(List.of(done, open, open), Until.ALL, Duration.ofMillis(20)))
                .isEqualTo(waited(List.of(done), List.of(open)));
        assertThat(Futures.wait(List.of(open, done), Until.ALL, Duration.ZERO))
                .isEqualTo(waited(List.of(done), List.of(open)));
        assertThatThrownBy(() -> Futures.wait(List.of(done), Until.ALL, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> Futures.asCompleted(List.of(done), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_wait_is_interrupted() throws Exception {
        var waiting =
                Threads.start(() -> {
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(() -> Futures.wait(List.of(open), Until.ALL))
                            .isInstanceOf(InterruptedException.class);
                    return true;
                });
        assertThat(waiting.result()).isTrue();
    }

    private static Futures.Waited<CompletableFuture<Integer>> waited(
            List<CompletableFuture<Integer>> done, List<CompletableFuture<Integer>> notDone) {
        return new Futures.Waited<>(
                new java.util.LinkedHashSet<>(done), new java.util.LinkedHashSet<>(notDone));
    }
}
