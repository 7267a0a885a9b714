package telaio.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What there is to say to students about a notebook before they hand it in.
///
/// @param lesson its name; may be empty
/// @param findings what is wrong with its cells
/// @param scores of a fresh run, one for each exercise; may be none
/// @param lost exercises that had points in the file, and had fewer in the fresh run
/// @param italian whether the notebook is in Italian
public record CheckReport(
        String lesson,
        List<Finding> findings,
        List<Score> scores,
        Set<String> lost,
        boolean italian) {
    /// A cell that asks for this report, or for one like it.
    private static final Pattern ASKING = Pattern.compile("(?m)^\\s*%(check|hand-in)\\b");

    /// Looks at a saved notebook and runs a copy of it.
    ///
    /// @throws UnreadableNotebook if it is no notebook, or larger than one that is graded
    /// @throws IOException if it cannot be read at all
    public static CheckReport of(Path file, NotebookRunner runner) throws IOException {
        var notebook = NotebookFile.readToGrade(file);
        return of(notebook, notebook.copy(), runner);
    }

    /// Looks at a notebook and runs a copy of it.
    ///
    /// @param copy is executed then
    static CheckReport of(NotebookFile notebook, NotebookFile copy, NotebookRunner runner) {
        var lesson = Lesson.toldBy(notebook);
        var matching = Matching.of(notebook, lesson);
        var findings = new ArrayList<>(matching.findings());
        findings.addAll(order(notebook));
        var run = new FreshRun();
        run.run(copy, lesson, runner, FreshRun.ALL, _ -> {});
        var scores = run.scores(copy, lesson);
        var lost =
                scores.stream()
                        .filter(score -> before(score, notebook, lesson, matching) > score.points())
                        .map(Score::exercise)
                        .collect(Collectors.toSet());
        return new CheckReport(
                lesson.name(),
                List.copyOf(findings),
                scores,
                Set.copyOf(lost),
                Lesson.italian(notebook));
    }

    /// The points that an exercise has by the outputs in the student's file.
    private static double before(
            Score score, NotebookFile notebook, Lesson lesson, Matching matching) {
        return lesson.exercises().stream()
                .filter(it -> it.id().equals(score.exercise()) && !it.graded().solution())
                .filter(it -> {
                    var cell = matching.cell(it);
                    return cell != null && cell.executionCount() != null;
                })
                .map(it -> {
                    var cell = matching.cell(it);
                    return cell == null ? 0 : Score.of(it, cell, Lesson.italian(notebook)).points();
                })
                .findFirst()
                .orElse(0.0);
    }

    /// Whether the cells were run, and from the top.
    static List<Finding> order(NotebookFile notebook) {
        var findings = new ArrayList<Finding>();
        var notRun = new ArrayList<String>();
        int latest = 0;
        for (int i = 0; i < notebook.cells().size(); i++) {
            var cell = notebook.cells().get(i);
            if (!cell.isCode() || cell.source().isBlank() || ASKING.matcher(cell.source()).find()) {
                continue;
            }
            var count = cell.executionCount();
            if (count == null) {
                notRun.add("" + (i + 1));
            } else if (count < latest) {
                findings.add(new Finding(Finding.Kind.OUT_OF_ORDER, "", i + 1));
            } else {
                latest = count;
            }
        }
        if (!notRun.isEmpty()) {
            findings.add(new Finding(Finding.Kind.NOT_RUN, String.join(", ", notRun), 0));
        }
        return findings;
    }

    /// Whether nothing is left to do.
    public boolean isGood() {
        return !scores.isEmpty() && findings.isEmpty() && scores.stream().allMatch(Score::isGood);
    }

    /// For the student: a line for each exercise and for each thing that is wrong, and a sum.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        if (!lesson.isEmpty()) {
            lines.add(lesson);
        }
        if (scores.isEmpty()) {
            lines.add("  ✗ " + CheckTexts.NONE_HERE.text(italian));
        }
        for (var score : scores) {
            lines.add("  " + score.text(italian));
            if (lost.contains(score.exercise())) {
                lines.add("    " + CheckTexts.LOST.text(italian));
            }
        }
        findings.forEach(it -> lines.add("  ✗ " + it.text(italian)));
        lines.add(
                CheckTexts.SUM.text(
                        italian,
                        Score.number(scores.stream().mapToDouble(Score::points).sum()),
                        Score.number(scores.stream().mapToDouble(Score::most).sum())));
        lines.add((isGood() ? CheckTexts.GOOD : CheckTexts.TO_DO).text(italian));
        return lines;
    }
}
