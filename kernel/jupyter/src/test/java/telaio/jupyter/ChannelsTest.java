package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.ConnectionFile;

/// The kernel over real ZeroMQ sockets, with an evaluator that plays cells.
@Timeout(60)
class ChannelsTest {
    private final ConnectionFile connection = KernelClient.freePorts("a secret key");
    private final CompletableFuture<Long> origin = new CompletableFuture<>();
    private final CompletableFuture<Frontend> frontend = new CompletableFuture<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private KernelClient client = new KernelClient(connection);
    private Thread kernel = Thread.currentThread();

    @BeforeEach
    void start() {
        kernel =
                Thread.ofPlatform()
                        .name("main")
                        .start(() ->
                                Main.run(
                                        connection,
                                        FakeEvaluator.of(this::play),
                                        new CompletableFuture<>()));
        client.awaitReady();
    }

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
        kernel.join();
        client.close();
    }

    private Outcome play(Frontend to, Cell cell) {
        frontend.complete(to);
        origin.complete(cell.origin());
        return switch (cell.code()) {
            case "lines" -> {
                for (int i = 0; i < 100_000; i++) {
                    to.stream(cell.origin(), Frontend.Stream.STDOUT, "line " + i + "\n");
                }
                yield new Outcome.Nothing();
            }
            case "print" -> {
                to.stream(cell.origin(), Frontend.Stream.STDOUT, "out");
                to.stream(cell.origin(), Frontend.Stream.STDERR, "err");
                yield FakeEvaluator.value("result");
            }
            case "flood" -> {
                // Ends by the interrupt only.
                for (int i = 0; i < 400; i++) {
                    to.stream(cell.origin(), Frontend.Stream.STDOUT, "x".repeat(100_000));
                }
                yield new Outcome.Interrupted();
            }
            case "fail" -> new Outcome.Failed("E", "failed", List.of("failed"));
            case "wait then fail" -> {
                await(release);
                yield new Outcome.Failed("E", "failed", List.of("failed"));
            }
            case "ask" -> FakeEvaluator.value(ask(to, cell));
            case String code -> FakeEvaluator.value(code);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static String ask(Frontend to, Cell cell) {
        try {
            return "answer " + to.input(cell.origin(), "name?", true);
        } catch (IOException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    @Test
    void a_cell_is_shown_from_busy_to_idle() {
        var exchange = client.execute("1+1");
        assertThat(exchange.types())
                .containsExactly("status", "execute_input", "execute_result", "status");
        assertThat(exchange.the("execute_result").content().getAsJsonObject("data"))
                .hasToString("{\"text/plain\":\"1+1\"}");
        assertThat(exchange.reply().text("status")).isEqualTo("ok");
    }

    @Test
    void text_comes_before_the_result_and_in_order() {
        var exchange = client.execute("print");
        assertThat(exchange.types())
                .containsExactly(
                        "status", "execute_input", "stream", "stream", "execute_result", "status");
        assertThat(exchange.printed("stdout")).isEqualTo("out");
        assertThat(exchange.printed("stderr")).isEqualTo("err");
    }

    @Test
    void a_hundred_thousand_lines_arrive_and_idle_last() {
        var exchange = client.execute("lines");
        var expected = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            expected.append("line ").append(i).append('\n');
        }
        assertThat(exchange.printed("stdout")).isEqualTo(expected.toString());
        assertThat(exchange.broadcasts().size()).isLessThan(200);
        assertThat(exchange.broadcasts().getLast().isStatus("idle")).isTrue();
    }

    @Test
    void text_printed_after_the_end_still_belongs_to_its_cell() {
        var first = client.send(Channel.SHELL, "execute_request", KernelClient.cell("1"));
        client.finish(first);
        client.execute("2");
        frontend.join().stream(origin.join(), Frontend.Stream.STDOUT, "late");
        var late = client.broadcast(message -> message.type().equals("stream"));
        assertThat(late.parentId()).isEqualTo(first);
    }

    @Test
    void a_failed_cell_aborts_what_waits_already() {
        var failing =
                client.send(Channel.SHELL, "execute_request", KernelClient.cell("wait then fail"));
        var second = client.send(Channel.SHELL, "execute_request", KernelClient.cell("2"));
        var info = client.send(Channel.SHELL, "kernel_info_request", new JsonObject());
        var third = client.send(Channel.SHELL, "execute_request", KernelClient.cell("3"));
        client.broadcast(message -> message.type().equals("execute_input"));
        // The socket has what was sent before this was answered, by the other channel.
        client.request(Channel.CONTROL, "kernel_info_request", new JsonObject());
        release.countDown();

        assertThat(client.finish(failing).reply().text("status")).isEqualTo("error");
        assertThat(client.finish(second).reply().text("status")).isEqualTo("aborted");
        assertThat(client.finish(info).reply().text("status")).isEqualTo("ok");
        var last = client.finish(third);
        assertThat(last.reply().text("status")).isEqualTo("aborted");
        assertThat(last.types()).containsExactly("status", "status");
        assertThat(client.execute("4").reply().text("status")).isEqualTo("ok");
    }

    @Test
    void what_is_sent_after_the_reply_of_a_failed_cell_runs() {
        for (int i = 0; i < 200; i++) {
            var failing = client.send(Channel.SHELL, "execute_request", KernelClient.cell("fail"));
            client.receiveReply(Channel.SHELL, failing);
            var next = client.send(Channel.SHELL, "execute_request", KernelClient.cell("2"));
            assertThat(client.receiveReply(Channel.SHELL, next).text("status")).isEqualTo("ok");
        }
    }

    @Test
    void a_client_may_want_no_abort() {
        var content = KernelClient.cell("wait then fail");
        content.addProperty("stop_on_error", false);
        var failing = client.send(Channel.SHELL, "execute_request", content);
        var second = client.send(Channel.SHELL, "execute_request", KernelClient.cell("2"));
        release.countDown();
        assertThat(client.finish(failing).reply().text("status")).isEqualTo("error");
        assertThat(client.finish(second).reply().text("status")).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete_request",
                "inspect_request",
                "is_complete_request",
                "history_request",
                "comm_info_request",
                "kernel_info_request"
            })
    void answers_while_a_cell_runs_and_says_that_it_still_does(String type) {
        var cell =
                client.send(Channel.SHELL, "execute_request", KernelClient.cell("wait then fail"));
        client.broadcast(message -> message.type().equals("execute_input"));
        var content = new JsonObject();
        content.addProperty("code", "x");
        content.addProperty("cursor_pos", 1);
        assertThat(client.request(Channel.SHELL, type, content).types())
                .containsExactly("status", "status");
        assertThat(
                        client.broadcast(message ->
                                message.parentId().equals(cell) && message.isStatus("busy")))
                .isNotNull();
        assertThat(
                        client.broadcast(message ->
                                message.parentId().equals(cell) && message.isStatus("busy")))
                .isNotNull();
        release.countDown();
        assertThat(client.finish(cell).reply().text("status")).isEqualTo("error");
    }

    @Test
    void control_interrupts_while_a_cell_runs() {
        client.execute("the evaluator is there");
        var cell =
                client.send(
                        Channel.SHELL, "execute_request", KernelClient.cell("wait for interrupt"));
        client.broadcast(message -> message.type().equals("execute_input"));
        var exchange = client.interrupt(cell);
        assertThat(exchange.reply().text("ename")).isEqualTo("Interrupted");
        assertThat(exchange.the("error").content().get("evalue"))
                .isEqualTo(exchange.reply().content().get("evalue"));
    }

    @Test
    void a_stopped_flood_ends_soon() {
        client.execute("the evaluator is there");
        var cell = client.send(Channel.SHELL, "execute_request", KernelClient.cell("flood"));
        client.broadcast(message -> message.type().equals("stream"));
        long begin = System.nanoTime();
        var exchange = client.interrupt(cell);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(exchange.reply().text("ename")).isEqualTo("Interrupted");
        assertThat(exchange.printed("stdout")).contains(Texts.current().outputStopped);
    }

    @Test
    void welcomes_every_subscriber_also_while_a_cell_runs() {
        var cell =
                client.send(Channel.SHELL, "execute_request", KernelClient.cell("wait then fail"));
        client.broadcast(message -> message.type().equals("execute_input"));
        for (int i = 0; i < 3; i++) {
            try (var other = new KernelClient(connection)) {
                var welcome = other.receive(Channel.IOPUB);
                assertThat(welcome.type()).isEqualTo("iopub_welcome");
                assertThat(welcome.parent().isEmpty()).isTrue();
                assertThat(welcome.text("subscription")).isEmpty();
            }
        }
        release.countDown();
        client.finish(cell);
    }

    @Test
    void asks_for_input_and_gives_the_answer() {
        askAndAnswer();
    }

    private void askAndAnswer() {
        var cell = client.send(Channel.SHELL, "execute_request", KernelClient.cell("ask"));
        var question = client.receive(Channel.STDIN);
        assertThat(question.parentId()).isEqualTo(cell);
        assertThat(question.text("prompt")).isEqualTo("name?");
        assertThat(question.content().get("password").getAsBoolean()).isTrue();
        var answer = new JsonObject();
        answer.addProperty("value", "perché");
        client.send(Channel.STDIN, "input_reply", answer);
        assertThat(client.finish(cell).the("execute_result").content().toString())
                .contains("answer perché");
    }

    @Test
    void does_not_ask_a_client_that_allows_no_input() {
        var content = KernelClient.cell("ask");
        content.addProperty("allow_stdin", false);
        var cell = client.send(Channel.SHELL, "execute_request", content);
        assertThat(client.finish(cell).the("execute_result").content().toString())
                .contains("refused: " + Texts.current().noInput);
        assertThat(client.receive(Channel.STDIN, Duration.ZERO)).isNull();
    }

    @Test
    void a_wait_for_input_can_be_stopped_and_asked_again() {
        client.execute("the evaluator is there");
        var cell = client.send(Channel.SHELL, "execute_request", KernelClient.cell("ask"));
        client.receive(Channel.STDIN);
        assertThat(client.interrupt(cell).the("execute_result").content().toString())
                .contains("refused: " + Texts.current().stoppedInput);
        askAndAnswer();
    }

    @Test
    void echoes_heartbeats() {
        ping();
    }

    private void ping() {
        client.sendRaw(Channel.HEARTBEAT, List.of("ping".getBytes(UTF_8)));
        assertThat(client.receiveRaw(Channel.HEARTBEAT, KernelClient.PATIENCE))
                .containsExactly("ping".getBytes(UTF_8));
    }

    @Test
    void drops_a_message_with_a_wrong_signature() {
        var frames = client.frames(header("execute_request"), KernelClient.cell("1"));
        frames.set(1, "0".repeat(64).getBytes(UTF_8));
        client.sendRaw(Channel.SHELL, frames);
        assertThat(client.execute("2").reply().content().get("execution_count").getAsInt())
                .isEqualTo(1);
    }

    @Test
    void drops_a_message_cut_short() {
        var frames = client.frames(header("execute_request"), KernelClient.cell("1"));
        for (int length = 1; length < frames.size(); length++) {
            client.sendRaw(Channel.SHELL, frames.subList(0, length));
            client.sendRaw(Channel.CONTROL, frames.subList(0, length));
            client.sendRaw(Channel.STDIN, frames.subList(0, length));
        }
        assertThat(client.execute("2").reply().text("status")).isEqualTo("ok");
    }

    private static JsonObject header(String type) {
        var header = new JsonObject();
        header.addProperty("msg_id", "m");
        header.addProperty("msg_type", type);
        header.addProperty("session", "s");
        return header;
    }

    @Test
    void answers_shutdown_and_ends() throws InterruptedException {
        var content = new JsonObject();
        content.addProperty("restart", true);
        var exchange = client.request(Channel.CONTROL, "shutdown_request", content);
        assertThat(exchange.reply().content().get("restart").getAsBoolean()).isTrue();
        kernel.join();
    }

    @Test
    void prints_how_long_a_round_trip_takes() {
        System.out.printf(
                "FIGURE kernel_info round trip, median: %d µs%n",
                median(() -> {
                    long begin = System.nanoTime();
                    client.request(Channel.SHELL, "kernel_info_request", new JsonObject());
                    return System.nanoTime() - begin;
                }));
        System.out.printf(
                "FIGURE execute of nothing, request to idle and reply, median: %d µs%n",
                median(() -> {
                    long begin = System.nanoTime();
                    client.execute("1");
                    return System.nanoTime() - begin;
                }));
    }

    private static long median(LongSupplier nanos) {
        var samples = new long[2000];
        Arrays.setAll(samples, _ -> nanos.getAsLong());
        Arrays.sort(samples);
        return samples[samples.length / 2] / 1000;
    }
}
