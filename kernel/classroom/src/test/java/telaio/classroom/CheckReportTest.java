package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.classroom.Finding.Kind;
import telaio.jupyter.magic.MagicEvaluator;

@Timeout(120)
class CheckReportTest {
    @TempDir Path folder;

    private NotebookFile solved(String answer) throws IOException {
        var notebook = Notebooks.released(folder);
        notebook.cells().get(1).source(answer);
        int count = 0;
        for (var cell : notebook.cells()) {
            cell.ran(++count, new JsonArray());
        }
        return notebook;
    }

    private static List<Kind> order(NotebookFile notebook) {
        return CheckReport.order(notebook).stream().map(Finding::kind).toList();
    }

    @Test
    void cells_have_to_be_run_from_the_top() throws IOException {
        var notebook = solved("int twice(int n) { return n; }");
        assertThat(order(notebook)).isEmpty();
        notebook.cells().get(0).ran(9, new JsonArray());
        assertThat(order(notebook)).containsExactly(Kind.OUT_OF_ORDER, Kind.OUT_OF_ORDER);
        notebook.cells().get(1).ran(null, new JsonArray());
        assertThat(CheckReport.order(notebook).getLast().text(false))
                .isEqualTo("not run yet: cells 2");
    }

    @Test
    void the_cell_that_asks_need_not_have_run() throws IOException {
        var asking = Notebooks.notebook(folder, Notebooks.cell("c", "", "%check\n"));
        assertThat(order(asking)).isEmpty();
    }

    @Test
    void a_notebook_that_nobody_has_touched_is_told_so_by_its_own_metadata() throws Exception {
        var notebook = Notebooks.released(folder);
        var lesson = Lesson.toldBy(notebook);
        assertThat(Matching.of(notebook, lesson).findings()).isEmpty();
        assertThat(lesson.exercises().getFirst().graded().points()).isEqualTo(2);
        notebook.cells().get(2).source("1");
        assertThat(Matching.of(notebook, Lesson.toldBy(notebook)).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void a_check_that_was_deleted_is_missed() throws IOException {
        var notebook =
                Notebooks.notebook(folder, Notebooks.answer(""), Notebooks.cell("", "", "1"));
        assertThat(Matching.of(notebook, Lesson.toldBy(notebook)).findings())
                .containsExactly(new Finding(Kind.MISSING, "a", 0));
    }

    @Test
    void an_exercise_that_was_deleted_as_a_whole_is_missed_by_the_list_of_the_release()
            throws IOException {
        var released = Notebooks.released(folder).copy().text();
        var file = Files.writeString(folder.resolve("lesson.ipynb"), released);
        var cut = JsonParser.parseString(released).getAsJsonObject();
        cut.getAsJsonArray("cells").remove(2);
        cut.getAsJsonArray("cells").remove(1);
        Files.writeString(file, cut.toString());
        var notebook = NotebookFile.read(file);
        var lesson = Lesson.toldBy(notebook);
        assertThat(Matching.of(notebook, lesson).findings())
                .containsExactlyInAnyOrder(
                        new Finding(Kind.MISSING, "a-answer", 0),
                        new Finding(Kind.MISSING, "a", 0));
        // As the grading will say.
        assertThat(lesson.exercises()).singleElement().extracting(Expected::id).isEqualTo("a");
        assertThat(lesson.exercises().getFirst().graded().points()).isEqualTo(2);
    }

    @Test
    void what_is_too_large_to_be_graded_is_told_before_it_is_handed_in() throws IOException {
        var file = Files.writeString(folder.resolve("huge.ipynb"), " ".repeat(33_000_000));
        assertThatThrownBy(() -> CheckReport.of(file, runner()))
                .isInstanceOf(UnreadableNotebook.class)
                .hasMessageContaining("32 MB");
        var cells = "{\"cell_type\":\"raw\",\"source\":\"\"},".repeat(5001).replaceFirst(",$", "");
        Files.writeString(file, "{\"nbformat\":4,\"cells\":[" + cells + "]}");
        assertThatThrownBy(() -> HandIn.of(file, runner()))
                .isInstanceOf(UnreadableNotebook.class)
                .hasMessageContaining("5000");
    }

    @Test
    void a_right_notebook_is_ready_and_one_that_forges_or_has_old_outputs_is_not()
            throws IOException {
        var right = report(solved("int twice(int n) { return 2 * n; }"));
        assertThat(right.isGood()).isTrue();
        assertThat(right.lines())
                .containsExactly(
                        "99-test",
                        "  ✓ a: passed, 2 of 2",
                        CheckTexts.SUM.text(false, "2", "2"),
                        "Everything is ready.");

        // The outputs in the file are those of another answer.
        var stale = report(solved("int twice(int n) { return n + 3; }"));
        assertThat(stale.isGood()).isFalse();
        assertThat(stale.lost()).containsExactly("a");
        assertThat(String.join("\n", stale.lines())).contains("✗ a: not passed, 0 of 2");
    }

    private static CheckReport report(NotebookFile notebook) {
        return CheckReport.of(notebook, notebook.copy(), runner());
    }

    private static NotebookRunner runner() {
        return NotebookRunner.quiet(MagicEvaluator::new);
    }

    @Test
    void a_notebook_that_is_run_does_not_run_itself() throws IOException {
        var notebook =
                Notebooks.notebook(
                        folder,
                        Notebooks.cell("c", "", "%check"),
                        Notebooks.cell("h", "", "%hand-in"));
        var shown = new ArrayList<String>();
        new FreshRun()
                .run(
                        notebook,
                        Lesson.toldBy(notebook),
                        runner(),
                        FreshRun.ALL,
                        it -> shown.add(it.cell().outputs().toString()));
        assertThat(shown).hasSize(2).allMatch(it -> it.contains("\"stream\"") && it.contains("("));
        assertThat(JsonParser.parseString(shown.getFirst()).getAsJsonArray()).hasSize(1);
    }

    @Test
    void without_exercises_nothing_is_ready() throws IOException {
        var report = report(Notebooks.notebook(folder));
        assertThat(report.isGood()).isFalse();
        assertThat(report.lines()).contains("  ✗ " + CheckTexts.NONE_HERE.text(false));
    }
}
