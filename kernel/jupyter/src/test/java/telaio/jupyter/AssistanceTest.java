package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.KernelClient.Received;

/// What a client asks while a cell is written, in the real kernel process.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistanceTest {
    private KernelProcess kernel;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        kernel = new KernelProcess(folder, ProcessHandle.current().pid());
    }

    @AfterAll
    void stop() {
        kernel.close();
    }

    private Received ask(String type, JsonObject content) {
        var reply = kernel.client().request(Channel.SHELL, type, content).reply();
        assertThat(reply.type()).isEqualTo(type.replace("_request", "_reply"));
        return reply;
    }

    private static JsonObject at(String code, int cursor) {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", cursor);
        return content;
    }

    private static List<String> matches(Received reply) {
        return strings(reply.content().getAsJsonArray("matches"));
    }

    private static List<String> strings(JsonArray array) {
        var strings = new ArrayList<String>();
        array.forEach(element -> strings.add(element.getAsString()));
        return strings;
    }

    @Test
    void completes_in_code_points_and_says_what_things_are() {
        var code = "var s = \"😀😀\";\ns.rep";
        var reply = ask("complete_request", at(code, code.codePointCount(0, code.length())));
        assertThat(matches(reply)).contains("repeat(", "replace(");
        assertThat(reply.content().get("cursor_start").getAsInt()).isEqualTo(16);
        assertThat(reply.content().get("cursor_end").getAsInt()).isEqualTo(19);
        var types =
                reply.content()
                        .getAsJsonObject("metadata")
                        .getAsJsonArray("_jupyter_types_experimental");
        var first = types.get(0).getAsJsonObject();
        assertThat(types).hasSameSizeAs(matches(reply));
        assertThat(first.get("text").getAsString()).isEqualTo("repeat(");
        assertThat(first.get("type").getAsString()).isEqualTo("function");
        assertThat(first.get("start").getAsInt()).isEqualTo(16);
        assertThat(first.get("end").getAsInt()).isEqualTo(19);
    }

    @Test
    void completes_and_inspects_while_a_cell_runs_that_can_still_be_stopped() {
        kernel.runs("var numbers = new ArrayList<Integer>(List.of(7));");
        var cell = kernel.begin("while (true) {}");
        assertThat(matches(ask("complete_request", at("numbers.ad", 10)))).contains("add(");
        var found = ask("inspect_request", at("numbers", 3)).content();
        assertThat(found.get("found").getAsBoolean()).isTrue();
        assertThat(found.getAsJsonObject("data").get("text/plain").getAsString())
                .contains("ArrayList<Integer> numbers", "= [7]");
        assertThat(KernelProcess.error(kernel.interrupt(cell))).isEqualTo("Interrupted");
    }

    @Test
    void inspects_in_three_formats() {
        var data =
                ask("inspect_request", at("\"\".repeat(3)", 10)).content().getAsJsonObject("data");
        assertThat(data.keySet())
                .containsExactlyInAnyOrder("text/plain", "text/html", "text/markdown");
        assertThat(data.get("text/html").getAsString()).contains("repeat(int count)", "<code>");
        var nothing = ask("inspect_request", at("  ", 1)).content();
        assertThat(nothing.get("found").getAsBoolean()).isFalse();
    }

    @Test
    void judges_whether_a_text_is_whole() {
        var texts = new String[] {"1 + 1", "for (;;) {", "int x = = 3;"};
        assertThat(
                        Arrays.stream(texts)
                                .map(text ->
                                        ask("is_complete_request", at(text, 0)).text("status")))
                .containsExactly("complete", "incomplete", "invalid");
    }

    @Test
    void history_lasts_longer_than_a_kernel(@TempDir Path folder) throws IOException {
        try (var first = new KernelProcess(folder, ProcessHandle.current().pid())) {
            first.value("40 + 2");
            first.runs("int later = 1;");
            first.client().request(Channel.CONTROL, "shutdown_request", new JsonObject());
        }
        try (var second = new KernelProcess(folder, ProcessHandle.current().pid())) {
            var content = new JsonObject();
            content.addProperty("hist_access_type", "search");
            content.addProperty("pattern", "40*");
            content.addProperty("output", true);
            content.addProperty("n", 5);
            var reply = second.client().request(Channel.SHELL, "history_request", content).reply();
            assertThat(reply.content().get("history")).hasToString("[[1,1,[\"40 + 2\",\"42\"]]]");
        }
    }

    @Test
    void a_password_is_typed_unseen() {
        var cell =
                kernel.client()
                        .send(
                                Channel.SHELL,
                                "execute_request",
                                KernelClient.cell("Input.password(\"code? \").length()"));
        var question = kernel.client().receive(Channel.STDIN);
        assertThat(question.text("prompt")).isEqualTo("code? ");
        assertThat(question.content().get("password").getAsBoolean()).isTrue();
        var answer = new JsonObject();
        answer.addProperty("value", "secret");
        kernel.client().send(Channel.STDIN, "input_reply", answer);
        assertThat(
                        kernel.client()
                                .finish(cell)
                                .the("execute_result")
                                .content()
                                .getAsJsonObject("data")
                                .get("text/plain")
                                .getAsString())
                .isEqualTo("6");
    }

    @Test
    void a_client_without_stdin_gets_an_error() {
        for (var code : List.of("Input.password(\"?\")", "IO.readln(\"? \")")) {
            var content = KernelClient.cell(code);
            content.addProperty("allow_stdin", false);
            var id = kernel.client().send(Channel.SHELL, "execute_request", content);
            assertThat(KernelProcess.error(kernel.client().finish(id))).endsWith("InputNotAllowed");
        }
    }

    @Test
    void prints_how_long_it_takes(@TempDir Path folder) throws IOException {
        try (var fresh = new KernelProcess(folder, ProcessHandle.current().pid())) {
            fresh.value("1 + 1");
            System.out.printf("FIGURE first completion: %d ms%n", millis(fresh, "\"\".rep"));
            for (int i = 0; i < 30; i++) {
                millis(fresh, "\"\".rep");
            }
            var millis = new long[31];
            Arrays.setAll(millis, i -> millis(fresh, i % 2 == 0 ? "List.o" : "var a = 1;\na"));
            Arrays.sort(millis);
            System.out.printf("FIGURE completion, median of 31: %d ms%n", millis[15]);
        }
    }

    private static long millis(KernelProcess kernel, String code) {
        long begin = System.nanoTime();
        kernel.client().request(Channel.SHELL, "complete_request", at(code, code.length()));
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
