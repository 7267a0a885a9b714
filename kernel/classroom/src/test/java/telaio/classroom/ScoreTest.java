package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static telaio.classroom.Notebooks.CHECK;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// nbgrader's rules, on the outputs that its `determine_grade` looks at.
class ScoreTest {
    private static final String ERROR =
            "{\"output_type\":\"error\",\"ename\":\"E\",\"evalue\":\"why\",\"traceback\":[]}";
    private static final String DISPLAY =
            "{\"output_type\":\"display_data\",\"data\":{\"text/plain\":\"0\"},\"metadata\":{}}";

    @TempDir Path folder;

    private NotebookFile notebook;
    private Lesson lesson;

    @BeforeEach
    void read() throws Exception {
        notebook = Notebooks.released(folder);
        lesson = Lesson.of(Notebooks.master(folder));
    }

    private Score score(String... outputs) {
        return score(notebook, Set.of(), Set.of(), outputs);
    }

    private Score score(
            NotebookFile of, Set<NotebookCell> late, Set<NotebookCell> forged, String... outputs) {
        var check = of.cells().getLast();
        var array = "[" + String.join(",", outputs) + "]";
        check.ran(3, (JsonArray) JsonParser.parseString(array));
        var matching = Matching.of(of, lesson);
        var ran = Set.copyOf(of.cells());
        return new Scoring(lesson, matching, ran, late, forged, false).scores().getFirst();
    }

    private static String stream(String name) {
        return "{\"output_type\":\"stream\",\"name\":\"%s\",\"text\":[\"a\\n\",\"b\"]}"
                .formatted(name);
    }

    private static String result(String text) {
        return "{\"output_type\":\"execute_result\",\"data\":{\"text/plain\":[%s]}}"
                .formatted(Notebooks.quoted(text));
    }

    private NotebookFile solved() throws IOException {
        return Notebooks.notebook(
                folder,
                Notebooks.answer("int twice(int n) { return 2 * n; }"),
                Notebooks.check(CHECK));
    }

    @Test
    void a_check_that_shows_nothing_or_only_text_gives_all() {
        assertThat(score()).isEqualTo(new Score("a", 2, 2, Verdict.PASSED, ""));
        assertThat(score(stream("stdout"), DISPLAY).points()).isEqualTo(2);
    }

    @Test
    void an_error_gives_nothing() throws IOException {
        var failed = score(solved(), Set.of(), Set.of(), DISPLAY, ERROR);
        assertThat(failed).isEqualTo(new Score("a", 0, 2, Verdict.FAILED, "E: why"));
    }

    @Test
    void text_on_stderr_gives_nothing() throws IOException {
        var failed = score(solved(), Set.of(), Set.of(), stream("stderr"));
        assertThat(failed.points()).isZero();
        assertThat(failed.note()).isEqualTo("wrote on stderr: a");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, PARTIAL", "2, 2, PASSED", "2.0, 2, PASSED", "1e0, 1, PARTIAL",
                "' .5\n', .5, PARTIAL",
        "true, 2, PASSED", "1/2, 2, PASSED", "'', 2, PASSED", "3, 0, FORGED", "0, 0, FAILED",
        "-1, 0, FAILED", "1_0e-1, 1, PARTIAL", "2 points, 2, PASSED"
    })
    void a_result_that_is_a_number_gives_that(String text, double points, Verdict verdict)
            throws IOException {
        var score = score(solved(), Set.of(), Set.of(), stream("stdout"), result(text));
        assertThat(score.points()).isEqualTo(points);
        assertThat(score.verdict()).isEqualTo(verdict);
    }

    @Test
    void the_first_output_that_decides_does() throws IOException {
        assertThat(score(solved(), Set.of(), Set.of(), result("1"), ERROR).points()).isEqualTo(1);
        assertThat(score(solved(), Set.of(), Set.of(), ERROR, result("1")).points()).isZero();
    }

    @Test
    void an_answer_nobody_wrote_is_told_from_a_wrong_one() {
        assertThat(score(ERROR).verdict()).isEqualTo(Verdict.UNTOUCHED);
    }

    @Test
    void a_forged_check_and_a_late_one_give_nothing() throws IOException {
        var notebook = solved();
        var check = Set.of(notebook.cells().getLast());
        assertThat(score(notebook, check, Set.of()).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(score(notebook, Set.of(), check).verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void a_check_that_did_not_run_or_is_not_there_gives_nothing() throws IOException {
        var nothing = Set.<NotebookCell>of();
        var solved = solved();
        var missing = Notebooks.notebook(folder, Notebooks.answer("int x;"));
        for (var notebook : java.util.List.of(solved, missing)) {
            var matching = Matching.of(notebook, lesson);
            assertThat(new Scoring(lesson, matching, nothing, nothing, nothing, false).scores())
                    .singleElement()
                    .satisfies(it -> assertThat(it.points()).isZero())
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.NOT_RUN));
        }
    }

    @Test
    void an_answer_to_grade_by_hand_has_no_points_yet_and_none_if_it_is_the_stub()
            throws Exception {
        var metadata = Notebooks.nbgrader("why", true, true, 3);
        var marks = "// BEGIN SOLUTION\nok\n// END SOLUTION";
        var master = Notebooks.notebook(folder, Notebooks.cell("w", metadata, marks));
        lesson = Lesson.of(master);
        StudentsNotebook.make(master, "x");
        assertThat(score(master, Set.of(), Set.of()).verdict()).isEqualTo(Verdict.UNTOUCHED);
        master.cells().getFirst().source("because");
        assertThat(score(master, Set.of(), Set.of()).verdict()).isEqualTo(Verdict.MANUAL);
    }

    @Test
    void numbers_are_short() {
        assertThat(Score.number(2)).isEqualTo("2");
        assertThat(Score.number(0.25)).isEqualTo("0.25");
        assertThat(Score.number(100)).isEqualTo("100");
        assertThat(Score.number(0)).isEqualTo("0");
    }
}
