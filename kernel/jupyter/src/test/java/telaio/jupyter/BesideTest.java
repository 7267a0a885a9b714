package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.KernelClient.Received;

/// Comms and subshells in the real kernel process: one for all tests, which use names of their own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideTest {
    private KernelProcess kernel;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        kernel = new KernelProcess(folder, ProcessHandle.current().pid());
    }

    @AfterAll
    void nothing_is_left() throws Exception {
        kernel.close();
        kernel.awaitNothingLeft();
        assertThat(kernel.remains()).isEmpty();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private String newSubshell() {
        return kernel.client()
                .request(Channel.CONTROL, "create_subshell_request", new JsonObject())
                .reply()
                .text("subshell_id");
    }

    private String begin(String subshell, String code) {
        var id =
                kernel.client()
                        .send(
                                Channel.SHELL,
                                "execute_request",
                                KernelClient.cell(code),
                                subshell,
                                List.of());
        kernel.client()
                .broadcast(message ->
                        message.type().equals("execute_input") && message.parentId().equals(id));
        return id;
    }

    /// A comm that the client opens.
    private String open(String target) {
        var id = newComm();
        assertThat(all(open(id, target), "comm_close")).isEmpty();
        return id;
    }

    private static String newComm() {
        return UUID.randomUUID().toString();
    }

    private List<Received> open(String id, String target) {
        var content = json("{\"data\": {\"hello\": [1, 2.5, null]}}");
        content.addProperty("comm_id", id);
        content.addProperty("target_name", target);
        return kernel.client().untilIdle(kernel.client().send(Channel.SHELL, "comm_open", content));
    }

    private String say(String comm, String data, @Nullable String subshell, byte[]... buffers) {
        var content = new JsonObject();
        content.addProperty("comm_id", comm);
        content.add("data", json(data));
        return kernel.client().send(Channel.SHELL, "comm_msg", content, subshell, List.of(buffers));
    }

    private static List<Received> all(List<Received> messages, String type) {
        return messages.stream().filter(message -> message.type().equals(type)).toList();
    }

    private JsonElement comms(String target) {
        var content = new JsonObject();
        content.addProperty("target_name", target);
        return kernel.client()
                .request(Channel.SHELL, "comm_info_request", content)
                .reply()
                .content()
                .get("comms");
    }

    private void stop(@Nullable String subshell) {
        var client = kernel.client();
        client.finish(
                Channel.CONTROL,
                client.send(
                        Channel.CONTROL,
                        "interrupt_request",
                        new JsonObject(),
                        subshell,
                        List.of()));
    }

    @Test
    void a_target_of_the_notebook_talks_with_the_client() {
        kernel.runs(
                """
                Comm.register("echo", comm -> {
                    IO.println("opened with " + comm.opening().data());
                    comm.onMessage(message -> {
                        IO.println("heard " + message.data());
                        comm.send(Map.of("you said", message.data()), Map.of("m", 1), message.buffers());
                    });
                    comm.onClose(message -> IO.println("closed"));
                });
                """);
        var id = open("echo");
        assertThat(comms("echo").getAsJsonObject().keySet()).containsExactly(id);

        var request = say(id, "{\"a\": 1, \"b\": \"perché\"}", null, new byte[] {1, -2});
        var heard = kernel.client().untilIdle(request);
        assertThat(all(heard, "stream"))
                .extracting(message -> message.text("text"))
                .containsExactly("heard {a=1, b=perché}\n");
        var answer = all(heard, "comm_msg").getFirst();
        assertThat(answer.text("comm_id")).isEqualTo(id);
        assertThat(answer.content().get("data"))
                .isEqualTo(json("{\"you said\": {\"a\": 1, \"b\": \"perché\"}}"));
        assertThat(answer.metadata()).isEqualTo(json("{\"m\": 1}"));
        assertThat(answer.buffers()).containsExactly(new byte[] {1, -2});

        var content = new JsonObject();
        content.addProperty("comm_id", id);
        content.add("data", new JsonObject());
        var closing = kernel.client().send(Channel.SHELL, "comm_close", content);
        assertThat(all(kernel.client().untilIdle(closing), "stream")).hasSize(1);
        assertThat(comms("echo")).isEqualTo(new JsonObject());
    }

    @Test
    void a_target_nobody_knows_is_closed() {
        var id = newComm();
        assertThat(all(open(id, "nobody"), "comm_close"))
                .extracting(message -> message.text("comm_id"))
                .containsExactly(id);
        assertThat(comms("nobody")).isEqualTo(new JsonObject());
    }

    @Test
    void a_cell_and_its_process_talk_by_a_comm() {
        var exchange =
                kernel.run(
                        """
                        var line = Comm.open("page", Map.of("title", "x"));
                        line.onMessage(message -> IO.println("page says " + message.data()));
                        var sender = new Process(() -> line.send(Map.of("from", "a process")));
                        sender.start();
                        sender.join();
                        """);
        var opened = exchange.the("comm_open");
        assertThat(opened.text("target_name")).isEqualTo("page");
        assertThat(opened.content().get("data")).isEqualTo(json("{\"title\": \"x\"}"));
        assertThat(exchange.the("comm_msg").content().get("data"))
                .isEqualTo(json("{\"from\": \"a process\"}"));

        var said = say(opened.text("comm_id"), "{\"n\": 7}", null);
        assertThat(all(kernel.client().untilIdle(said), "stream"))
                .extracting(message -> message.text("text"))
                .containsExactly("page says {n=7}\n");
        assertThat(kernel.run("line.close();").types()).contains("comm_close");
    }

    @Test
    void a_listener_that_throws_shows_where_and_hears_the_next() {
        kernel.runs(
                """
                Comm.register("weak", comm -> comm.onMessage(message -> {
                    if (message.data().isEmpty()) {
                        throw new IllegalStateException("empty");
                    }
                    comm.send(Map.of("well", true));
                }));
                """);
        var id = open("weak");
        var error = all(kernel.client().untilIdle(say(id, "{}", null)), "error").getFirst();
        assertThat(error.text("ename")).isEqualTo("IllegalStateException");
        assertThat(error.content().get("traceback").toString()).contains("line 3");
        assertThat(all(kernel.client().untilIdle(say(id, "{\"x\": 1}", null)), "comm_msg"))
                .hasSize(1);
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_listener_that_loops_is_stopped() {
        kernel.runs(
                """
                Comm.register("loop", comm -> comm.onMessage(message -> {
                    IO.println("running");
                    while (!message.data().isEmpty()) { }
                }));
                """);
        var id = open("loop");
        for (var subshell : new @Nullable String[] {null, newSubshell()}) {
            var request = say(id, "{\"x\": 1}", subshell);
            kernel.client()
                    .broadcast(message ->
                            message.type().equals("stream") && message.parentId().equals(request));
            stop(null);
            assertThat(all(kernel.client().untilIdle(request), "error"))
                    .extracting(message -> message.text("ename"))
                    .containsExactly("Interrupted");
            assertThat(all(kernel.client().untilIdle(say(id, "{}", subshell)), "stream"))
                    .hasSize(1);
        }
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_comm_is_heard_in_a_subshell_while_a_cell_runs() {
        kernel.runs(
                """
                var pressed = new java.util.concurrent.CountDownLatch(1);
                Comm.register("press", comm -> comm.onMessage(message -> {
                    IO.println("pressed");
                    pressed.countDown();
                }));
                """);
        var id = open("press");
        var cell = kernel.begin("pressed.await(); \"on\"");
        var pressing = kernel.client().untilIdle(say(id, "{}", newSubshell()));
        assertThat(all(pressing, "stream")).hasSize(1);
        // whoever shows one state for all hears that the cell goes on
        assertThat(kernel.client().finish(cell).the("execute_result").content().toString())
                .contains("on");
    }

    @Test
    void a_cell_in_a_subshell_runs_beside_and_shares_variables() {
        kernel.runs("var gate = new java.util.concurrent.CountDownLatch(1); int shared = 1;");
        var main = kernel.begin("IO.println(\"main\"); gate.await(); shared");
        var subshell = newSubshell();
        var beside = begin(subshell, "int square(int n) { return n * n; }\nshared = square(6);");
        assertThat(kernel.client().finish(beside).reply().text("status")).isEqualTo("ok");
        var printing = begin(subshell, "gate.countDown(); IO.println(\"beside\"); shared + 6");
        var there = kernel.client().finish(printing);
        assertThat(there.printed("stdout")).isEqualTo("beside\n");
        assertThat(there.the("execute_result").content().toString()).contains("\"42\"");
        assertThat(there.reply().parent().get("subshell_id").getAsString()).isEqualTo(subshell);

        var here = kernel.client().finish(main);
        assertThat(here.printed("stdout")).isEqualTo("main\n");
        assertThat(here.the("execute_result").content().toString()).contains("\"36\"");
        assertThat(there.reply().content().get("execution_count").getAsInt())
                .isEqualTo(here.reply().content().get("execution_count").getAsInt() + 2);
    }

    @Test
    void a_subshell_is_stopped_alone_and_the_shell_with_all() {
        kernel.runs("var never = new java.util.concurrent.CountDownLatch(1);");
        var subshell = newSubshell();
        var main = kernel.begin("IO.println(1); never.await();");
        var first = begin(subshell, "while (true) { }");
        stop(subshell);
        assertThat(KernelProcess.error(kernel.client().finish(first))).isEqualTo("Interrupted");
        var second = begin(subshell, "Thread.sleep(Long.MAX_VALUE);");
        stop(null);
        assertThat(KernelProcess.error(kernel.client().finish(second))).isEqualTo("Interrupted");
        assertThat(KernelProcess.error(kernel.client().finish(main))).isEqualTo("Interrupted");
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_failure_aborts_its_own_subshell_only() {
        kernel.runs("var both = new java.util.concurrent.CountDownLatch(1);");
        var subshell = newSubshell();
        var client = kernel.client();
        var main = kernel.begin("both.await();");
        var after = client.send(Channel.SHELL, "execute_request", KernelClient.cell("2"));
        var failing = begin(subshell, "both.await(); throw new IllegalStateException();");
        var aborted =
                client.send(
                        Channel.SHELL,
                        "execute_request",
                        KernelClient.cell("3"),
                        subshell,
                        List.of());
        // All that was sent by then has come when this is answered.
        client.request(Channel.SHELL, "kernel_info_request", new JsonObject());
        var opening = newSubshell();
        client.finish(begin(opening, "both.countDown();"));
        assertThat(client.finish(failing).reply().text("status")).isEqualTo("error");
        assertThat(client.finish(aborted).reply().text("status")).isEqualTo("aborted");
        assertThat(client.finish(main).reply().text("status")).isEqualTo("ok");
        assertThat(client.finish(after).reply().text("status")).isEqualTo("ok");
    }

    @Test
    void subshells_are_made_listed_and_deleted() {
        var client = kernel.client();
        assertThat(
                        client.request(Channel.SHELL, "kernel_info_request", new JsonObject())
                                .reply()
                                .content()
                                .getAsJsonArray("supported_features"))
                .isEqualTo(JsonParser.parseString("[\"kernel subshells\"]"));
        var id = newSubshell();
        assertThat(subshells().toString()).contains(id);
        var content = new JsonObject();
        content.addProperty("subshell_id", id);
        assertThat(
                        client.request(Channel.CONTROL, "delete_subshell_request", content)
                                .reply()
                                .text("status"))
                .isEqualTo("ok");
        assertThat(subshells().toString()).doesNotContain(id);
        assertThat(
                        client.request(Channel.CONTROL, "delete_subshell_request", content)
                                .reply()
                                .text("ename"))
                .isEqualTo("UnknownSubshell");
        var cell =
                client.send(
                        Channel.SHELL, "execute_request", KernelClient.cell("1"), id, List.of());
        assertThat(client.finish(cell).reply().text("ename")).isEqualTo("UnknownSubshell");
        var said = client.untilIdle(say("no comm", "{}", id));
        assertThat(said).hasSize(2);
    }

    private JsonArray subshells() {
        return kernel.client()
                .request(Channel.CONTROL, "list_subshell_request", new JsonObject())
                .reply()
                .content()
                .getAsJsonArray("subshell_id");
    }

    @Test
    void the_end_of_the_session_closes_comms_and_ends_what_runs_beside() {
        kernel.runs("var doomed = Comm.open(\"doomed\");");
        var id = comms("doomed").getAsJsonObject().keySet().iterator().next();
        var beside = begin(newSubshell(), "IO.println(\"begun\"); Thread.sleep(Long.MAX_VALUE);");
        kernel.client()
                .broadcast(message ->
                        message.type().equals("stream") && message.parentId().equals(beside));
        var last = kernel.run("System.exit(3);");
        assertThat(KernelProcess.error(last)).isEqualTo("SessionDied");
        assertThat(last.all("comm_close"))
                .extracting(message -> message.text("comm_id"))
                .contains(id);
        assertThat(KernelProcess.error(kernel.client().finish(beside))).isEqualTo("SessionDied");
        assertThat(comms("doomed")).isEqualTo(new JsonObject());
        assertThat(kernel.value("1 + 1")).isEqualTo("2");
    }
}
