package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void each_cell_is_compared_by_its_rule() {
        Lesson saved = lesson("'Alice\\nBob\\n'", "'12 ms'");
        assertThat(Comparison.differences(saved, lesson("'Bob\\nAlice\\n'", "'7 ms'"))).isEmpty();
        assertThat(Comparison.differences(saved, lesson("'Bob\\n'", "'7 s'")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("names (ANY_ORDER)")
                .containsSubsequence("--- saved", "Alice", "--- this run", "Bob");
    }

    @Test
    void a_missing_cell_is_a_difference() {
        Lesson saved = lesson("'a'", "'b'");
        Lesson shorter = lesson("'a'", "'b'");
        shorter.json().getAsJsonArray("cells").remove(0);
        assertThat(Comparison.differences(saved, shorter))
                .containsExactly("names is missing", "time is missing");
    }

    private static Lesson lesson(String names, String time) {
        String json =
                """
                {cells: [
                  {cell_type: code, id: names, metadata: {telaio: {output: any-order}},
                   outputs: [{output_type: stream, name: stdout, text: %s}]},
                  {cell_type: code, id: time, metadata: {telaio: {output: pattern}},
                   outputs: [{output_type: stream, name: stdout, text: %s}]}]}
                """
                        .formatted(names, time);
        JsonObject notebook = JsonParser.parseString(json).getAsJsonObject();
        return new Lesson("test", Path.of("test.ipynb"), notebook);
    }
}
