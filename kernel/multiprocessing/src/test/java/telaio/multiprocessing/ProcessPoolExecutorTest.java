package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What an executor does while nothing goes wrong.
@Timeout(90)
class ProcessPoolExecutorTest {
    @RegisterExtension final Console console = new Console();

    private static long here() {
        return ProcessHandle.current().pid();
    }

    @Test
    @Tag("K1")
    void submit_runs_a_task_in_another_process() throws Exception {
        try (var executor = new ProcessPoolExecutor(2)) {
            int base = 2;
            assertThat(executor.submit(() -> Math.pow(base, 8)).get()).isEqualTo(256.0);
            assertThat(executor.submit(() -> here()).get()).isNotEqualTo(here());
            assertThat(executor.submit(() -> System.out.println("done")).get()).isNull();
            assertThat(console.lines()).containsExactly("done");
        }
    }

    @Test
    void is_an_executor_service_as_the_jdk_means_it() throws Exception {
        ExecutorService executor = new ProcessPoolExecutor(1);
        try (executor) {
            Callable<String> callable = (Callable<String> & Serializable) () -> "called";
            assertThat(executor.submit(callable).get()).isEqualTo("called");
            Runnable runnable = (Runnable & Serializable) () -> System.out.println("ran");
            assertThat(executor.submit(runnable, "result").get()).isEqualTo("result");
            executor.execute(runnable);
            assertThat(executor.isShutdown()).isFalse();
        }
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(executor.awaitTermination(0, TimeUnit.SECONDS)).isTrue();
        assertThat(console.lines()).containsExactly("ran", "ran");
    }

