package telaio.classroom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of what a student hands in a notebook that can be graded: locked cells are as the teacher
/// wrote them, hidden tests included, and every cell of the lesson is there once.
final class Repair {
    private final NotebookFile notebook;
    private final Matching matching;

    private Repair(NotebookFile notebook, Matching matching) {
        this.notebook = notebook;
        this.matching = matching;
    }

    /// Changes `notebook`.
    ///
    /// @param lesson of the teacher's notebook
    /// @return what was not as it should be, with the positions it had
    static List<Finding> repair(NotebookFile notebook, Lesson lesson) {
        var matching = Matching.of(notebook, lesson);
        var repair = new Repair(notebook, matching);
        for (var cell : notebook.cells()) {
            repair.forgetUnlessCounted(cell, lesson);
        }
        @Nullable NotebookCell last = null;
        for (var expected : lesson.cells()) {
            last = repair.repair(expected, last, lesson);
        }
        return List.copyOf(matching.findings());
    }

    /// A copy of a cell, or one of some other lesson, gives no points.
    private void forgetUnlessCounted(NotebookCell cell, Lesson lesson) {
        var id = GradedCell.idOf(cell);
        boolean counts =
                lesson.cells().stream()
                        .anyMatch(it -> it.id().equals(id) && matching.cell(it) == cell);
        if (!id.isEmpty() && !counts) {
            GradedCell.forget(cell);
        }
    }

    private NotebookCell repair(Expected expected, @Nullable NotebookCell last, Lesson lesson) {
        var original = expected.original();
        if (original == null) {
            throw new IllegalArgumentException("not of a teacher's notebook: " + expected.id());
        }
        var cell = matching.cell(expected);
        if (cell == null) {
            cell = notebook.insert(place(expected, last, lesson), original);
            cell.source(expected.stub());
        }
        if (!cell.type().equals(expected.type())) {
            cell.type(expected.type());
        }
        if (expected.graded().isLocked()) {
            cell.source(original.source());
        }
        GradedCell.copy(original, cell);
        return cell;
    }

    /// Below the cell that comes before it in the lesson, else above the one that comes next.
    private int place(Expected expected, @Nullable NotebookCell last, Lesson lesson) {
        if (last != null) {
            return notebook.cells().indexOf(last) + 1;
        }
        var cells = lesson.cells();
        return cells.subList(cells.indexOf(expected), cells.size()).stream()
                .map(matching::cell)
                .filter(it -> it != null)
                .findFirst()
                .map(it -> notebook.cells().indexOf(it))
                .orElse(notebook.cells().size());
    }
}
