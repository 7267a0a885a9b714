package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of pools: in order, in a hurry, and with the program around them.
@Timeout(90)
class PoolEndTest {
    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    @Tag("K21")
    void nothing_is_taken_after_a_shutdown() throws Exception {
        var executor = new ProcessPoolExecutor(1);
        executor.shutdown();
        executor.shutdown();
        assertThatThrownBy(() -> executor.submit(() -> 1))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.toString()).contains("terminated");
    }

    @Test
    @Tag("K25")
    @Tag("rule-17")
    void shutdown_now_cancels_what_has_not_begun() throws Exception {
        var begun = new Queue<Integer>();
        var gate = new Queue<String>();
        var executor = new ProcessPoolExecutor(2);
        var futures = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            futures.add(
                    executor.submit(() -> {
                        begun.add(n);
                        return patient(gate);
                    }));
        }
        begun.get();
        begun.get();
        var left = executor.shutdownNow();
        assertThat(left).hasSize(48);
        gate.add("done");
        gate.add("done");
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(futures.stream().filter(CompletableFuture::isCancelled)).hasSize(48);
        assertThat(futures.stream().filter(future -> !future.isCancelled()))
                .allMatch(future -> future.join().equals("done"));
    }

    /// Lets no interrupt disturb it.
    private static String patient(Queue<String> gate) {
        while (true) {
            try {
                return gate.get();
            } catch (InterruptedException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shutdown_now_interrupts_what_has_begun() throws Exception {
        var begun = new Queue<Integer>();
        var gate = new Queue<String>();
        var executor = new ProcessPoolExecutor(1);
        var running =
                executor.submit(() -> {
                    begun.add(1);
                    return gate.get();
                });
        begun.get();
        assertThat(executor.shutdownNow()).isEmpty();
        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("K27")
    @Tag("rule-17")
    void submit_cancel_and_shutdown_at_once_hang_nobody() throws Exception {
        var executor = new ProcessPoolExecutor(1);
        var future = executor.submit(() -> 1);
        future.cancel(false);
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("K28")
    void workers_are_gone_after_a_close() throws Exception {
        long pid;
        try (var executor = new ProcessPoolExecutor(1)) {
            pid = executor.submit(() -> ProcessHandle.current().pid()).get();
        }
        Threads.until(() -> !lives(pid));
        long other;
        try (var pool = new Pool(1)) {
            other = pool.apply(n -> Process.current().pid(), 1);
        }
        Threads.until(() -> !lives(other));
    }

    @Test
    @Tag("K29")
    void a_failing_task_and_a_replaced_worker_do_not_hang_a_shutdown() throws Exception {
        var executor = ProcessPoolExecutor.builder().workers(1).tasksPerChild(1).build();
        var failing =
                executor.submit(() -> {
                    throw new IllegalStateException("no");
                });
        var good = executor.submit(() -> "good");
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failing).isCompletedExceptionally();
        assertThat(good.get()).isEqualTo("good");
    }

    @Test
    @Tag("K53")
    @Tag("R10")
    void killing_the_workers_ends_them_and_what_they_started() throws Exception {
        for (boolean gently : new boolean[] {false, true}) {
            var pids = new Queue<Long>();
            var executor = new ProcessPoolExecutor(1);
            var running =
                    executor.submit(() -> {
                        new Process(() -> announceAndSleep(pids)).start();
                        announceAndSleep(pids);
                    });
            long first = pids.get();
            long second = pids.get();
            if (gently) {
                executor.terminateWorkers();
            } else {
                executor.killWorkers();
            }
            assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
            assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            Threads.until(() -> !lives(first) && !lives(second));
            assertThatThrownBy(() -> executor.submit(() -> 1))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    private static void announceAndSleep(Queue<Long> pids) {
        pids.add(ProcessHandle.current().pid());
        Threads.pause(Duration.ofMinutes(10));
    }

    /// Programs of their own.
    static final class Programs {
        private Programs() {}

        public static void main(String[] arguments) throws Exception {
            switch (arguments[0]) {
                case "unclosed" -> {
                    var pool = new Pool(2);
                    long pid = pool.apply(n -> Process.current().pid(), 1);
                    System.out.println(pid);
                }
                case "shutdown" -> {
                    var executor = new ProcessPoolExecutor(1);
                    for (int i = 0; i < 3; i++) {
                        int n = i;
                        executor.execute(
                                (SerializableRunnable) () -> System.out.println("apple " + n));
                    }
                    executor.shutdown();
                }
                default -> {
                    var pool = new Pool(2);
                    long pid = pool.apply(n -> Process.current().pid(), 1);
                    System.out.println(pid);
                    var _ = pool.mapAsync(n -> System.in, List.of(1));
                    Threads.pause(Duration.ofMinutes(10));
                }
            }
        }
    }

    private static java.lang.Process program(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Programs.class.getName(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.PIPE)
                .start();
    }

    private static BufferedReader output(java.lang.Process program) {
        return new BufferedReader(
                new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    @Tag("O27")
    void a_pool_that_is_not_closed_keeps_no_program_from_ending_and_leaves_nobody()
            throws Exception {
        var program = program("unclosed");
        var lines = output(program).readAllLines();
        assertThat(program.waitFor()).isZero();
        assertThat(lines).hasSize(1);
        Threads.until(() -> !lives(Long.parseLong(lines.getFirst())));
    }

    @Test
    @Tag("K26")
    @Tag("K22")
    void tasks_given_before_a_shutdown_are_done_before_the_program_ends() throws Exception {
        var program = program("shutdown");
        assertThat(output(program).readAllLines()).containsExactly("apple 0", "apple 1", "apple 2");
        assertThat(program.waitFor()).isZero();
    }

    @Test
    @Tag("R13")
    void workers_end_with_a_program_that_is_killed() throws Exception {
        var program = program("sleeping");
        long pid = Long.parseLong(output(program).readLine());
        program.destroyForcibly().waitFor();
        Threads.until(() -> !lives(pid));
    }
}
