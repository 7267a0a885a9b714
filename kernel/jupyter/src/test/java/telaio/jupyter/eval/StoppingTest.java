package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoppingTest {
    private static final String RUNNING = "System.out.println(\"running\"); ";

    private static final Duration LITTLE = Duration.ofMillis(100);

    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly("void spin() { while (true) {} }");
        lab.quietly(
                "class Slow { public String toString() { System.out.println(\"running\"); spin();"
                        + " return \"\"; } }");
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "spin();",
                "for (;;) { try { spin(); } catch (Throwable t) {} }",
                "Thread.sleep(1_000_000);",
                "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} }",
                "var busy = new Thread(() -> spin()); busy.start(); busy.join();",
                "var virtual = Thread.startVirtualThread(() -> spin()); virtual.join();",
                "var pool = Executors.newFixedThreadPool(1); pool.submit(() -> spin()).get();",
                "IntStream.iterate(0, i -> i + 1).filter(i -> false).findFirst();",
                "IntStream.iterate(0, i -> i + 1).parallel().filter(i -> false).findFirst();",
                "new CountDownLatch(1).await();",
                "var monitor = new Object(); synchronized (monitor) { monitor.wait(); }",
            })
    void ends_and_burns_no_cpu(String code) throws Exception {
        assertThat(lab.stopped(RUNNING + code)).isEqualTo(new Outcome.Interrupted());
        assertThat(lab.value("1 + 1")).isEqualTo("2");
        assertIdle();
    }

    @Test
    void a_value_whose_to_string_never_ends() throws Exception {
        assertThat(lab.stopped("new Slow()")).isEqualTo(new Outcome.Interrupted());
        assertIdle();
    }

    @Test
    void a_read_from_the_keyboard() throws Exception {
        var asked = new CountDownLatch(1);
        lab.keyboard((prompt, password) -> {
            asked.countDown();
            return waitForEver();
        });
        var outcome = new FutureTask<>(() -> lab.run("new Scanner(System.in).nextLine()"));
        Thread.ofPlatform().daemon().start(outcome);
        asked.await();
        lab.evaluator().interrupt();
        assertThat(outcome.get()).isEqualTo(new Outcome.Interrupted());
    }

    @Test
    void the_rest_of_the_cell_does_not_run() throws Exception {
        assertThat(lab.stopped(RUNNING + "\nspin();\nSystem.out.println(\"rest\");"))
                .isEqualTo(new Outcome.Interrupted());
        assertThat(lab.out(lab.origin())).isEqualTo("running\n");
    }

    @Test
    void threads_of_earlier_cells_go_on() throws Exception {
        lab.quietly(
                """
                var ticks = new java.util.concurrent.atomic.AtomicInteger();
                var goOn = new Semaphore(0);
                var ticker = new Thread(() -> {
                    while (true) { goOn.acquireUninterruptibly(); ticks.incrementAndGet(); goOn.release(); }
                });
                ticker.setDaemon(true);
                ticker.start();\
                """);
        lab.stopped(RUNNING + "spin();");
        assertThat(
                        lab.value(
                                """
                                int before = ticks.get();
                                goOn.release();
                                while (ticks.get() < before + 1000) { Thread.onSpinWait(); }
                                goOn.acquire();
                                ticker.isAlive()\
                                """))
                .isEqualTo("true");
    }

    @Test
    void also_while_the_session_starts() throws Exception {
        try (var fresh = new Lab()) {
            var outcome = new FutureTask<>(() -> fresh.run("spin: while (true) {}"));
            var cell = Thread.ofPlatform().daemon().start(outcome);
            while (cell.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            fresh.evaluator().interrupt();
            assertThat(outcome.get()).isEqualTo(new Outcome.Interrupted());
        }
    }

    @Test
    void does_nothing_when_no_cell_runs() {
        lab.quietly("int idle = 1;");
        lab.evaluator().interrupt();
        assertThat(lab.value("idle")).isEqualTo("1");
    }

    @Test
    @Tag("rule-8")
    void processes_of_the_cell_end_with_it() throws Exception {
        assertThat(
                        lab.stopped(
                                """
                                var endless = new Process(() -> {
                                    System.out.println("running");
                                    while (true) {}
                                });
                                endless.start();
                                endless.join();\
                                """))
                .isEqualTo(new Outcome.Interrupted());
        assertThat(lab.value("endless.isAlive() + \" \" + endless.exitCode()"))
                .isEqualTo("false OptionalInt[-2]");
    }

    @Test
    void a_process_that_resists_is_killed_and_named() throws Exception {
        assertThat(
                        lab.stopped(
                                """
                                var deaf = new Process(() -> {
                                    var summing = Thread.currentThread();
                                    new Thread(() -> {
                                        while (Stream.of(summing.getStackTrace())
                                                .noneMatch(f -> f.getMethodName().equals("sum"))) {}
                                        System.out.println("running");
                                    }).start();
                                    java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum();
                                });
                                deaf.start();
                                deaf.join();\
                                """))
                .isEqualTo(new Outcome.Interrupted());
        var pid = lab.value("deaf.pid()");
        assertThat(lab.out(lab.origin() - 1)).contains("Process-").contains("(pid " + pid + ")");
        assertThat(lab.value("deaf.exitCode()")).isEqualTo("OptionalInt[-9]");
    }

    private void assertIdle() throws InterruptedException {
        var session = ProcessHandle.of(lab.evaluator().sessionPid()).orElseThrow();
        // Compilers of the JVM may need a moment; a loop would need every window whole.
        var used = Duration.ofDays(1);
        for (int window = 0; used.compareTo(LITTLE) > 0 && window < 40; window++) {
            var before = session.info().totalCpuDuration().orElse(Duration.ZERO);
            // The interval is what is measured: nothing will count this down.
            assertThat(new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS)).isFalse();
            used = session.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
        }
        assertThat(used).isLessThanOrEqualTo(LITTLE);
    }

    private static String waitForEver() throws java.io.IOException {
        try {
            new CountDownLatch(1).await();
            return "";
        } catch (InterruptedException end) {
            throw new java.io.IOException(end);
        }
    }
}
