package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.KernelClient.Channel;

/// Who dies and who lives: a kernel process for each test, killed at its end.
@Timeout(120)
class LifeTest {
    private static final String WAITING =
            """
            var queue = new Queue<String>();
            var child = new Process(() -> queue.get());
            child.start();
            """;

    @TempDir Path folder;
    private KernelProcess kernel;

    @BeforeEach
    void start() throws IOException {
        kernel = new KernelProcess(folder, ProcessHandle.current().pid());
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        kernel.close();
        kernel.awaitNothingLeft();
        assertThat(kernel.remains()).isEmpty();
        assertThat(kernel.log()).doesNotContain("the key of this test");
    }

    /// Starts a process that waits for ever.
    ///
    /// @return its pid
    private long startWaiting() {
        kernel.runs(WAITING);
        long pid = Long.parseLong(kernel.value("child.pid()"));
        assertThat(ProcessHandle.of(pid)).isPresent();
        return pid;
    }

    @Test
    void exit_ends_the_session_only() {
        kernel.runs("int before = 1;");
        var exchange = kernel.run("System.exit(3);");
        assertThat(KernelProcess.error(exchange)).isEqualTo("SessionDied");
        assertThat(exchange.reply().text("evalue")).contains("3");
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
        assertThat(KernelProcess.error(kernel.run("before"))).isEqualTo("CompilationError");
    }

    @Test
    void kill_of_the_kernel_leaves_nothing() {
        startWaiting();
        assertThat(kernel.look()).isGreaterThanOrEqualTo(2);
        assertThat(kernel.remains()).isNotEmpty();
        kernel.process().destroyForcibly();
        // The rest is asserted after each test.
    }

    @Test
    void kill_of_the_session_ends_its_workers_and_the_cell_says_so() throws Exception {
        long worker = startWaiting();
        long session = Long.parseLong(kernel.value("ProcessHandle.current().pid()"));
        var gone = ProcessHandle.of(worker).orElseThrow().onExit();
        var cell = kernel.begin("IO.println(\"begun\"); child.join();", "begun");
        ProcessHandle.of(session).orElseThrow().destroyForcibly();

        var exchange = kernel.client().finish(cell);
        assertThat(KernelProcess.error(exchange)).isEqualTo("SessionDied");
        gone.get(30, TimeUnit.SECONDS);
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void kill_of_a_worker_ends_only_that() {
        long worker = startWaiting();
        var cell = kernel.begin("child.join();");
        ProcessHandle.of(worker).orElseThrow().destroyForcibly();
        assertThat(kernel.client().finish(cell).reply().text("status")).isEqualTo("ok");
        assertThat(kernel.value("child.exitCode().getAsInt()")).isEqualTo("-9");
        assertThat(kernel.value("queue.size()")).isEqualTo("0");
    }

    @Test
    void shutdown_ends_everything_with_code_0() throws Exception {
        startWaiting();
        long begin = System.nanoTime();
        var reply = kernel.client().request(Channel.CONTROL, "shutdown_request", new JsonObject());
        assertThat(reply.reply().text("status")).isEqualTo("ok");
        assertThat(kernel.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "FIGURE shutdown with a running process: %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        assertThat(kernel.process().exitValue()).isZero();
    }

    @Test
    void a_restart_while_cells_loop_ends_everything() throws Exception {
        startWaiting();
        var subshell =
                kernel.client()
                        .request(Channel.CONTROL, "create_subshell_request", new JsonObject())
                        .reply()
                        .text("subshell_id");
        var beside = KernelClient.cell("while (true) { }");
        kernel.client().send(Channel.SHELL, "execute_request", beside, subshell, List.of());
        kernel.begin("while (true) { }");
        kernel.look();
        var content = new JsonObject();
        content.addProperty("restart", true);
        long begin = System.nanoTime();
        var reply = kernel.client().request(Channel.CONTROL, "shutdown_request", content);
        assertThat(reply.reply().content().get("restart").getAsBoolean()).isTrue();
        assertThat(kernel.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "FIGURE restart with a running process and two loops: %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        assertThat(kernel.process().exitValue()).isZero();
    }

    @Test
    void a_signal_to_end_leaves_nothing() throws Exception {
        startWaiting();
        kernel.process().destroy();
        assertThat(kernel.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        // The rest is asserted after each test.
    }

    @Test
    void a_jvm_that_exports_nothing_of_javac_will_do(@TempDir Path other) throws Exception {
        var pid = ProcessHandle.current().pid();
        try (var plain = new KernelProcess(other, pid, List.of())) {
            plain.runs("int twice(int n) { return 2 * n; }");
            assertThat(plain.value("twice(21)")).isEqualTo("42");
            assertThat(plain.log()).isEmpty();
        }
    }

    @Test
    void ends_when_its_parent_is_gone(@TempDir Path other) throws Exception {
        var parent = new ProcessBuilder("cat").start();
        try (var orphan = new KernelProcess(other, parent.pid())) {
            orphan.client().execute("1 + 1");
            orphan.look();
            parent.destroyForcibly();
            assertThat(orphan.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            orphan.awaitNothingLeft();
            assertThat(orphan.remains()).isEmpty();
        }
    }
}
