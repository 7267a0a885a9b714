package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of tasks whose worker ends before they do.
@Timeout(90)
class ExecutorCrashTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    ARRIVING, EXIT, 42
                    ARRIVING, HALT, 43
                    ARRIVING, KILL, -9
                    RUNNING,  EXIT, 42
                    RUNNING,  HALT, 43
                    RUNNING,  KILL, -9
                    LEAVING,  EXIT, 42
                    LEAVING,  HALT, 43
                    LEAVING,  KILL, -9
                    """)
    @Tag("R3")
    @Tag("K42")
    @Tag("K43")
    @Tag("K44")
    @Tag("K46")
    @Tag("R1")
    @Tag("R2")
    @Tag("R40")
    @Tag("rule-2")
    void a_worker_that_ends_fails_the_task_it_was_at_and_no_other(
            Bomb.Moment moment, Bomb.Manner manner, int exitCode) throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var before = executor.submit(() -> "before");
            var bomb = executor.submit(new Bomb(moment, manner));
            var after = executor.submit(() -> ProcessHandle.current().pid());
            assertThat(before.get()).isEqualTo("before");
            var died = (WorkerDied) Bomb.failureOf(bomb);
            assertThat(died.exitCode()).isEqualTo(exitCode);
            assertThat(died.name()).startsWith("PoolWorker-");
            assertThat(died.getMessage())
                    .contains("" + died.pid())
                    .contains(exitCode < 0 ? "signal 9" : "exit code " + exitCode);
            assertThat(after.get()).isNotEqualTo(died.pid());
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    ARRIVING, EXCEPTION, java.io.IOException
                    ARRIVING, ERROR,     java.io.IOException
                    RUNNING,  EXCEPTION, java.lang.IllegalStateException
                    RUNNING,  ERROR,     java.lang.LinkageError
                    LEAVING,  EXCEPTION, telaio.multiprocessing.TaskNotSerializable
                    LEAVING,  ERROR,     java.lang.LinkageError
                    """)
    @Tag("R3")
    @Tag("K42")
    @Tag("K45")
    @Tag("K46")
    void an_exception_at_any_stage_fails_its_task_only(
            Bomb.Moment moment, Bomb.Manner manner, Class<?> expected) throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var pid = executor.submit(() -> ProcessHandle.current().pid()).get();
            var failure = Bomb.failureOf(executor.submit(new Bomb(moment, manner)));
            assertThat(failure).isInstanceOf(expected).hasMessageContaining("bang");
            assertThat(executor.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
        }
    }

    @Test
    @Tag("K11")
    void a_killed_worker_breaks_nothing_but_its_task() throws Exception {
        var pids = new Queue<Long>();
        var gate = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(2)) {
            var victims = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < 2; i++) {
                victims.add(
                        executor.submit(() -> {
                            pids.add(ProcessHandle.current().pid());
                            return gate.get();
                        }));
            }
            var waiting = executor.submit(() -> "waited");
            ProcessHandle.of(pids.get()).orElseThrow().destroyForcibly();
            Threads.until(() -> victims.stream().anyMatch(CompletableFuture::isDone));
            gate.add("went on");
            assertThat(waiting.get()).isEqualTo("waited");
            Threads.until(() -> victims.stream().allMatch(CompletableFuture::isDone));
            assertThat(victims.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSize(1);
            assertThat(executor.submit(() -> "later").get()).isEqualTo("later");
        }
    }

    @Test
    @Tag("R42")
    @Tag("rule-20")
    void cancelling_a_running_task_stops_its_worker_and_nothing_else() throws Exception {
        var begun = new Queue<Long>();
        try (var executor = new ProcessPoolExecutor(1)) {
            var running =
                    executor.submit(() -> {
                        begun.add(ProcessHandle.current().pid());
                        while (true) {
                            Thread.onSpinWait();
                        }
                    });
            var next = executor.submit(() -> ProcessHandle.current().pid());
            long pid = begun.get();
            assertThat(running.cancel(true)).isTrue();
            assertThat(next.get()).isNotEqualTo(pid);
            assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
            Threads.until(() -> ProcessHandle.of(pid).isEmpty());
        }
    }

    @Test
    @Tag("R33")
    @Tag("rule-20")
    void a_task_that_takes_too_long_fails_and_its_worker_is_replaced() throws Exception {
        try (var executor =
                ProcessPoolExecutor.builder()
                        .workers(1)
                        .taskTimeout(Duration.ofSeconds(2))
                        .build()) {
            var endless =
                    executor.submit(() -> {
                        while (true) {
                            Thread.onSpinWait();
                        }
                    });
            var quick = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 20; i++) {
                int n = i;
                quick.add(executor.submit(() -> n));
            }
            assertThat(Bomb.failureOf(endless))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("PT2S")
                    .hasMessageContaining("PoolWorker-");
            for (int i = 0; i < 20; i++) {
                assertThat(quick.get(i).get()).isEqualTo(i);
            }
        }
    }

    @Test
    @Tag("R42")
    @Tag("rule-15")
    void three_workers_that_die_in_the_initializer_break_the_executor() {
        var settings =
                ProcessPoolExecutor.builder()
                        .workers(1)
                        .initializer(() -> {
                            System.err.println("cannot go on");
                            Runtime.getRuntime().halt(3);
                        });
        try (var executor = settings.build()) {
            var first = executor.submit(() -> 1);
            assertThatThrownBy(first::get)
                    .hasCauseInstanceOf(BrokenProcessPool.class)
                    .hasMessageContaining("exit code 3");
            assertThatThrownBy(() -> executor.submit(() -> 2))
                    .isInstanceOf(BrokenProcessPool.class);
        }
    }

    @Test
    @Tag("K20")
    void a_worker_that_cannot_be_started_breaks_the_executor() {
        var settings =
                ProcessPoolExecutor.builder()
                        .workers(1)
                        .processes(Process.builder().jvmArgs("-XX:NoSuchOption=1"));
        try (var executor = settings.build()) {
            var future = executor.submit(() -> 1);
            assertThatThrownBy(future::get)
                    .hasCauseInstanceOf(BrokenProcessPool.class)
                    .hasMessageContaining("NoSuchOption");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    @Tag("R7")
    void workers_that_kill_each_other_hang_nobody(int workers) {
        var pids = new Queue<Long>();
        try (var executor = new ProcessPoolExecutor(workers)) {
            var futures = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 3 * workers; i++) {
                futures.add(
                        executor.submit(() -> {
                            pids.add(ProcessHandle.current().pid());
                            for (var pid : pids) {
                                ProcessHandle.of(pid)
                                        .filter(one -> !one.equals(ProcessHandle.current()))
                                        .ifPresent(ProcessHandle::destroyForcibly);
                            }
                        }));
            }
            Threads.until(() -> futures.stream().allMatch(CompletableFuture::isDone));
            for (var future : futures) {
                if (future.isCompletedExceptionally()) {
                    assertThat(future.exceptionNow()).isInstanceOf(WorkerDied.class);
                }
            }
            assertThat(executor.submit(() -> 1).join()).isEqualTo(1);
        }
    }

    @Test
    @Tag("R4")
    void a_callback_may_submit_after_a_crash() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var rescued =
                    executor.submit(new Bomb(Bomb.Moment.RUNNING, Bomb.Manner.KILL))
                            .exceptionallyCompose(_ -> executor.submit(() -> "rescued"));
            assertThat(rescued.get()).isEqualTo("rescued");
            var again =
                    executor.submit(() -> 1)
                            .thenCompose(_ ->
                                    executor.submit(
                                            new Bomb(Bomb.Moment.RUNNING, Bomb.Manner.EXIT)));
            assertThatThrownBy(again::join).hasCauseInstanceOf(WorkerDied.class);
        }
    }

    @Test
    @Tag("R12")
    void a_crash_after_the_answer_leaves_the_result() throws Exception {
        var go = new Queue<String>();
        try (var executor = new ProcessPoolExecutor(1)) {
            var result =
                    executor.submit(() -> {
                        new Thread(
                                        () -> {
                                            try {
                                                go.get();
                                            } catch (InterruptedException e) {
                                                return;
                                            }
                                            Runtime.getRuntime().halt(5);
                                        })
                                .start();
                        return ProcessHandle.current().pid();
                    });
            long pid = result.get();
            go.add("now");
            Threads.until(() -> ProcessHandle.of(pid).isEmpty());
            assertThat(result.get()).isEqualTo(pid);
            assertThat(executor.submit(() -> ProcessHandle.current().pid()).get())
                    .isNotEqualTo(pid);
        }
    }

    @Test
    void tasks_behind_a_killed_one_run_exactly_once() throws Exception {
        var ran = new Queue<Integer>();
        try (var pool = new Pool(2)) {
            var all = new ArrayList<Integer>();
            for (int i = 0; i < 200; i++) {
                all.add(i);
            }
            assertThatThrownBy(() ->
                            pool.map(
                                    n -> {
                                        ran.add(n);
                                        if (n % 60 == 30) {
                                            Bomb.killMyself();
                                        }
                                        return n;
                                    },
                                    all,
                                    1))
                    .isInstanceOf(WorkerDied.class);
            assertThat(ran).hasSize(200);
            assertThat(new HashSet<>(ran)).hasSize(200);
        }
    }

    @Test
    @Tag("K48")
    @Tag("rule-17")
    void a_crash_during_a_shutdown_hangs_nobody() throws Exception {
        var executor = new ProcessPoolExecutor(2);
        var bomb = executor.submit(new Bomb(Bomb.Moment.RUNNING, Bomb.Manner.KILL));
        var other = executor.submit(() -> "other");
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Bomb.failureOf(bomb)).isInstanceOf(WorkerDied.class);
        assertThat(other.get()).isEqualTo("other");
    }
}
