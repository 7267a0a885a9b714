package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void last_expression_is_the_value() {
        assertThat(lab.value("int x = 3; int y = x + 4;\nint z = 1;\nx * y - z")).isEqualTo("20");
    }

    @Test
    void expression_with_a_semicolon_is_still_the_value() {
        assertThat(lab.value("1 + 1;")).isEqualTo("2");
    }

    @Test
    void statements_have_no_value() {
        lab.quietly("int zero = 0;");
        lab.quietly("zero = 5;");
        lab.quietly("zero++;");
        lab.quietly("if (zero > 0) { zero--; }");
        assertThat(lab.value("zero")).isEqualTo("5");
        assertThat(lab.value("zero = 7")).isEqualTo("7");
    }

    @Test
    void earlier_expressions_of_a_cell_are_not_shown() {
        assertThat(lab.run("1 + 1;\nint last = 2;")).isEqualTo(new Outcome.Nothing());
    }

    @Test
    void nothing_but_comments_is_nothing() {
        lab.quietly("");
        lab.quietly("  \n\t");
        lab.quietly("// a comment\n/* and another */");
    }

    @Test
    void arrays_show_their_elements() {
        assertThat(lab.value("new int[][] {{1, 2}, {3}}")).isEqualTo("[[1, 2], [3]]");
    }

    @Test
    void null_is_a_value() {
        assertThat(lab.value("String nothing = null;\nnothing")).isEqualTo("null");
    }

    @Test
    void text_keeps_every_character() {
        assertThat(lab.value("\"perché 🧵 <&>\\nfine\"")).isEqualTo("perché 🧵 <&>\nfine");
    }

    @Test
    void records_are_shown_as_a_table_too() {
        var outcome = lab.run("record Row(String name, int age) {}\nList.of(new Row(\"<b>\", 7))");
        var left = "<th style=\"text-align:left\">";
        var html =
                "<table><thead><tr>"
                        + left
                        + "name</th>"
                        + left
                        + "age</th></tr></thead><tbody><tr>"
                        + "<td style=\"text-align:left\">&lt;b&gt;</td>"
                        + "<td style=\"text-align:right\">7</td></tr></tbody></table>";
        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Value(
                                Map.of(
                                        "text/plain",
                                        "name  age\n────  ───\n<b>     7",
                                        "text/html",
                                        html)));
    }

    @Test
    void bare_expressions_leave_no_variable_behind() {
        lab.value("40 + 2");
        assertThat(lab.run("$1")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void windows_line_ends_are_line_ends() {
        assertThat(lab.value("int w1 = 1;\r\nint w2 = 2;\r\nw1 + w2")).isEqualTo("3");
    }

    @Test
    void methods_may_use_what_comes_later() {
        lab.quietly("String first() { return second() + \"!\"; }");
        lab.quietly("String second() { return \"2\"; }");
        assertThat(lab.value("first()")).isEqualTo("2!");
    }

    @Test
    void types_of_one_cell_may_use_each_other_in_any_order() {
        assertThat(
                        lab.value(
                                """
                                Later make() { return new Later(3); }
                                record Later(int q) {}
                                make()\
                                """))
                .isEqualTo("Later[q=3]");
    }

    @Test
    void a_new_body_of_a_method_leaves_variables_alone() {
        lab.quietly(
                "int rate() { return 1; }\nint fee = rate();\nvar kept = new ArrayList<>(List.of(fee));");
        lab.quietly("int rate() { return 2; }");
        assertThat(lab.value("fee + \" \" + kept + \" \" + rate()")).isEqualTo("1 [1] 2");
    }

    @Test
    void variables_whose_type_is_gone_are_named() {
        lab.quietly("class Point { int x = 1; }\nvar origin = new Point();");
        lab.quietly("class Point { int x = 1; int y = 2; }");
        assertThat(lab.out(lab.origin())).startsWith("origin ").endsWith("\n");
    }

    @Test
    void two_variables_in_one_declaration_are_both_initialised() {
        assertThat(lab.value("int one = 1, two = one + 1;\none + two")).isEqualTo("3");
    }

    @Test
    void compact_constructor_needs_no_modifier() {
        assertThat(lab.value("record Even(int n) { Even { n = n - n % 2; } }\nnew Even(3)"))
                .isEqualTo("Even[n=2]");
    }

    @Test
    void names_of_the_library_win_over_those_of_java() {
        assertThat(lab.value("Process.class.getName() + \" \" + Queue.class.getName()"))
                .isEqualTo("telaio.multiprocessing.Process telaio.multiprocessing.Queue");
    }

    @Test
    void default_imports_are_there() {
        assertThat(
                        lab.value(
                                "Stream.of(new BigDecimal(1), Path.of(\"p\"), URI.create(\"u\"))"
                                        + ".map(Object::toString).collect(Collectors.joining())"))
                .isEqualTo("1pu");
    }

    @Test
    void fifteen_thousand_terms_compile() {
        assertThat(lab.value("1" + "+1".repeat(14_999))).isEqualTo("15000");
    }

    @Test
    void a_user_expression_has_a_value_and_a_statement_has_not() {
        lab.quietly("int forUser = 6;");
        var cell = new Cell(1_000_001, 1, "forUser * 7");
        assertThat(lab.evaluator().expression(cell))
                .isEqualTo(new Outcome.Value(Map.of("text/plain", "42")));
        var statement = new Cell(1_000_002, 1, "int no = 1;");
        assertThat(lab.evaluator().expression(statement)).isInstanceOf(Outcome.Failed.class);
        assertThat(lab.evaluator().expression(new Cell(1_000_003, 1, "unknownName")))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void output_comes_in_the_order_of_the_program() {
        lab.quietly(
                """
                System.out.println("a");
                System.out.print("b");
                System.out.println("c");
                System.out.print("end without newline");\
                """);
        assertThat(lab.out(lab.origin())).isEqualTo("a\nbc\nend without newline");
        lab.quietly("System.err.println(\"bad\");");
        assertThat(lab.err(lab.origin())).isEqualTo("bad\n");
    }
}
