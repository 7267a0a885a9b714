package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly(
                """
                var names = new ArrayList<String>(List.of("Ada", "Linus"));
                /** Doubles.
                 * @param n what to <b>double</b>
                 * @return {@code 2 * n}
                 */
                int twice(int n) {
                    return 2 * n;
                }
                /// A *point* of the [plane][java.awt.Point].
                ///
                /// - one
                /// - two
                record Point(int x, int y) {
                    /** Turned around. */
                    Point mirrored() {
                        return new Point(y, x);
                    }
                }
                class Slow {
                    public String toString() {
                        while (true) {}
                    }
                }
                var slow = new Slow();
                var point = new Point(1, 2);
                """);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /// What is shown for the place of the bar.
    private String inspect(String code, String type, boolean source) {
        int cursor = code.indexOf('|');
        return lab.evaluator()
                .inspect(code.replace("|", ""), cursor, source)
                .data()
                .getOrDefault(type, "");
    }

    private String plain(String code) {
        return inspect(code, "text/plain", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names.ad|d(\"x\")",
                "names.add|(\"x\")",
                "names.add(|)",
                "names.add(\"x\"|)",
                "var a = 1;\nnames.add|",
            })
    void a_method_of_java_has_its_javadoc(String code) {
        assertThat(plain(code))
                .contains("add(E e)", "end of this list", "Appends the specified element")
                .doesNotContain("{@code", "@param", "<p>");
    }

    @Test
    void each_format_has_its_own_marks() {
        assertThat(inspect("\"\".repeat(|", "text/html", false))
                .contains("<pre><code>", "repeat(int count)", "<li>", "<code>count</code>");
        assertThat(inspect("\"\".repeat(|", "text/markdown", false))
                .contains("```java", "repeat(int count)", "\n- `count` – ");
        assertThat(plain("\"\".repeat(|")).contains("count – ").doesNotContain("`", "<");
    }

    @Test
    void a_type_of_java_has_its_javadoc() {
        assertThat(plain("Thread|")).contains("java.lang.Thread".substring(10)).contains("thread");
        assertThat(plain("new ArrayList|<>()")).contains("Resizable-array implementation");
    }

    @Test
    void the_library_has_its_documentation() {
        assertThat(plain("Queue|")).contains("class Queue<E").contains("process");
        assertThat(plain("new Queue<String>().put|(\"\")")).contains("void put(").contains("item");
        assertThat(inspect("Queue|", "text/html", false)).contains("<code>");
    }

    @Test
    void a_method_of_a_cell_has_its_comment_and_source() {
        assertThat(plain("twice|(3)"))
                .contains("int twice(int n)", "Doubles.", "n – what to double", "2 * n")
                .doesNotContain("return 2 * n;");
        assertThat(inspect("twice|(3)", "text/plain", true)).contains("return 2 * n;");
        assertThat(inspect("twice(|", "text/html", false)).contains("what to <b>double</b>");
    }

    @Test
    void a_type_of_a_cell_has_its_comment_and_source() {
        assertThat(plain("new Point|(1, 2)")).contains("record Point(int x, int y)", "A *point*");
        assertThat(inspect("Point|", "text/html", false))
                .contains("A <i>point</i> of the plane.", "<li>two");
        assertThat(inspect("Point|", "text/plain", true)).contains("Point mirrored() {");
    }

    @Test
    void a_member_of_a_cells_type_has_its_comment_and_source() {
        assertThat(plain("point.mirrored|()")).contains("Point mirrored()", "Turned around.");
        assertThat(inspect("point.mirrored|()", "text/plain", true))
                .contains("return new Point(y, x);");
    }

    @Test
    void a_variable_has_its_type_and_value() {
        assertThat(plain("names|.size()")).contains("ArrayList<String> names", "= [Ada, Linus]");
        assertThat(inspect("names|", "text/plain", true)).contains("new ArrayList<String>(");
    }

    @Test
    void a_local_variable_has_its_type() {
        assertThat(plain("for (int i = 0; i < 3; i++) { i|")).contains("i: int");
        assertThat(plain("var text = \"a\";\ntext|")).contains("text: String");
    }

    @Test
    void a_value_that_cannot_be_shown_in_time_is_left_out() {
        long begin = System.nanoTime();
        assertThat(plain("slow|")).contains("Slow slow").doesNotContain("=");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(lab.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_long_value_is_cut() {
        lab.quietly("var much = \"x\".repeat(100_000);");
        assertThat(plain("much|").length()).isBetween(2000, 2200);
    }

    @Test
    void values_can_be_read_while_a_cell_runs() throws Exception {
        long origin = lab.origin() + 1;
        var cell = new FutureTask<>(() -> lab.run("IO.println(\"running\"); while (true) {}"));
        Thread.ofPlatform().daemon().start(cell);
        lab.awaitOut(origin, text -> text.contains("running"));
        assertThat(plain("names|")).contains("[Ada, Linus]");
        lab.evaluator().interrupt();
        assertThat(cell.get()).isInstanceOf(Outcome.Interrupted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.here|", "|", "1 + |", "// names|", "\"names|\"", "while|"})
    void what_means_nothing_is_not_found(String code) {
        int cursor = code.indexOf('|');
        assertThat(lab.evaluator().inspect(code.replace("|", ""), cursor, false).data()).isEmpty();
    }

    @Test
    void prints_how_long_it_takes() {
        for (var code :
                List.of("names.add|", "names|", "Queue|", "String.format(|", "Collectors|")) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long begin = System.nanoTime();
                plain(code);
                best = Math.min(best, System.nanoTime() - begin);
            }
            System.out.printf("FIGURE inspection of %s: %d µs%n", code, best / 1000);
        }
    }
}
