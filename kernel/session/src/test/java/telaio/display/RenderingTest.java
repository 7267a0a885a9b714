package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RenderingTest {
    record Row(int id, String name) {}

    record Colour(String name) implements Displayable {
        @Override
        public Bundle bundle() {
            return Bundle.markdown("**" + name + "**");
        }
    }

    private static String plain(Object value) {
        return Rendering.of(value).getOrDefault("text/plain", "");
    }

    private static String html(Object value) {
        return Rendering.of(value).getOrDefault("text/html", "");
    }

    @Test
    void any_value_has_text() {
        assertThat(Rendering.of(42)).containsOnlyKeys("text/plain").containsValue("42");
        assertThat(Rendering.of(null)).containsEntry("text/plain", "null");
        assertThat(Rendering.of(new int[] {1, 2})).containsEntry("text/plain", "[1, 2]");
        assertThat(Rendering.of(Thread.State.NEW)).containsOnly(Map.entry("text/plain", "NEW"));
    }

    @Test
    void a_toString_that_says_null_is_shown_as_null() {
        assertThat(
                        plain(
                                new Object() {
                                    @Override
                                    @SuppressWarnings({
                                        "NullAway",
                                        "ToStringReturnsNull"
                                    }) // what students write
                                    public String toString() {
                                        return null;
                                    }
                                }))
                .isEqualTo("null");
    }

    @Test
    void records_become_rows_with_their_names_above() {
        var rows = new Row[] {new Row(1, "a & b"), new Row(22, "c")};
        assertThat(html(rows).replaceAll(" style=\"[^\"]*\"", ""))
                .isEqualTo(
                        "<table><thead><tr><th>id</th><th>name</th></tr></thead><tbody>"
                                + "<tr><td>1</td><td>a &amp; b</td></tr>"
                                + "<tr><td>22</td><td>c</td></tr></tbody></table>");
        assertThat(plain(List.of(rows)))
                .isEqualTo(
                        """
                        id  name
                        ──  ─────
                         1  a & b
                        22  c\
                        """);
    }

    @Test
    void html_of_tables_sets_no_colours() {
        assertThat(html(List.of(new Row(1, "a"))))
                .doesNotContain("color")
                .doesNotContain("background")
                .doesNotContain("<script");
    }

    @Test
    void maps_become_rows_of_key_and_value() {
        var map = new TreeMap<String, Integer>();
        map.put("<k>", 1);
        assertThat(plain(map)).isEqualTo("{<k>=1}");
        assertThat(html(map)).contains("&lt;k&gt;</td>").doesNotContain("<k>");
        IntStream.range(0, 20).forEach(i -> map.put("key " + i, i));
        assertThat(plain(map).lines()).hasSize(21).contains("key 7    7");
    }

    @Test
    void collections_of_maps_have_the_columns_of_all() {
        var rows = List.of(Map.of("a", 1), Map.of("b", 2));
        assertThat(plain(rows).lines().map(String::stripTrailing))
                .containsExactly("a  b", "─  ─", "1", "   2");
    }

    @Test
    void arrays_of_arrays_are_tables() {
        assertThat(html(new int[][] {{1, 2}, {3}})).contains("<td").contains(">3<");
        assertThat(plain(new int[][] {{1, 2}, {3}})).isEqualTo("[[1, 2], [3]]");
        assertThat(plain(new int[10][40]).lines().count()).isEqualTo(11);
    }

    @Test
    void mixed_or_empty_collections_are_text_only() {
        assertThat(Rendering.of(List.of(new Row(1, "a"), "b"))).doesNotContainKey("text/html");
        assertThat(Rendering.of(Arrays.asList(new Row(1, "a"), null)))
                .doesNotContainKey("text/html");
        assertThat(Rendering.of(new ArrayList<Row>())).doesNotContainKey("text/html");
        assertThat(Rendering.of(List.of(1, 2))).containsOnly(Map.entry("text/plain", "[1, 2]"));
    }

    @Test
    void long_tables_are_cut_and_say_so() {
        var rows = IntStream.range(0, 1000).mapToObj(i -> new Row(i, "r")).toList();
        assertThat(html(rows).split("<tr>", -1)).hasSize(202);
        assertThat(html(rows)).containsPattern("<p>200 \\S+ 1.000 \\w+</p>$");
        var wide =
                List.of(IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> i, i -> i)));
        assertThat(html(wide)).containsPattern("<p>30 \\S+ 50 \\w+</p>$");
    }

    @Test
    void long_texts_are_cut_and_say_how_long_they_are() {
        assertThat(plain("x".repeat(300_000)))
                .hasSizeLessThan(100_100)
                .containsPattern("x…\n\\[.*300.000.*\\]$");
        assertThat(plain(new int[10_000_000]))
                .hasSizeLessThan(100_100)
                .containsPattern("…\n\\[.*10.000.000.*\\]$");
    }

    @Test
    void an_array_that_holds_itself_ends() {
        var self = new Object[1];
        self[0] = self;
        assertThat(plain(self)).isEqualTo("[[...]]");
    }

    @Test
    void a_class_can_say_how_it_is_shown() {
        assertThat(Rendering.of(new Colour("red")))
                .containsEntry("text/markdown", "**red**")
                .containsEntry("text/plain", "**red**");
    }

    @Test
    void bundles_have_text_where_none_was_given() {
        assertThat(plain(Bundle.html("<p>a &lt; <b>b</b></p><script>x</script><p>c</p>")))
                .isEqualTo("a < b\nc");
        assertThat(Rendering.of(Bundle.latex("x^2"))).containsEntry("text/latex", "$$x^2$$");
        assertThat(plain(Bundle.svg("<svg/>"))).isEqualTo("[image/svg+xml]");
    }

    @Test
    void values_become_json() {
        var value = new TreeMap<String, Object>();
        value.put("row", new Row(1, "a\"\n"));
        value.put("list", Arrays.asList(1.5, null, true, Double.NaN, new int[] {1}));
        assertThat(Bundle.json(value).data())
                .containsEntry(
                        "application/json",
                        "{\"list\":[1.5,null,true,null,[1]],"
                                + "\"row\":{\"id\":1,\"name\":\"a\\\"\\u000a\"}}");
        assertThat(Rendering.as(List.of(1, 2), "application/json"))
                .containsEntry("application/json", "[1,2]");
    }

    @Test
    void pictures_are_png_and_not_larger_than_can_be_shown() throws IOException {
        var small = Rendering.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        assertThat(size(small)).isEqualTo("3x2");
        assertThat(small.get("text/plain")).contains("3 × 2");
        var large = Rendering.of(new BufferedImage(8000, 2000, BufferedImage.TYPE_INT_RGB));
        assertThat(size(large)).isEqualTo("4000x1000");
    }

    private static String size(Map<String, String> data) throws IOException {
        var bytes = Base64.getDecoder().decode(data.get("image/png"));
        var image = ImageIO.read(new ByteArrayInputStream(bytes));
        return image.getWidth() + "x" + image.getHeight();
    }

    @Test
    void throwables_show_their_causes() {
        var thrown = new IllegalStateException("out <b>", new IOException("in"));
        assertThat(plain(thrown))
                .startsWith("java.lang.IllegalStateException: out <b>\n    at ")
                .contains("\nCaused by: java.io.IOException: in\n");
        assertThat(html(thrown)).contains("out &lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void a_form_too_long_to_send_is_left_out_and_named() {
        assertThat(Rendering.of(Bundle.html("x".repeat(6_000_000)).and("text/plain", "t")))
                .containsOnlyKeys("text/plain")
                .hasEntrySatisfying(
                        "text/plain",
                        text -> assertThat(text).containsPattern("^t\n\\[text/html .*6.000.000"));
    }

    @Test
    void a_value_can_be_shown_as_one_type() {
        assertThat(Rendering.as("<b>x</b>", "text/html"))
                .containsEntry("text/html", "<b>x</b>")
                .containsEntry("text/plain", "x");
        assertThat(Rendering.as(new byte[] {1}, "image/png")).containsEntry("image/png", "AQ==");
        assertThat(Rendering.as(List.of(new Row(1, "a")), "text/html").get("text/html"))
                .startsWith("<table>");
        assertThatIllegalArgumentException().isThrownBy(() -> Rendering.as("x", "html"));
    }

    @Test
    void what_shows_itself_is_no_result() {
        assertThat(Rendering.of(Display.fresh())).isEmpty();
    }
}
