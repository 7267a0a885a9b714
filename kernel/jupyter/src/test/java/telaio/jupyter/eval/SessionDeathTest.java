package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.worker.Settings;

@Timeout(60)
class SessionDeathTest {
    private Lab lab;

    @BeforeEach
    void open() {
        var standard = SessionSettings.standard();
        lab =
                new Lab(
                        new Settings(
                                standard.method(),
                                List.of("-Xmx64m"),
                                Map.of(),
                                standard.classPath()));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void exit_ends_the_session_and_the_next_cell_has_a_new_one() {
        lab.quietly("int gone = 1;");
        assertThat(lab.run("System.out.println(\"last words\"); System.exit(3);"))
                .isInstanceOfSatisfying(
                        Outcome.SessionDied.class,
                        died -> assertThat(died.message()).contains("3").contains("System.exit"));
        assertThat(lab.out(lab.origin())).isEqualTo("last words\n");
        assertThat(lab.value("1 + 2")).isEqualTo("3");
        assertThat(lab.run("gone")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void halt_ends_the_session() {
        assertThat(lab.run("Runtime.getRuntime().halt(4);"))
                .isInstanceOfSatisfying(
                        Outcome.SessionDied.class,
                        died -> assertThat(died.message()).contains("4"));
        assertThat(lab.value("2 + 2")).isEqualTo("4");
    }

    @Test
    void a_killed_session_is_named_by_its_signal() throws Exception {
        assertThat(lab.value("1 + 1")).isEqualTo("2");
        var session = ProcessHandle.of(lab.evaluator().sessionPid()).orElseThrow();
        var code = "System.out.println(\"running\"); while (true) {}";
        var outcome = new java.util.concurrent.FutureTask<>(() -> lab.run(code));
        long origin = lab.origin() + 1;
        Thread.ofPlatform().daemon().start(outcome);
        lab.awaitOut(origin, text -> text.contains("running"));
        session.destroyForcibly();
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        Outcome.SessionDied.class,
                        died -> assertThat(died.message()).contains("SIGKILL"));
        assertThat(lab.value("3 + 3")).isEqualTo("6");
    }

    @Test
    void a_session_that_dies_between_cells_says_so_below_the_last() throws Exception {
        lab.quietly("int before = 1;");
        long last = lab.origin();
        var session = ProcessHandle.of(lab.evaluator().sessionPid()).orElseThrow();
        session.destroyForcibly();
        session.onExit().get(10, TimeUnit.SECONDS);
        lab.awaitOut(last, text -> text.contains("SIGKILL"));
        assertThat(lab.err(last)).isEmpty();
        assertThat(lab.value("5")).isEqualTo("5");
    }

    @Test
    void out_of_memory_is_an_exception_and_the_session_lives() {
        lab.quietly("String kept = \"kept\";");
        assertThat(
                        lab.run(
                                "var heap = new ArrayList<int[]>(); while (true) heap.add(new int[1"
                                        + " << 20]);"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.name()).isEqualTo("OutOfMemoryError"));
        lab.quietly("heap = null;");
        assertThat(lab.value("kept")).isEqualTo("kept");
    }

    @Test
    void a_cell_that_cannot_be_stopped_loses_its_session() throws Exception {
        lab.quietly("long sum = 0;");
        assertThat(
                        lab.stopped(
                                "{ System.out.println(\"running\");"
                                        + " sum = LongStream.range(0, Long.MAX_VALUE).sum(); }"))
                .isInstanceOf(Outcome.SessionDied.class);
        assertThat(lab.value("7")).isEqualTo("7");
    }

    @Test
    void a_session_that_cannot_start_says_why() {
        var standard = SessionSettings.standard();
        var hopeless =
                new Settings(
                        standard.method(),
                        List.of("-XX:NoSuchFlag"),
                        Map.of(),
                        standard.classPath());
        try (var other = new Lab(hopeless)) {
            assertThat(other.run("1 + 1"))
                    .isInstanceOfSatisfying(
                            Outcome.SessionDied.class,
                            died -> assertThat(died.message()).contains("exit code 1"));
        }
    }

    @Test
    void closing_ends_the_session_and_its_processes() {
        var child =
                Long.parseLong(
                        lab.value(
                                """
                                var child = new Process(() -> { while (true) {} });
                                child.start();
                                child.pid()\
                                """));
        long session = lab.evaluator().sessionPid();
        lab.close();
        awaitEnd(session);
        awaitEnd(child);
    }

    /// One that has ended may still wait for somebody to take note of it.
    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
}
