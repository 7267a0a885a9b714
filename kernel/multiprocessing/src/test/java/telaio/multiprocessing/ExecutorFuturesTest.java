package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the futures of an executor are.
@Timeout(90)
class ExecutorFuturesTest {
    @Test
    @Tag("F1")
    @Tag("F3")
    @Tag("F7")
    void callbacks_see_how_a_future_ended() throws Exception {
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(1)) {
            CompletableFuture<String> blocked = executor.submit(() -> gate.get());
            var seen = blocked.handle((value, failure) -> value + failure);
            var failing =
                    executor.<String>submit(() -> {
                        throw new IllegalStateException("no");
                    });
            var cancelled = executor.submit(() -> "never");
            assertThat(cancelled.cancel(false)).isTrue();
            assertThat(cancelled.handle((_, failure) -> failure).join())
                    .isInstanceOf(CancellationException.class);
            gate.add("come");
            assertThat(seen.get()).isEqualTo("comenull");
            assertThat(failing.handle((_, failure) -> failure.getMessage()).get()).isEqualTo("no");
            assertThat(blocked.thenApply(String::length).get()).isEqualTo(4);
        }
    }

    @Test
    @Tag("F2")
    @Tag("R5")
    void a_callback_that_fails_or_blocks_stops_nobody_else() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var future = executor.submit(() -> 1);
            var failing =
                    future.thenAccept(_ -> {
                        throw new StackOverflowError("callback");
                    });
            var asking = future.thenApply(n -> executor.submit(() -> n + 1).join());
            assertThat(asking.get()).isEqualTo(2);
            assertThatThrownBy(failing::join).hasCauseInstanceOf(StackOverflowError.class);
            assertThat(executor.submit(() -> 3).get()).isEqualTo(3);
        }
    }

    @Test
    @Tag("F4")
    void cancel_says_whether_it_came_in_time() throws Exception {
        var begun = new Queue<String>();
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(1)) {
            var running =
                    executor.submit(() -> {
                        begun.add("here");
                        return gate.get();
                    });
            begun.get();
            var ran = new Queue<String>();
            var pending = executor.submit(() -> ran.add("ran"));
            var next = executor.submit(() -> "next");
            assertThat(pending.cancel(true)).isTrue();
            assertThat(pending.cancel(true)).isTrue();
            assertThat(running.cancel(false)).isTrue();
            gate.add("go");
            assertThat(next.get()).isEqualTo("next");
            assertThat(next.cancel(true)).isFalse();
            assertThat(next.isCancelled()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(running.state()).isEqualTo(Future.State.CANCELLED);
        }
    }

    @Test
    @Tag("F6")
    @Tag("F8")
    @Tag("F9")
    void a_future_is_waited_for_with_a_timeout_and_completed_once() throws Exception {
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(1)) {
            var future = executor.submit(() -> gate.get());
            assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(future.toString()).contains("Not completed");
            gate.add("value");
            assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo("value");
            assertThat(future.complete("other")).isFalse();
            assertThat(future.completeExceptionally(new IllegalStateException())).isFalse();
            assertThat(future.resultNow()).isEqualTo("value");
            assertThat(future.toString()).contains("Completed normally");
            var mine = executor.submit(() -> gate.get());
            assertThat(mine.complete("mine")).isTrue();
            gate.add("late");
            assertThat(mine.join()).isEqualTo("mine");
        }
    }

    @Test
    @Tag("K7")
    void a_future_that_is_kept_does_not_keep_its_task() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var ballast = new ArrayList<>(List.of("ballast"));
            var known = new WeakReference<>(ballast);
            var future = executor.submit(size(ballast));
            assertThat(future.get()).isEqualTo(1);
            ballast = null;
            Threads.until(() -> {
                System.gc();
                return known.get() == null;
            });
            assertThat(future.isDone()).isTrue();
        }
    }

    private static SerializableCallable<Integer> size(List<String> list) {
        return () -> list.size();
    }

    @Test
    @Tag("R19")
    void many_threads_may_submit() throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            var threads = new ArrayList<Threads.Running<Integer>>();
            for (int t = 0; t < 4; t++) {
                threads.add(
                        Threads.start(() -> {
                            int sum = 0;
                            for (int i = 0; i < 50; i++) {
                                int n = i;
                                sum += executor.submit(() -> n).get();
                            }
                            return sum;
                        }));
            }
            for (var thread : threads) {
                assertThat(thread.result()).isEqualTo(1225);
            }
        }
    }

    @Test
    void many_short_tasks_are_handed_over_between_busy_and_idle_workers() throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            for (int round = 0; round < 20; round++) {
                var futures = new ArrayList<CompletableFuture<Integer>>();
                for (int i = 0; i < 1000; i++) {
                    int n = i;
                    futures.add(executor.submit(() -> n));
                }
                for (int i = 0; i < 1000; i++) {
                    assertThat(futures.get(i).get()).isEqualTo(i);
                }
            }
        }
    }

    @Test
    @Tag("R29")
    void callbacks_may_submit_in_chains() throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            var chains = new ArrayList<CompletableFuture<Integer>>();
            for (int length : new int[] {100, 50, 60}) {
                chains.add(chain(executor, 0, length));
            }
            assertThat(chains.stream().map(CompletableFuture::join)).containsExactly(100, 50, 60);
        }
    }

    private static CompletableFuture<Integer> chain(
            ProcessPoolExecutor executor, int from, int length) {
        return executor.submit(() -> from + 1)
                .thenCompose(n ->
                        n == length
                                ? CompletableFuture.completedFuture(n)
                                : chain(executor, n, length));
    }

    @Test
    @Tag("K50")
    void results_pile_up_behind_a_blocked_callback_without_harm() throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            var open = new CompletableFuture<String>();
            var blocked = executor.submit(() -> 1).thenApply(n -> n + open.join());
            var futures = new ArrayList<CompletableFuture<byte[]>>();
            for (int i = 0; i < 100; i++) {
                futures.add(executor.submit(() -> new byte[100_000]));
            }
            for (var future : futures) {
                assertThat(future.get()).hasSize(100_000);
            }
            open.complete("!");
            assertThat(blocked.get()).isEqualTo("1!");
        }
    }
}
