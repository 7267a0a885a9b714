package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenderingTest {
    record Row(int id, String name) {}

    @Test
    void any_value_has_text() {
        assertThat(Rendering.of(42)).containsOnlyKeys("text/plain").containsValue("42");
        assertThat(Rendering.of(null)).containsEntry("text/plain", "null");
        assertThat(Rendering.of(new int[] {1, 2})).containsEntry("text/plain", "[1, 2]");
    }

    @Test
    void records_become_rows_with_their_names_above() {
        assertThat(Rendering.of(new Row[] {new Row(1, "a & b"), new Row(2, "c")}))
                .containsEntry(
                        "text/html",
                        "<table><thead><tr><th>id</th><th>name</th></tr></thead><tbody>"
                                + "<tr><td>1</td><td>a &amp; b</td></tr>"
                                + "<tr><td>2</td><td>c</td></tr></tbody></table>");
    }

    @Test
    void maps_become_rows_of_key_and_value() {
        var map = new TreeMap<String, Integer>();
        map.put("k", 1);
        assertThat(Rendering.of(map))
                .containsEntry("text/plain", "{k=1}")
                .containsEntry(
                        "text/html", "<table><tbody><tr><td>k</td><td>1</td></tr></tbody></table>");
    }

    @Test
    void mixed_or_empty_collections_are_text_only() {
        assertThat(Rendering.of(List.of(new Row(1, "a"), "b"))).doesNotContainKey("text/html");
        assertThat(Rendering.of(Arrays.asList(new Row(1, "a"), null)))
                .doesNotContainKey("text/html");
        assertThat(Rendering.of(new ArrayList<Row>())).doesNotContainKey("text/html");
    }

    @Test
    void long_tables_are_cut_and_say_so() {
        var rows = IntStream.range(0, 1000).mapToObj(i -> new Row(i, "r")).toList();
        assertThat(Rendering.of(rows).get("text/html")).endsWith("<p>100 / 1000</p>");
    }
}
