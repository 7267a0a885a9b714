package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.KernelClient.Exchange;
import telaio.jupyter.KernelClient.Received;

/// What cells show, from the real kernel process: one for all tests, which use names of their own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisplayTest {
    private KernelProcess kernel;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        kernel = new KernelProcess(folder, ProcessHandle.current().pid());
    }

    @AfterAll
    void close() {
        kernel.close();
    }

    /// Runs a cell that ends well.
    private Exchange run(String code) {
        var exchange = kernel.run(code);
        assertThat(exchange.reply().text("status")).as(exchange.toString()).isEqualTo("ok");
        return exchange;
    }

    private static JsonObject data(Received message) {
        return message.content().getAsJsonObject("data");
    }

    private static String plain(Received message) {
        return data(message).get("text/plain").getAsString();
    }

    private static String id(Received message) {
        return message.content().getAsJsonObject("transient").get("display_id").getAsString();
    }

    @Test
    void displays_and_prints_come_in_program_order() {
        var exchange =
                run(
                        """
                        IO.print("a");
                        var shown = display("one");
                        IO.println("b");
                        shown.update("two");
                        System.err.println("c");
                        """);
        assertThat(exchange.types())
                .containsExactly(
                        "status",
                        "execute_input",
                        "stream",
                        "display_data",
                        "stream",
                        "update_display_data",
                        "stream",
                        "status");
        assertThat(plain(exchange.the("display_data"))).isEqualTo("one");
        assertThat(plain(exchange.the("update_display_data"))).isEqualTo("two");
        assertThat(id(exchange.the("display_data")))
                .isNotEmpty()
                .isEqualTo(id(exchange.the("update_display_data")));
    }

    @Test
    void a_display_is_no_result() {
        assertThat(run("display(1)").types())
                .contains("display_data")
                .doesNotContain("execute_result");
    }

    @Test
    void the_last_expression_is_shown_as_display_shows_it() {
        run("record Fruit(String name, int count) {}");
        var result = run("List.of(new Fruit(\"<kiwi>\", 3))").the("execute_result");
        var shown = run("display(List.of(new Fruit(\"<kiwi>\", 3)));").the("display_data");
        assertThat(data(result)).isEqualTo(data(shown));
        assertThat(data(result).get("text/html").getAsString())
                .startsWith("<table>")
                .contains("&lt;kiwi&gt;");
        assertThat(plain(result)).contains("name    count");
    }

    @Test
    void json_is_part_of_the_message() {
        var data =
                data(run("display(Map.of(\"a\", 1), \"application/json\");").the("display_data"));
        assertThat(data.getAsJsonObject("application/json").get("a").getAsInt()).isEqualTo(1);
        var bad = data(run("Bundle.json(\"{no\")").the("execute_result"));
        assertThat(bad.keySet()).containsExactly("text/plain");
    }

    @Test
    void a_display_of_an_earlier_cell_can_be_updated_by_its_id() {
        var first = run("var early = display(\"x\");");
        var second = run("updateDisplay(early.id(), \"<b>y</b>\", \"text/html\");");
        var update = second.the("update_display_data");
        assertThat(id(update)).isEqualTo(id(first.the("display_data")));
        assertThat(data(update).get("text/html").getAsString()).isEqualTo("<b>y</b>");
        assertThat(plain(update)).isEqualTo("y");
    }

    @Test
    void output_is_cleared_where_the_program_says_so() {
        var exchange = run("IO.println(1);\nclearOutput(true);\nIO.println(2);\nclearOutput();");
        assertThat(exchange.types())
                .containsSubsequence("stream", "clear_output", "stream", "clear_output");
        assertThat(exchange.all("clear_output"))
                .extracting(message -> message.content().get("wait").getAsBoolean())
                .containsExactly(true, false);
    }

    @Test
    void a_process_shows_in_the_cell_that_started_it_behind_what_it_printed() {
        run(
                "record Seen(int n) implements Displayable { public Bundle bundle() { return"
                        + " Bundle.markdown(\"*\" + n + \"*\"); } }");
        var exchange =
                run(
                        """
                        var place = display("waiting");
                        var child = new Process(() -> {
                            IO.print("from the child");
                            display(new Seen(7));
                            place.update("done");
                        });
                        child.start();
                        child.join();
                        IO.println("after");
                        """);
        var shown = exchange.all("display_data");
        assertThat(shown).hasSize(2);
        assertThat(data(shown.get(1)).get("text/markdown").getAsString()).isEqualTo("*7*");
        assertThat(id(exchange.the("update_display_data"))).isEqualTo(id(shown.getFirst()));
        assertThat(exchange.types())
                .containsSubsequence(
                        "display_data", "stream", "display_data", "update_display_data", "stream");
    }

    @Test
    void a_method_of_the_notebook_wins_over_ours() {
        run("render(1);");
        run("String render(Object what) { return \"mine\"; }");
        assertThat(kernel.value("render(1)")).isEqualTo("mine");
        assertThat(kernel.value("\"\" + List.of(1).stream().map(i -> render(i)).toList()"))
                .isEqualTo("[mine]");
        assertThat(run("display(2);").types()).contains("display_data");
        run("class Bundle { int size = 3; }");
        assertThat(kernel.value("new Bundle().size")).isEqualTo("3");
        assertThat(plain(run("display(4);").the("display_data"))).isEqualTo("4");
    }

    @Test
    void renderers_of_the_notebook_serve_results() {
        run("record Celsius(double degrees) {}");
        run(
                "Renderer.register(Celsius.class, c -> telaio.display.Bundle.html(c.degrees() + \""
                        + " °C\"));");
        var data = data(run("new Celsius(20)").the("execute_result"));
        assertThat(data.get("text/html").getAsString()).isEqualTo("20.0 °C");
        assertThat(data.get("text/plain").getAsString()).isEqualTo("Celsius[degrees=20.0]");
    }

    @Test
    void an_exception_of_the_value_is_the_cells() {
        var exchange =
                kernel.run(
                        """
                        display(new Object() {
                            public String toString() { throw new IllegalStateException("why"); }
                        });
                        """);
        assertThat(KernelProcess.error(exchange)).isEqualTo("IllegalStateException");
    }

    @Test
    void an_exception_shown_by_a_process_tells_its_place_in_the_cell() {
        var exchange =
                run(
                        """
                        var failing = new Process(() -> {
                            display(new IllegalStateException("why"));
                        });
                        failing.start();
                        failing.join();
                        """);
        assertThat(plain(exchange.the("display_data")).lines())
                .hasSize(2)
                .last()
                .asString()
                .matches(" +at In\\[\\d+\\], \\w+ 2");
    }

    @Test
    void progress_ends_in_its_final_state() {
        var exchange = run("for (int i : Progress.of(50)) { IO.println(i); }");
        assertThat(plain(exchange.the("display_data"))).startsWith("  0% |");
        var last = exchange.all("update_display_data").getLast();
        assertThat(plain(last)).startsWith("100% |").contains("50/50");
        assertThat(data(last).get("text/html").getAsString()).contains("<progress");
        assertThat(id(last)).isEqualTo(id(exchange.the("display_data")));
    }

    @Test
    void progress_left_midway_is_shown_with_its_cell() {
        var exchange = run("for (int i : Progress.of(50)) { if (i == 9) break; }");
        assertThat(plain(exchange.all("update_display_data").getLast())).contains(" 9/50 ");
    }

    @Test
    void a_flood_of_updates_is_thinned_and_ends_with_the_last() {
        var exchange =
                run("var flood = display(0); for (int i = 1; i <= 50_000; i++) flood.update(i);");
        var updates = exchange.all("update_display_data");
        assertThat(updates).hasSizeLessThan(500);
        assertThat(plain(updates.getLast())).isEqualTo("50000");
    }

    @Test
    void a_flood_of_displays_arrives_whole() {
        var exchange = run("for (int i = 0; i < 2500; i++) display(i);");
        assertThat(exchange.all("display_data").stream().map(DisplayTest::plain).toList())
                .hasSize(2500)
                .endsWith(List.of("2498", "2499").toArray(String[]::new));
    }

    @Test
    void an_endless_flood_of_displays_can_be_stopped() {
        var id = kernel.begin("while (true) display(1);");
        kernel.client()
                .broadcast(message ->
                        message.type().equals("display_data") && message.parentId().equals(id));
        assertThat(KernelProcess.error(kernel.interrupt(id))).isEqualTo("Interrupted");
        assertThat(kernel.value("6 * 7")).isEqualTo("42");
    }

    @Test
    void huge_values_are_cut_and_say_so() {
        var text = kernel.value("\"x\".repeat(3_000_000)");
        assertThat(text).hasSizeLessThan(100_200).containsPattern("3.000.000");
    }

    @Test
    void widgets_talk_by_comms_and_are_text_elsewhere() {
        var exchange =
                run(
                        """
                        var slider = new IntSlider(0, 10).value(3).label("how many");
                        slider.onChange(n -> IO.println("moved to " + n));
                        var button = new Button("Go").onClick(() -> IO.println("went at " + slider.value()));
                        display(slider);
                        display(button);
                        var bar = new IntProgress(0, 10);
                        bar
                        """);
        var shown = data(exchange.all("display_data").getFirst());
        assertThat(shown.get("text/plain").getAsString()).isEqualTo("IntSlider[3 of 0 to 10]");
        var opened = exchange.all("comm_open").getFirst();
        var slider = opened.text("comm_id");
        assertThat(shown.getAsJsonObject("application/vnd.jupyter.widget-view+json"))
                .isEqualTo(
                        json(
                                "{'version_major': 2, 'version_minor': 0, 'model_id': '%s'}"
                                        .formatted(slider)));
        assertThat(opened.metadata()).isEqualTo(json("{'version': '2.1.0'}"));
        assertThat(opened.content().getAsJsonObject("data").getAsJsonObject("state").toString())
                .contains("\"IntSliderModel\"", "\"value\":3", "\"how many\"");

        assertThat(say(slider, "{'method': 'update', 'state': {'value': 7}}"))
                .contains("moved to 7");
        var button = exchange.all("comm_open").get(1).text("comm_id");
        assertThat(say(button, "{'method': 'custom', 'content': {'event': 'click'}}"))
                .contains("went at 7");
        assertThat(say(slider, "{'method': 'request_state'}")).contains("\"value\":7");
        var update = run("bar.value(99);").the("comm_msg");
        assertThat(update.content().getAsJsonObject("data").toString())
                .contains("\"update\"", "\"value\":10");
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    /// What saying something by a comm leads to.
    private String say(String comm, String data) {
        var content = json("{'comm_id': '%s'}".formatted(comm));
        content.add("data", json(data));
        var said = kernel.client().send(Channel.SHELL, "comm_msg", content);
        return kernel.client().untilIdle(said).stream()
                .map(message -> message.content().toString())
                .collect(Collectors.joining());
    }
}
