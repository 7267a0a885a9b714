package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.KernelClient.Channel;

/// Cells in the real kernel process: one for all tests, which use names of their own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainTest {
    private KernelProcess kernel;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        kernel = new KernelProcess(folder, ProcessHandle.current().pid());
    }

    @AfterAll
    void kill_of_the_kernel_leaves_nothing() throws Exception {
        kernel.close();
        kernel.awaitNothingLeft();
        assertThat(kernel.remains()).isEmpty();
    }

    private static Predicate<KernelClient.Received> stream(String text) {
        return message -> message.type().equals("stream") && message.text("text").contains(text);
    }

    @Test
    void runs_cells_that_build_on_each_other() {
        kernel.runs("int square(int n) { return n * n; }");
        assertThat(kernel.value("square(6) + 6")).isEqualTo("42");
        assertThat(kernel.run("IO.println(\"perché 😀\");").printed("stdout"))
                .isEqualTo("perché 😀\n");
    }

    @Test
    void survives_a_wrong_signature_and_a_message_cut_short() {
        var header = new JsonObject();
        header.addProperty("msg_id", "m");
        header.addProperty("msg_type", "execute_request");
        header.addProperty("session", "s");
        var frames = kernel.client().frames(header, KernelClient.cell("int bad = 1;"));
        kernel.client().sendRaw(Channel.SHELL, frames.subList(0, 4));
        frames.set(1, "0".repeat(64).getBytes(UTF_8));
        kernel.client().sendRaw(Channel.SHELL, frames);
        assertThat(KernelProcess.error(kernel.run("bad"))).isEqualTo("CompilationError");
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void an_expression_of_15000_terms_does_not_end_the_kernel() {
        var terms = IntStream.range(0, 15_000).mapToObj(_ -> "1").collect(Collectors.joining("+"));
        var exchange = kernel.run("int z = " + terms + ";");
        if (exchange.reply().text("status").equals("ok")) {
            assertThat(kernel.value("z")).isEqualTo("15000");
        } else {
            KernelProcess.error(exchange);
        }
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void out_of_memory_is_an_error_of_the_cell() {
        assertThat(
                        KernelProcess.error(
                                kernel.run("var much = new long[Integer.MAX_VALUE - 8][1 << 30];")))
                .endsWith("OutOfMemoryError");
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_hundred_thousand_lines_arrive_and_idle_last() {
        long begin = System.nanoTime();
        var exchange =
                kernel.run("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        var expected =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining());
        assertThat(exchange.printed("stdout")).isEqualTo(expected);
        assertThat(exchange.broadcasts().size()).isLessThan(200);
        assertThat(exchange.broadcasts().getLast().isStatus("idle")).isTrue();
        System.out.printf(
                "FIGURE 100 000 lines: %d messages, %d ms%n", exchange.broadcasts().size(), millis);
    }

    @Test
    void a_thread_prints_under_its_cell_after_the_cells_end() {
        kernel.runs("var go = new java.util.concurrent.CountDownLatch(1);");
        var first =
                kernel.begin(
                        """
                        Thread.ofPlatform().start(() -> {
                            try { go.await(); } catch (InterruptedException e) { return; }
                            IO.println("late");
                        });
                        """);
        kernel.client().finish(first);
        kernel.runs("go.countDown();");
        assertThat(kernel.client().broadcast(stream("late")).parentId()).isEqualTo(first);
    }

    @Test
    void a_process_prints_under_its_cell_after_the_cells_end() {
        kernel.runs("var queue = new Queue<String>();");
        var first =
                kernel.begin(
                        """
                        var child = new Process(() -> IO.println(queue.get()));
                        child.start();
                        """);
        kernel.client().finish(first);
        var second = kernel.begin("queue.put(\"late\"); child.join();");
        kernel.look();
        assertThat(kernel.client().broadcast(stream("late")).parentId()).isEqualTo(first);
        assertThat(kernel.client().finish(second).reply().text("status")).isEqualTo("ok");
    }

    @Test
    void a_stopped_loop_uses_no_processor_afterwards() throws IOException {
        kernel.runs("int kept = 7;");
        var cell = kernel.begin("while (true) { }");
        long begin = System.nanoTime();
        assertThat(KernelProcess.error(kernel.interrupt(cell))).isEqualTo("Interrupted");
        var took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("FIGURE interrupt of while(true){}: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));

        // Compilers of the JVM may need a moment; a loop would need every window whole.
        long used = Long.MAX_VALUE;
        for (int window = 0; used > 5 && window < 40; window++) {
            long before = kernel.ticks();
            assertThat(kernel.client().receive(Channel.STDIN, Duration.ofMillis(500))).isNull();
            used = kernel.ticks() - before;
        }
        assertThat(used).isLessThanOrEqualTo(5);
        assertThat(kernel.value("kept")).isEqualTo("7");
    }

    @Test
    void a_stopped_flood_of_text_ends_soon() {
        var cell =
                kernel.begin("while (true) IO.println(\"0123456789\".repeat(100));", "0123456789");
        long begin = System.nanoTime();
        var exchange = kernel.interrupt(cell);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("FIGURE interrupt of a flood of text: %d ms%n", took.toMillis());
        assertThat(KernelProcess.error(exchange)).isEqualTo("Interrupted");
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void asks_for_a_line() {
        var cell = kernel.begin("IO.readln(\"name? \")");
        kernel.client().receive(Channel.STDIN);
        assertThat(kernel.client().broadcast(stream("name? ")).parentId()).isEqualTo(cell);
        var answer = new JsonObject();
        answer.addProperty("value", "Ada");
        kernel.client().send(Channel.STDIN, "input_reply", answer);
        assertThat(kernel.client().finish(cell).the("execute_result").content().toString())
                .contains("Ada");
    }

    @Test
    void a_wait_for_a_line_can_be_stopped() {
        var cell = kernel.begin("IO.readln(\"name? \")");
        kernel.client().receive(Channel.STDIN);
        assertThat(KernelProcess.error(kernel.interrupt(cell))).isNotEmpty();
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void evaluates_user_expressions() {
        kernel.runs("int x = 6;");
        var content = KernelClient.cell("int y = 7;");
        var expressions = new JsonObject();
        expressions.addProperty("good", "x * y");
        expressions.addProperty("bad", "x *");
        content.add("user_expressions", expressions);
        var results =
                kernel.client()
                        .request(Channel.SHELL, "execute_request", content)
                        .reply()
                        .content()
                        .getAsJsonObject("user_expressions");
        assertThat(results.getAsJsonObject("good").toString()).contains("42");
        assertThat(results.getAsJsonObject("bad").get("status").getAsString()).isEqualTo("error");
    }

    @Test
    void prints_round_trips() {
        kernel.run("1 + 1");
        var samples = new long[100];
        for (int i = 0; i < samples.length; i++) {
            long begin = System.nanoTime();
            kernel.run("1 + 1");
            samples[i] = System.nanoTime() - begin;
        }
        Arrays.sort(samples);
        System.out.printf(
                "FIGURE 1+1 round trip, median of 100: %d µs%n",
                TimeUnit.NANOSECONDS.toMicros(samples[samples.length / 2]));
    }
}
