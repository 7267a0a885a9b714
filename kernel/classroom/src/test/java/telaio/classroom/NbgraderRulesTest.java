package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A notebook with every kind of cell that nbgrader's tool bar makes.
class NbgraderRulesTest {
    @TempDir Path folder;

    private NotebookFile master;
    private NotebookFile released;

    private static String cell(String type, String id, String kind, String source) {
        var known = List.of("grade", "solution", "locked", "task");
        var metadata = new StringBuilder("\"schema_version\":3,\"grade_id\":\"" + id + "\"");
        for (var field : known) {
            metadata.append(
                    ",\"%s\":%s".formatted(field, List.of(kind.split(" ")).contains(field)));
        }
        if (kind.matches(".*\\d")) {
            metadata.append(",\"points\":").append(kind.replaceAll("\\D", ""));
        }
        var cell = Notebooks.cell(id, "\"nbgrader\":{" + metadata + "}", source);
        return cell.replace("\"cell_type\":\"code\"", "\"cell_type\":\"" + type + "\"");
    }

    @BeforeEach
    void release() throws Exception {
        String[] cells = {
            cell("code", "given", "locked", "int start = 1;"),
            cell("code", "answer", "solution", Notebooks.SOLUTION),
            cell("code", "test", "grade locked 2", Notebooks.CHECK),
            cell("code", "program", "grade solution 3", Notebooks.SOLUTION),
            cell("markdown", "why", "grade solution 4", "### BEGIN SOLUTION\nso\n### END SOLUTION"),
            cell(
                    "markdown",
                    "task",
                    "task locked 5",
                    "Draw it.\n=== BEGIN MARK SCHEME ===\nall or nothing\n=== END MARK SCHEME ===")
        };
        master = Notebooks.notebook(folder, cells);
        released = Notebooks.notebook(folder, cells);
        assertThat(StudentsNotebook.make(released, "99-test")).isEmpty();
    }

    @Test
    void students_get_neither_solutions_nor_hidden_tests_nor_mark_schemes() {
        assertThat(released.cells().stream().map(NotebookCell::source))
                .containsExactly(
                        "int start = 1;",
                        Notebooks.STUB,
                        Notebooks.CHECK.lines().findFirst().orElseThrow(),
                        Notebooks.STUB,
                        "*Write your answer here.*",
                        "Draw it.");
    }

    @Test
    void each_cell_gives_the_points_that_nbgrader_would_give() throws Exception {
        var lesson = Lesson.of(master);
        released.cells().get(1).source("int twice(int n) { return n + n; }");
        released.cells().get(3).source("int twice(int n) { return n << 1; }");
        released.cells().get(2).source("// changed");
        assertThat(Repair.repair(released, lesson))
                .extracting(Finding::kind, Finding::cell)
                .containsExactly(tuple(Finding.Kind.CHANGED, "test"));
        var scores =
                new Scoring(
                                lesson,
                                Matching.of(released, lesson),
                                Set.copyOf(released.cells()),
                                Set.of(),
                                Set.of(),
                                false)
                        .scores();
        assertThat(scores)
                .extracting(Score::exercise, Score::points, Score::most, Score::verdict)
                .containsExactly(
                        tuple("test", 2.0, 2.0, Verdict.PASSED),
                        tuple("program", 0.0, 3.0, Verdict.MANUAL),
                        tuple("why", 0.0, 4.0, Verdict.UNTOUCHED),
                        tuple("task", 0.0, 5.0, Verdict.MANUAL));
    }

    /// As its `compute_checksum` has it, told anew.
    @Test
    void checksums_are_nbgraders() throws Exception {
        for (var cell : released.cells()) {
            var json = cell.metadata().getAsJsonObject("nbgrader");
            boolean grade = json.get("grade").getAsBoolean();
            boolean solution = json.get("solution").getAsBoolean();
            boolean locked = !solution && (grade || json.get("locked").getAsBoolean());
            var told = new StringBuilder(cell.source()).append(cell.type());
            for (boolean truth : new boolean[] {grade, solution, locked}) {
                told.append(truth ? "True" : "False");
            }
            told.append(json.get("grade_id").getAsString());
            if (grade) {
                told.append(String.format(Locale.ROOT, "%.1f", json.get("points").getAsDouble()));
            }
            var sum = MessageDigest.getInstance("MD5").digest(told.toString().getBytes(UTF_8));
            assertThat(json.get("checksum").getAsString()).isEqualTo(HexFormat.of().formatHex(sum));
            assertThat(json.keySet()).isSubsetOf(keys());
        }
    }

    /// Its schema allows no others.
    private static Set<String> keys() {
        return Set.of(
                "schema_version",
                "grade",
                "solution",
                "locked",
                "task",
                "grade_id",
                "points",
                "checksum",
                "cell_type");
    }

    @Test
    void its_metadata_survive_a_students_notebook() {
        var lesson = Lesson.toldBy(released);
        assertThat(Matching.of(released, lesson).findings()).isEmpty();
        assertThat(lesson.exercises())
                .extracting(Expected::id)
                .containsExactly("test", "program", "why", "task");
        assertThat(released.metadata().get("telaio")).isInstanceOf(JsonObject.class);
    }
}