    @Test
    void what_fails_in_execute_is_reported() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            executor.execute(
                    (SerializableRunnable)
                            () -> {
                                throw new IllegalStateException("no thread left");
                            });
        }
        assertThat(console.err()).contains("IllegalStateException: no thread left");
    }

    @Test
    @Tag("K3")
    @Tag("K13")
    void map_gives_results_in_order_whatever_the_chunk_size() {
        var items = IntStream.range(0, 40).boxed().toList();
        var squares = items.stream().map(n -> n * n).toList();
        try (var executor = new ProcessPoolExecutor(2)) {
            for (int chunk : new int[] {3, 6, 40, 50}) {
                assertThat(executor.map(n -> n * n, items, chunk)).isEqualTo(squares);
            }
            assertThatThrownBy(() -> executor.map(n -> n, items, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
            assertThat(executor.map(n -> n, List.of())).isEmpty();
        }
    }

    @Test
    @Tag("K4")
    void map_gives_results_until_the_one_that_fails() {
        try (var executor = new ProcessPoolExecutor(2);
                var results = executor.map(n -> 10 / (3 - n), List.of(1, 2, 3, 4))) {
            var each = results.iterator();
            assertThat(each.next()).isEqualTo(5);
            assertThat(each.next()).isEqualTo(10);
            assertThatThrownBy(each::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    @Tag("K5")
    void map_waits_for_its_results_only_so_long() {
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(2)) {
            var results =
                    executor.map(
                                    n -> n < 2 ? "now" : waitFor(gate),
                                    List.of(0, 1, 2),
                                    Duration.ofSeconds(3))
                            .iterator();
            assertThat(results.next()).isEqualTo("now");
            assertThat(results.next()).isEqualTo("now");
            assertThatThrownBy(results::next)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            gate.add("go");
        }
    }

    private static String waitFor(Queue<String> gate) {
        try {
            return gate.get();
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    @Test
    @Tag("K6")
    @Tag("K24")
    void what_was_given_before_a_shutdown_is_done() throws Exception {
        var executor = new ProcessPoolExecutor(2);
        var mapped = executor.map(n -> n + 1, List.of(1, 2, 3));
        var futures = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            futures.add(executor.submit(() -> n));
        }
        executor.shutdown();
        assertThat(mapped).containsExactly(2, 3, 4);
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(futures).allMatch(future -> future.isDone());
        assertThat(futures.stream().map(CompletableFuture::join).toList())
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    @Tag("K16")
    void there_are_never_more_workers_than_asked_for() {
        var gate = new Queue<String>();
        var pids = new Queue<Long>();
        try (var executor = new ProcessPoolExecutor(2)) {
            for (int i = 0; i < 30; i++) {
                var _ =
                        executor.submit(() -> {
                            pids.add(here());
                            return gate.get();
                        });
            }
            Threads.until(() -> pids.size() == 2);
            for (int i = 0; i < 30; i++) {
                gate.add("go");
            }
        }
        assertThat(new HashSet<>(pids)).hasSize(2);
    }

    @Test
    @Tag("K17")
    void workers_are_started_on_demand_and_used_again() throws Exception {
        var pids = new HashSet<Long>();
        try (var executor = new ProcessPoolExecutor(4)) {
            for (int i = 0; i < 10; i++) {
                pids.add(executor.submit(() -> here()).get());
            }
        }
        assertThat(pids).hasSize(1);
    }

    @Test
    @Tag("K18")
    @Tag("K19")
    @Tag("rule-16")
    void a_worker_is_replaced_after_its_tasks() throws Exception {
        var futures = new ArrayList<CompletableFuture<Long>>();
        try (var executor = ProcessPoolExecutor.builder().workers(1).tasksPerChild(2).build()) {
            for (int i = 0; i < 10; i++) {
                futures.add(executor.submit(() -> here()));
            }
        }
        var pids = futures.stream().map(CompletableFuture::join).toList();
        assertThat(new HashSet<>(pids)).hasSize(5);
        assertThat(pids.get(0)).isEqualTo(pids.get(1)).isNotEqualTo(pids.get(2));
    }

    @Test
    @Tag("K30")
    void each_worker_is_initialised_first() throws Exception {
        var said = new Queue<String>();
        try (var executor =
                ProcessPoolExecutor.builder()
                        .workers(2)
                        .initializer(() -> said.put("initialised"))
                        .build()) {
            assertThat(executor.submit(() -> said.size()).get()).isPositive();
        }
        assertThat(said.size()).isBetween(1, 2);
    }

    @Test
    @Tag("R26")
    @Tag("R20")
    void workers_have_the_settings_of_their_builder_and_an_empty_input() throws Exception {
        var settings = Process.builder().name("tessitore").env("TRAMA", "lino").maxHeap("48m");
        try (var executor = ProcessPoolExecutor.builder().workers(1).processes(settings).build()) {
            assertThat(executor.submit(() -> System.getenv("TRAMA")).get()).isEqualTo("lino");
            assertThat(executor.submit(() -> Process.current().name()).get())
                    .startsWith("tessitore-");
            assertThat(executor.submit(() -> Runtime.getRuntime().maxMemory()).get())
                    .isLessThan(64L << 20);
            assertThat(executor.submit(() -> System.in.read()).get()).isEqualTo(-1);
        }
    }

    @Test
    void invoke_all_waits_for_all_and_invoke_any_for_the_first_success() throws Exception {
        var gate = new Queue<String>();
        List<SerializableCallable<String>> tasks =
                List.of(
                        () -> "one",
                        () -> {
                            throw new IllegalStateException("two");
                        },
                        () -> "three");
        List<SerializableCallable<String>> mixed =
                List.of(
                        () -> {
                            throw new IllegalStateException("none");
                        },
                        () -> gate.get(),
                        () -> "first");
        List<SerializableCallable<String>> hopeless =
                List.of(() -> {
                    throw new java.io.IOException("hopeless");
                });
        try (var executor = new ProcessPoolExecutor(2)) {
            var all = executor.invokeAll(tasks);
            assertThat(all).allMatch(Future::isDone);
            assertThat(all.get(0).resultNow()).isEqualTo("one");
            assertThat(all.get(1).exceptionNow()).hasMessage("two");
            assertThat(executor.invokeAny(mixed)).isEqualTo("first");
            assertThatThrownBy(() -> executor.invokeAny(hopeless))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(java.io.IOException.class);
            assertThatThrownBy(() -> executor.invokeAny(List.<Callable<String>>of()))
                    .isInstanceOf(IllegalArgumentException.class);
            var some =
                    executor.invokeAll(
                            List.<SerializableCallable<String>>of(() -> "quick", () -> gate.get()),
                            5,
                            TimeUnit.SECONDS);
            assertThat(some.get(0).resultNow()).isEqualTo("quick");
            assertThat(some.get(1).isCancelled()).isTrue();
            assertThatThrownBy(() ->
                            executor.invokeAny(
                                    List.<SerializableCallable<String>>of(() -> gate.get()),
                                    100,
                                    TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @SuppressWarnings("NonFinalStaticField") // in the worker, where a task looks for the one before
    private static @Nullable WeakReference<Object> latest;

    @Test
    @Tag("K15")
    void a_worker_does_not_keep_the_items_of_the_task_before() {
        try (var executor = new ProcessPoolExecutor(1)) {
            var seen =
                    executor.map(
                            item -> {
                                var before = latest;
                                System.gc();
                                latest = new WeakReference<>(item);
                                return before == null || before.get() == null;
                            },
                            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            assertThat(seen).containsOnly(true);
        }
    }

    @Test
    @Tag("R16")
    void recursive_and_nested_functions_run_in_workers() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            SerializableCallable<Integer> inner = () -> fibonacci(12);
            SerializableCallable<Integer> outer = () -> inner.call() + 1;
            assertThat(executor.submit(outer).get()).isEqualTo(145);
        }
    }

    private static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }
}
