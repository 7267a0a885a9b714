package telaio.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells of a lesson, found again in a student's notebook: by `grade_id`; where an editor has
/// lost that, by the cell's id; a locked cell also by its text.
final class Matching {
    private final NotebookFile notebook;
    private final Lesson lesson;
    private final Map<String, List<NotebookCell>> labelled = new HashMap<>();
    private final Map<Expected, NotebookCell> found = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Matching(NotebookFile notebook, Lesson lesson) {
        this.notebook = notebook;
        this.lesson = lesson;
    }

    static Matching of(NotebookFile notebook, Lesson lesson) {
        var matching = new Matching(notebook, lesson);
        for (var cell : notebook.cells()) {
            matching.labelled
                    .computeIfAbsent(GradedCell.idOf(cell), _ -> new ArrayList<>())
                    .add(cell);
        }
        matching.labelled.remove("");
        lesson.cells().forEach(matching::find);
        matching.lookForForeign();
        matching.lookAtOrder();
        return matching;
    }

    /// What is wrong, in the lesson's order.
    List<Finding> findings() {
        return findings;
    }

    /// The cell that counts; null if there is none.
    @Nullable NotebookCell cell(Expected expected) {
        return found.get(expected);
    }

    /// All that have this `grade_id`.
    List<NotebookCell> labelled(String id) {
        return labelled.getOrDefault(id, List.of());
    }

    /// From 1.
    int position(NotebookCell cell) {
        return notebook.cells().indexOf(cell) + 1;
    }

    private void find(Expected expected) {
        var cells = labelled(expected.id());
        // As in nbgrader, of several the last counts: who tries again copies the cell downwards.
        var cell = cells.isEmpty() ? unlabelled(expected) : cells.getLast();
        if (cell == null) {
            findings.add(new Finding(Finding.Kind.MISSING, expected.id(), 0));
            return;
        }
        found.put(expected, cell);
        if (cells.isEmpty()) {
            report(Finding.Kind.UNLABELLED, expected, cell);
        }
        if (cells.size() > 1) {
            report(Finding.Kind.DUPLICATE, expected, cell);
        }
        if (!cell.type().equals(expected.type())) {
            report(Finding.Kind.RETYPED, expected, cell);
        } else if (expected.graded().isLocked() && !isOriginal(expected, cell)) {
            report(Finding.Kind.CHANGED, expected, cell);
        }
    }

    private static boolean isOriginal(Expected expected, NotebookCell cell) {
        var original = expected.original();
        // Students have the version without the hidden tests.
        return original == null
                ? expected.graded().isSealed(cell).orElse(true)
                : Expected.same(expected.stub(), cell.source())
                        || Expected.same(original.source(), cell.source());
    }

    private @Nullable NotebookCell unlabelled(Expected expected) {
        var original = expected.original();
        if (original == null) {
            return null;
        }
        var free = notebook.cells().stream().filter(it -> GradedCell.idOf(it).isEmpty()).toList();
        return free.stream()
                .filter(it -> !it.id().isEmpty() && it.id().equals(original.id()))
                .findFirst()
                .or(() ->
                        free.stream()
                                .filter(it -> !expected.graded().solution())
                                .filter(it -> Expected.same(it.source(), expected.stub()))
                                .findFirst())
                .orElse(null);
    }

    private void report(Finding.Kind kind, Expected expected, NotebookCell cell) {
        findings.add(new Finding(kind, expected.id(), position(cell)));
    }

    private void lookForForeign() {
        var known = lesson.cells().stream().map(Expected::id).collect(Collectors.toSet());
        for (var cell : notebook.cells()) {
            var id = GradedCell.idOf(cell);
            if (!id.isEmpty() && !known.contains(id)) {
                findings.add(new Finding(Finding.Kind.FOREIGN, id, position(cell)));
            }
        }
    }

    private void lookAtOrder() {
        int latest = 0;
        for (var match : found.entrySet()) {
            int position = position(match.getValue());
            if (position < latest) {
                report(Finding.Kind.MOVED, match.getKey(), match.getValue());
            }
            latest = Math.max(latest, position);
        }
    }
}
