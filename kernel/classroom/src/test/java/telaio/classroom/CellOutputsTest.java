package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.Stream;

class CellOutputsTest {
    private final CellOutputs outputs = new CellOutputs(1_000_000);

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void text_of_one_stream_is_one_output_until_another_comes_between() {
        outputs.add(new Stream("stdout", "a"));
        outputs.add(new Stream("stdout", "b\nc"));
        outputs.add(new Stream("stderr", "e"));
        outputs.add(new Stream("stdout", "d"));
        assertThat(outputs.json())
                .hasToString(
                        """
                        [{"name":"stdout","output_type":"stream","text":["ab\\n","c"]},\
                        {"name":"stderr","output_type":"stream","text":["e"]},\
                        {"name":"stdout","output_type":"stream","text":["d"]}]\
                        """);
    }

    @Test
    void texts_of_a_value_are_lines_and_its_data_stay_as_they_are() {
        outputs.add(
                new ExecuteResult(
                        3,
                        json(
                                "{\"text/plain\":\"a\\nb\",\"image/png\":\"iVBO\\n\",\"application/json\":{\"x\":1}}"),
                        new JsonObject()));
        assertThat(outputs.json())
                .hasToString(
                        """
                        [{"output_type":"execute_result","data":{"text/plain":["a\\n","b"],\
                        "image/png":"iVBO\\n","application/json":{"x":1}},"execution_count":3,"metadata":{}}]\
                        """);
    }

    @Test
    void an_error_has_its_traceback_line_by_line() {
        outputs.add(new ErrorOutput("E", "why", List.of("one", "two")));
        assertThat(outputs.json())
                .hasToString(
                        """
                        [{"output_type":"error","ename":"E","evalue":"why","traceback":["one","two"]}]\
                        """);
    }

    @Test
    void a_display_is_updated_where_it_stands() {
        var output =
                outputs.add(
                        new DisplayData(
                                json("{\"text/plain\":\"1\"}"),
                                new JsonObject(),
                                json("{\"display_id\":\"d\"}")));
        outputs.add(new Stream("stdout", "x"));
        CellOutputs.update(output, json("{\"text/plain\":\"2\"}"), new JsonObject());
        assertThat(outputs.json().get(0))
                .hasToString(
                        """
                        {"output_type":"display_data","data":{"text/plain":["2"]},"metadata":{}}\
                        """);
    }

    @Test
    void clear_empties_at_once() {
        outputs.add(new Stream("stdout", "a"));
        outputs.clear(new ClearOutput(false));
        assertThat(outputs.json()).isEmpty();
    }

    @Test
    void clear_that_waits_empties_when_the_next_output_comes() {
        outputs.add(new Stream("stdout", "a"));
        outputs.clear(new ClearOutput(true));
        assertThat(outputs.json()).hasSize(1);
        outputs.add(new Stream("stdout", "b"));
        assertThat(outputs.json())
                .hasToString("[{\"name\":\"stdout\",\"output_type\":\"stream\",\"text\":[\"b\"]}]");
    }
}
