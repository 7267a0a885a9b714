package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static telaio.classroom.Notebooks.cell;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedefinitionsTest {
    @TempDir Path folder;

    @Test
    void names_for_all_cells_are_found_and_local_ones_are_not() {
        var source =
                """
                import java.util.*;
                int twice(int n) { int local = 2; return n * local; }
                <T> List<T> both(T one, Map<String, List<T>> other) throws Exception { return null; }
                record Pair(int left, int right) {}
                enum Colour { RED }
                int x = 3, y;
                var f = (int a) -> { int b = a; };
                // int comment() {}
                var text = "int quoted() {}";
                both(1, Map.of());
                new Thread() { public void run() {} };
                object.field = 3;
                total = 4;
                """;
        assertThat(Declarations.of(source))
                .contains("twice", "both", "Pair", "Colour", "y", "f", "text", "total")
                .doesNotContain("local", "comment", "quoted", "b", "run", "field", "Thread");
    }

    @Test
    void a_name_is_found_however_it_is_written() {
        assertThat(Declarations.of("int tw\\u0069ce /* ( */ (int n)\n{ return 1; }"))
                .contains("twice");
        assertThat(Declarations.of("int broken( {{{ \"unclosed")).isEmpty();
    }

    private static final String HELPER =
            cell(
                    "h",
                    Notebooks.nbgrader("helper", false, false, 0),
                    "boolean even(int n) { return n % 2 == 0; }");
    private static final String CHECK = Notebooks.check("if (!even(twice(2))) throw new Error();");

    private int doubtful(String... cells) throws Exception {
        var master =
                Notebooks.notebook(folder, HELPER, Notebooks.answer(Notebooks.SOLUTION), CHECK);
        var notebook = Notebooks.notebook(folder, cells);
        return Redefinitions.of(notebook, Lesson.of(master)).size();
    }

    @Test
    void a_check_is_in_doubt_when_what_it_uses_has_another_meaning() throws Exception {
        var own = cell("o", "", "boolean even(int n) { return true; }");
        assertThat(doubtful(HELPER, own, CHECK)).isEqualTo(1);
        assertThat(doubtful(own, HELPER, CHECK)).isZero();
        assertThat(doubtful(HELPER, CHECK, own)).isZero();
        assertThat(doubtful(HELPER, cell("o", "", "int twice(int n) { return 2; }"), CHECK))
                .isZero();
        var harmless = Notebooks.check("if (twice(2) != 4) throw new Error();");
        assertThat(doubtful(HELPER, own, harmless)).isZero();
    }
}
