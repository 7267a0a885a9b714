package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static telaio.classroom.Notebooks.CHECK;
import static telaio.classroom.Notebooks.SOLUTION;
import static telaio.classroom.Notebooks.STUB;
import static telaio.classroom.Notebooks.answer;
import static telaio.classroom.Notebooks.cell;
import static telaio.classroom.Notebooks.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telaio.classroom.Finding.Kind;

class RepairTest {
    private static final String MINE = "int twice(int n) { return n + n; }";

    @TempDir Path folder;

    private Lesson lesson;

    @BeforeEach
    void readLesson() throws Exception {
        lesson = Lesson.of(Notebooks.master(folder));
    }

    private List<Kind> repair(NotebookFile notebook) {
        return Repair.repair(notebook, lesson).stream().map(Finding::kind).toList();
    }

    private static List<String> sources(NotebookFile notebook) {
        return notebook.cells().stream().map(NotebookCell::source).toList();
    }

    @Test
    void the_lesson_knows_points_stubs_and_answers() {
        assertThat(lesson.name()).isEqualTo("99-test");
        assertThat(lesson.exercises()).extracting(Expected::id).containsExactly("a");
        var answer = lesson.answerTo(lesson.exercises().getFirst()).orElseThrow();
        assertThat(answer.id()).isEqualTo("a-answer");
        assertThat(answer.stub()).isEqualTo(STUB);
    }

    @Test
    void a_released_notebook_needs_no_repair_but_gets_its_hidden_tests() throws IOException {
        var notebook = Notebooks.released(folder);
        assertThat(repair(notebook)).isEmpty();
        assertThat(sources(notebook)).containsExactly("int start = 1;", STUB, CHECK);
    }

    @Test
    void a_changed_check_is_put_back_and_an_answer_is_not() throws IOException {
        var notebook = Notebooks.notebook(folder, answer(MINE), check("1 + 1"));
        assertThat(repair(notebook)).containsExactly(Kind.CHANGED);
        assertThat(sources(notebook)).containsExactly(MINE, CHECK);
    }

    @Test
    void missing_cells_are_inserted_where_they_belong() throws IOException {
        var notebook = Notebooks.notebook(folder, answer(MINE), cell("own", "", "2"));
        assertThat(repair(notebook)).containsExactly(Kind.MISSING);
        assertThat(sources(notebook)).containsExactly(MINE, CHECK, "2");

        var empty = Notebooks.notebook(folder, cell("own", "", "2"));
        assertThat(repair(empty)).containsExactly(Kind.MISSING, Kind.MISSING);
        assertThat(sources(empty)).containsExactly("2", STUB, CHECK);

        var noAnswer = Notebooks.notebook(folder, cell("own", "", "2"), check(CHECK));
        assertThat(repair(noAnswer)).containsExactly(Kind.MISSING);
        assertThat(sources(noAnswer)).containsExactly("2", STUB, CHECK);
    }

    @Test
    void of_copies_the_last_counts_and_the_others_are_plain_cells() throws IOException {
        var notebook = Notebooks.notebook(folder, answer("old"), answer(MINE), check(CHECK));
        assertThat(repair(notebook)).containsExactly(Kind.DUPLICATE);
        assertThat(notebook.cells().stream().map(GradedCell::idOf))
                .containsExactly("", "a-answer", "a");
    }

    @Test
    void a_cell_that_became_text_becomes_code_again() throws IOException {
        var text = check(CHECK).replace("\"cell_type\":\"code\"", "\"cell_type\":\"markdown\"");
        var notebook = Notebooks.notebook(folder, answer(MINE), text);
        assertThat(repair(notebook)).containsExactly(Kind.RETYPED);
        assertThat(notebook.cells().get(1).isCode()).isTrue();
    }

    @Test
    void cells_without_their_metadata_are_known_by_id_or_text() throws IOException {
        var notebook = Notebooks.notebook(folder, cell("answer", "", MINE), cell("other", "", "0"));
        assertThat(repair(notebook)).containsExactly(Kind.UNLABELLED, Kind.MISSING);
        assertThat(sources(notebook)).containsExactly(MINE, CHECK, "0");

        var released = Notebooks.released(folder).cells().get(2).source();
        var old = List.of(answer(MINE), cell("", "", released + "\n"));
        var before45 = Notebooks.notebook(folder, old, 2);
        assertThat(repair(before45)).containsExactly(Kind.UNLABELLED);
        assertThat(sources(before45)).containsExactly(MINE, CHECK);
    }

    @Test
    void what_another_lesson_grades_gives_nothing_here() throws IOException {
        var foreign = cell("f", Notebooks.nbgrader("easy", true, false, 100), "1");
        var notebook = Notebooks.notebook(folder, answer(MINE), check(CHECK), foreign);
        assertThat(repair(notebook)).containsExactly(Kind.FOREIGN);
        assertThat(GradedCell.idOf(notebook.cells().get(2))).isEmpty();
    }

    @Test
    void points_and_metadata_are_the_teachers() throws Exception {
        var richer = check(CHECK).replace("\"points\":2.0", "\"points\":200");
        var broken = answer(MINE).replace("\"schema_version\":3", "\"schema_version\":\"x\"");
        var notebook = Notebooks.notebook(folder, broken, richer);
        repair(notebook);
        assertThat(GradedCell.of(notebook.cells().get(0)).orElseThrow().solution()).isTrue();
        assertThat(GradedCell.of(notebook.cells().get(1)).orElseThrow().points()).isEqualTo(2);
    }

    @Test
    void windows_line_ends_are_no_change() throws IOException {
        var notebook =
                Notebooks.notebook(
                        folder,
                        answer(SOLUTION),
                        check(
                                Notebooks.released(folder)
                                        .cells()
                                        .get(2)
                                        .source()
                                        .replace("\n", "\r\n")));
        assertThat(repair(notebook)).isEmpty();
    }

    @Test
    void cells_in_another_order_are_told() throws IOException {
        var notebook = Notebooks.notebook(folder, check(CHECK), answer(MINE));
        assertThat(Repair.repair(notebook, lesson))
                .containsExactly(new Finding(Kind.MOVED, "a", 1));
    }
}
