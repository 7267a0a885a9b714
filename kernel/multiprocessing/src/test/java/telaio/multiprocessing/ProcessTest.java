package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ProcessTest {
    @RegisterExtension final Console console = new Console();

    private static Process run(Task task) throws InterruptedException {
        var process = new Process(task);
        process.start();
        process.join();
        return process;
    }

    private static void greet() {
        System.out.println("from a method");
    }

    @Test
    @Tag("rule-4")
    void a_lambda_runs_in_a_process_of_its_own() throws Exception {
        long mine = ProcessHandle.current().pid();
        var process = run(() -> System.out.println(ProcessHandle.current().pid() != mine));
        assertThat(console.out()).isEqualTo("true\n");
        assertThat(process.exitCode()).hasValue(0);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.failure()).isEmpty();
    }

    @Test
    @Tag("rule-4")
    void a_method_reference_can_be_the_task() throws Exception {
        run(ProcessTest::greet);
        assertThat(console.out()).isEqualTo("from a method\n");
    }

    /// Its fields travel.
    static class Greeter extends Process {
        private static final long serialVersionUID = 1L;
        private final String whom;

        Greeter(String whom) {
            this.whom = whom;
        }

        @Override
        protected void run() {
            System.out.println("hello " + whom + ", I am " + name() + " " + equals(current()));
        }
    }

    @Test
    void a_subclass_brings_its_fields() throws Exception {
        var greeter = new Greeter("world");
        greeter.start();
        greeter.join();
        assertThat(console.out()).startsWith("hello world, I am Greeter-").endsWith(" true\n");
    }

    @SuppressWarnings("serial") // that is the point
    static class Stubborn extends Process {
        private static final long serialVersionUID = 1L;
        final Thread cannotTravel = new Thread();

        @Override
        protected void run() {}
    }

    @Test
    @Tag("rule-13")
    void what_cannot_be_sent_is_named_at_start() {
        assertThatThrownBy(() -> new Stubborn().start())
                .isInstanceOf(TaskNotSerializable.class)
                .hasMessageContaining("cannotTravel")
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void a_process_handle_cannot_be_sent() {
        var handle = new Process(() -> {});
        assertThatThrownBy(() -> new Process(() -> System.out.println(handle)).start())
                .isInstanceOf(TaskNotSerializable.class);
    }

    @Test
    @Tag("rule-7")
    void native_output_has_arrived_when_join_returns() throws Exception {
        run(() -> {
            System.out.println("java");
            new ProcessBuilder("sh", "-c", "echo native; printf partial")
                    .inheritIO()
                    .start()
                    .waitFor();
        });
        // two ways lead home, so the order is not fixed; a line that is not ended waits for the end
        assertThat(console.out()).contains("java\n", "native\n", "partial").hasSize(19);
    }

    @Test
    @Tag("rule-7")
    void output_of_a_grandchild_arrives_once_and_in_whole_lines() throws Exception {
        run(() -> {
            var children = new ArrayList<Process>();
            for (int child = 0; child < 2; child++) {
                children.add(
                        new Process(() -> {
                            for (int line = 0; line < 200; line++) {
                                System.out.print(Process.current().name());
                                System.out.println(" line " + line);
                            }
                        }));
            }
            children.forEach(Process::start);
        });
        assertThat(console.lines()).hasSize(400).doesNotHaveDuplicates();
        assertThat(console.lines()).allMatch(line -> line.matches("Process-\\d+:[12] line \\d+"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 42})
    @Tag("P28")
    void exit_gives_the_code_and_loses_no_output(int code) throws Exception {
        var process =
                run(() -> {
                    System.out.print("last words");
                    System.exit(code);
                });
        assertThat(process.exitCode()).hasValue(code);
        assertThat(console.out()).isEqualTo("last words");
        assertThat(console.err())
                .isEqualTo(
                        code == 0
                                ? ""
                                : "process %s (pid %d) ended with exit code %d\n"
                                        .formatted(process.name(), process.pid(), code));
    }

    @Test
    @Tag("P27")
    void an_uncaught_exception_is_told_and_gives_code_1() throws Exception {
        var process =
                run(() -> {
                    throw new IOException("boom", new IllegalStateException("why"));
                });
        assertThat(process.exitCode()).hasValue(1);
        assertThat(process.failure().orElseThrow())
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("boom")
                .hasMessageContaining(process.name())
                .hasRootCauseMessage("java.lang.IllegalStateException: why");
        assertThat(console.err())
                .contains("java.io.IOException: boom", "Caused by", "ProcessTest.java")
                .doesNotContain("telaio.multiprocessing.worker");
    }

    @Test
    void an_exception_in_a_thread_of_a_process_is_told() throws Exception {
        var process =
                run(() ->
                        new Thread(
                                        () -> {
                                            throw new IllegalStateException("in a thread");
                                        },
                                        "weaver")
                                .start());
        assertThat(process.exitCode()).hasValue(0);
        assertThat(console.err()).contains("weaver", "in a thread", process.name());
    }

    @Test
    @Tag("P30")
    void threads_finish_before_join_returns() throws Exception {
        run(() -> new Thread(() -> System.out.println("thread")).start());
        assertThat(console.lines()).containsExactly("thread");
    }

    @Test
    @Tag("P30")
    void shutdown_hooks_run_and_print_when_the_process_leaves() throws Exception {
        run(() ->
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(() -> {
                                    System.out.println("hook");
                                    System.out.print("half a line");
                                })));
        console.awaitText("hook\nhalf a line");
    }

    @Test
    @Tag("P10")
    @Tag("P13")
    void kill_terminate_and_interrupt_end_a_sleeping_process() throws Exception {
        var killed = sleeper();
        var terminated = sleeper();
        var interrupted = sleeper();
        killed.kill();
        terminated.terminate();
        interrupted.interrupt();
        for (var process : new Process[] {killed, terminated, interrupted}) {
            process.join();
        }
        assertThat(killed.exitCode()).hasValue(-9);
        assertThat(terminated.exitCode()).hasValue(-15);
        assertThat(interrupted.exitCode()).hasValue(1);
        assertThat(killed.failure().orElseThrow())
                .isInstanceOf(WorkerDied.class)
                .hasMessageContaining("signal 9");
        assertThat(Process.activeChildren()).isEmpty();
    }

    private static Process sleeper() throws InterruptedException {
        var awake = new Queue<String>();
        var process =
                new Process(() -> {
                    awake.put("here");
                    Thread.sleep(Duration.ofMinutes(10));
                });
        process.start();
        awake.get();
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    @Test
    @Tag("P13")
    void a_death_by_a_signal_from_outside_is_told() throws Exception {
        var process = sleeper();
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        process.join();
        assertThat(process.exitCode()).hasValue(-9);
        assertThat(console.err()).contains(process.name(), "signal 9");
    }

    @Test
    void join_with_a_timeout_says_whether_it_has_ended() throws Exception {
        var process = sleeper();
        assertThat(process.join(Duration.ofMillis(20))).isFalse();
        assertThat(process.join(Duration.ZERO)).isFalse();
        assertThatThrownBy(() -> process.join(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
        process.kill();
        assertThat(process.join(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    @Tag("P38")
    void a_process_starts_once_and_is_joined_after_that() throws Exception {
        var process = new Process(() -> {});
        assertThatThrownBy(process::join).isInstanceOf(IllegalStateException.class);
        assertThat(process.isAlive()).isFalse();
        process.start();
        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot start a process twice");
        process.join();
        process.close();
    }

    @Test
    @Tag("P19")
    void twenty_processes_run_at_once() throws Exception {
        var processes =
                IntStream.range(0, 20)
                        .mapToObj(n -> new Process(() -> System.out.println("process " + n)))
                        .toList();
        processes.forEach(Process::start);
        for (var process : processes) {
            process.join();
            assertThat(process.exitCode()).as(() -> console.err()).hasValue(0);
        }
        assertThat(console.lines()).hasSize(20).doesNotHaveDuplicates();
    }
}
