package telaio.classroom;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A run of all cells in a kernel of its own, to see what a notebook is worth.
final class FreshRun {
    /// The longest a cell may run.
    static final Duration CELL = Duration.ofSeconds(60);

    /// The longest a notebook may run.
    static final Duration ALL = Duration.ofMinutes(10);

    private final Set<NotebookCell> ran = new HashSet<>();
    private final Set<NotebookCell> late = new HashSet<>();
    private final Set<NotebookCell> forged = new HashSet<>();

    FreshRun() {}

    /// Runs a notebook, and leaves in it what its cells show.
    ///
    /// @param runner with the time a cell may take
    /// @param limit the longest all may run together
    /// @param after is told of each cell
    void run(
            NotebookFile notebook,
            Lesson lesson,
            NotebookRunner runner,
            Duration limit,
            Consumer<CellRun> after) {
        var matching = Matching.of(notebook, lesson);
        var checks =
                lesson.exercises().stream()
                        .map(matching::cell)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var genuine = new Genuine(checks);
        runner.runAll(
                notebook,
                limit,
                genuine::questions,
                cell -> {
                    ended(cell.cell(), cell.late(), genuine.isForged(cell.cell(), cell.reply()));
                    after.accept(cell);
                    return true;
                });
    }

    /// A cell has run.
    void ended(NotebookCell cell, boolean tooLate, boolean isForged) {
        ran.add(cell);
        if (tooLate) {
            late.add(cell);
        }
        if (isForged) {
            forged.add(cell);
        }
    }

    boolean isForged(NotebookCell cell) {
        return forged.contains(cell);
    }

    /// What the exercises of the notebook that was run are worth.
    List<Score> scores(NotebookFile notebook, Lesson lesson) {
        var doubtful = new HashSet<>(forged);
        doubtful.addAll(Redefinitions.of(notebook, lesson));
        return new Scoring(
                        lesson,
                        Matching.of(notebook, lesson),
                        ran,
                        late,
                        doubtful,
                        Lesson.italian(notebook))
                .scores();
    }
}
