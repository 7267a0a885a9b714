package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputRuleTest {
    @Test
    void exact_takes_the_same_text_however_it_was_cut() {
        assertThat(OutputRule.EXACT.accepts(printed("a\nb\n"), printed("a\n", "b\n"))).isTrue();
        assertThat(OutputRule.EXACT.accepts(printed("a\nb\n"), printed("b\na\n"))).isFalse();
    }

    @Test
    void any_order_takes_whole_lines_in_any_order() {
        var saved = printed("Alice\nBob\n");
        assertThat(OutputRule.ANY_ORDER.accepts(saved, printed("Bob\nAlice\n"))).isTrue();
        assertThat(OutputRule.ANY_ORDER.accepts(saved, printed("BobAlice\n\n"))).isFalse();
        assertThat(OutputRule.ANY_ORDER.accepts(saved, printed("Bob\n"))).isFalse();
        assertThat(OutputRule.ANY_ORDER.accepts(saved, printed("Bob\nBob\nAlice\n"))).isFalse();
    }

    @Test
    void pattern_takes_other_numbers_but_not_other_words() {
        var saved = printed("In fila: 1214 ms\n");
        assertThat(OutputRule.PATTERN.accepts(saved, printed("In fila: 98,5 ms\n"))).isTrue();
        assertThat(OutputRule.PATTERN.accepts(saved, printed("In fila: no ms\n"))).isFalse();
        assertThat(OutputRule.PATTERN.accepts(saved, printed("In fila: 1 ms\n2\n"))).isFalse();
    }

    @Test
    void varies_takes_anything_but_an_error() {
        assertThat(OutputRule.VARIES.accepts(printed("a"), List.of())).isTrue();
        assertThat(OutputRule.VARIES.accepts(printed("a"), failed("Boom"))).isFalse();
    }

    @Test
    void standard_error_is_not_standard_output() {
        var onError = List.of(json("{output_type: stream, name: stderr, text: ['a\\n']}"));
        assertThat(OutputRule.EXACT.accepts(printed("a\n"), onError)).isFalse();
    }

    @Test
    void results_and_errors_count() {
        var seven = List.of(json("{output_type: execute_result, data: {'text/plain': '7'}}"));
        var eight = List.of(json("{output_type: execute_result, data: {'text/plain': '8'}}"));
        assertThat(OutputRule.EXACT.accepts(seven, seven)).isTrue();
        assertThat(OutputRule.EXACT.accepts(seven, eight)).isFalse();
        assertThat(OutputRule.EXACT.accepts(seven, List.of())).isFalse();
        assertThat(OutputRule.EXACT.accepts(failed("Boom"), failed("Bang"))).isFalse();
    }

    @Test
    void an_unknown_rule_is_refused() {
        assertThat(OutputRule.named("any-order")).isEqualTo(OutputRule.ANY_ORDER);
        assertThatThrownBy(() -> OutputRule.named("any"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<JsonObject> printed(String... pieces) {
        return Arrays.stream(pieces)
                .map(piece -> {
                    JsonObject stream = json("{output_type: stream, name: stdout}");
                    stream.addProperty("text", piece);
                    return stream;
                })
                .toList();
    }

    private static List<JsonObject> failed(String name) {
        return List.of(json("{output_type: error, ename: " + name + ", evalue: x}"));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
