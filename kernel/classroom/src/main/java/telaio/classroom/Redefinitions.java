package telaio.classroom;

import java.util.HashSet;
import java.util.Set;

/// Checks that use something of a locked cell to which a student's cell gives another meaning: they
/// say no more what the teacher wanted to know.
final class Redefinitions {
    private Redefinitions() {}

    /// The checks of a notebook that do.
    static Set<NotebookCell> of(NotebookFile notebook, Lesson lesson) {
        var matching = Matching.of(notebook, lesson);
        var locked = new HashSet<NotebookCell>();
        var checks = new HashSet<NotebookCell>();
        for (var expected : lesson.cells()) {
            var cell = matching.cell(expected);
            if (cell != null && cell.isCode() && expected.graded().isLocked()) {
                (expected.graded().grade() ? checks : locked).add(cell);
            }
        }
        var teachers = new HashSet<String>();
        var changed = new HashSet<String>();
        var doubtful = new HashSet<NotebookCell>();
        for (var cell : notebook.cells()) {
            if (locked.contains(cell)) {
                var names = Declarations.of(cell.source());
                teachers.addAll(names);
                changed.removeAll(names);
            } else if (checks.contains(cell)) {
                // Whichever of the teacher's names it uses may use the changed one itself.
                if (!changed.isEmpty() && Declarations.mentions(cell.source(), teachers)) {
                    doubtful.add(cell);
                }
            } else if (cell.isCode() && !teachers.isEmpty()) {
                Declarations.of(cell.source()).stream()
                        .filter(teachers::contains)
                        .forEach(changed::add);
            }
        }
        return doubtful;
    }
}
