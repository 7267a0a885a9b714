package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every rule, kept and broken.
class TwinCodeTest {
    @Test
    void accepts_translated_names_strings_and_comments() {
        assertThat(
                        differences(
                                """
                                // somma
                                int somma(List<Integer> numeri) { return numeri.size() + 1; }
                                IO.println("%d numeri".formatted(somma(List.of(1, 2))));
                                """,
                                """
                                int sum(List<Integer> numbers) { return numbers.size() + 1; } // adds
                                IO.println("%d numbers".formatted(sum(List.of(1, 2)))); /* shows */
                                """))
                .isEmpty();
    }

    @Test
    void accepts_a_name_declared_in_an_earlier_cell() {
        assertThat(
                        differences(
                                "var coda = f();",
                                "var queue = f();",
                                "coda.put(1);",
                                "queue.put(1);"))
                .isEmpty();
    }

    @Test
    void refuses_another_kind_of_token() {
        assertThat(differences("f(1);", "f(\"1\");"))
                .singleElement()
                .asString()
                .isEqualTo("cell-0, line 1: 1 | \"1\": different kinds of token");
    }

    @Test
    void refuses_a_text_block_for_a_string() {
        assertThat(differences("f(\"a\");", "f(\"\"\"\na\"\"\");")).hasSize(1);
    }

    @Test
    void refuses_one_token_more() {
        assertThat(differences("f();", "f(); g();"))
                .singleElement()
                .asString()
                .isEqualTo("cell-0, line 1: only in the second language: g");
        assertThat(differences("f();;", "f();"))
                .singleElement()
                .asString()
                .contains("only in the first language: ;");
    }

    @Test
    void refuses_another_number() {
        assertThat(differences("f(1_000);", "f(1000);")).hasSize(1);
    }

    @Test
    void refuses_another_operator() {
        assertThat(differences("f(a < b);", "f(a > b);")).hasSize(1);
    }

    @Test
    void refuses_another_keyword() {
        assertThat(differences("int a;", "long a;")).hasSize(1);
    }

    @Test
    void refuses_another_character() {
        assertThat(differences("f('a');", "f('b');")).hasSize(1);
    }

    @Test
    void refuses_a_translated_name_that_nobody_declares() {
        assertThat(differences("lista.aggiungi(1);", "list.add(1);"))
                .hasSize(2)
                .allMatch(text -> text.endsWith("not declared in the notebook, must be equal"));
        assertThat(differences("var coda = f();", "var queue = g();"))
                .singleElement()
                .asString()
                .isEqualTo("cell-0, line 1: f | g: not declared in the notebook, must be equal");
    }

    @Test
    void refuses_a_name_declared_in_one_language_only() {
        assertThat(
                        differences(
                                "int f(int n) { return g; } f(1);",
                                "int f(int n) { return g; } h(1);"))
                .singleElement()
                .asString()
                .isEqualTo("cell-0, line 1: f | h: not declared in the second notebook");
    }

    @Test
    void refuses_two_translations_of_one_name() {
        assertThat(
                        differences(
                                "int n = 1;", "int count = 1;",
                                "f(n); int m = 2;", "f(amount); int amount = 2;"))
                .first()
                .asString()
                .isEqualTo("cell-1, line 1: n | amount: 'n' was 'count' before");
    }

    @Test
    void refuses_one_translation_for_two_names() {
        assertThat(differences("int n = 1; int m = 2;", "int count = 1; int count = 2;"))
                .singleElement()
                .asString()
                .isEqualTo("cell-0, line 1: m | count: 'count' is already 'n'");
    }

    @Test
    void refuses_a_translation_that_is_a_name_of_the_library() {
        assertThat(differences("String nome = p.name();", "String name = p.name();")).hasSize(1);
    }

    @Test
    void refuses_another_format_specifier() {
        assertThat(differences("f(\"%d ms\");", "f(\"%s ms\");"))
                .singleElement()
                .asString()
                .endsWith("different format specifiers");
        assertThat(differences("f(\"%.1f s\");", "f(\"%.2f s\");")).hasSize(1);
        assertThat(differences("f(\"\"\"\n%d\"\"\");", "f(\"\"\"\n\"\"\");")).hasSize(1);
    }

    @Test
    void accepts_a_percent_sign() {
        assertThat(differences("f(\"100%: %d\");", "f(\"all: 100%! %d\");")).isEmpty();
    }

    /// @param codes first and second language of one cell, then of the next
    private static List<String> differences(String... codes) {
        var cells = new ArrayList<TwinCode.Cell>();
        for (int i = 0; i < codes.length; i += 2) {
            cells.add(new TwinCode.Cell("cell-" + i / 2, codes[i], codes[i + 1]));
        }
        return TwinCode.differences(cells);
    }
}
