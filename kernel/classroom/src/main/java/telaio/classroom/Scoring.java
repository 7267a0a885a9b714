package telaio.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Scores all exercises of a notebook that has been run.
///
/// @param matching of the notebook's cells with the lesson's
/// @param ran the checks that came to their end, or to an error
/// @param late those that were stopped as they took too long
/// @param forged those that did not run as the teacher wrote them
record Scoring(
        Lesson lesson,
        Matching matching,
        Set<NotebookCell> ran,
        Set<NotebookCell> late,
        Set<NotebookCell> forged,
        boolean italian) {

    /// In the lesson's order; an exercise whose check is missing has no points.
    List<Score> scores() {
        var scores = new ArrayList<Score>();
        for (var exercise : lesson.exercises()) {
            scores.add(score(exercise));
        }
        return scores;
    }

    private Score score(Expected exercise) {
        var cell = matching.cell(exercise);
        var nothing = new Score(exercise.id(), 0, exercise.graded().points(), Verdict.NOT_RUN, "");
        if (cell == null) {
            return nothing.nothing(
                    Verdict.NOT_RUN, CheckTexts.MISSING.text(italian, exercise.id()));
        }
        if (exercise.graded().task()) {
            return nothing.nothing(Verdict.MANUAL, "");
        }
        if (exercise.graded().solution() || !exercise.type().equals("code")) {
            return exercise.isUntouched(cell)
                    ? nothing.nothing(Verdict.UNTOUCHED, "")
                    : nothing.nothing(Verdict.MANUAL, "");
        }
        if (late.contains(cell)) {
            return nothing.nothing(Verdict.FAILED, ScoreTexts.TOO_LATE.text(italian));
        }
        if (!ran.contains(cell)) {
            return nothing;
        }
        if (forged.contains(cell)) {
            return nothing.nothing(Verdict.FORGED, ScoreTexts.REDEFINED.text(italian));
        }
        var score = Score.of(exercise, cell, italian);
        return score.points() == 0 && isUntouched(exercise)
                ? score.nothing(Verdict.UNTOUCHED, "")
                : score;
    }

    /// Whether the student has written nothing for it.
    private boolean isUntouched(Expected exercise) {
        return lesson.answerTo(exercise)
                .filter(answer -> {
                    var cell = matching.cell(answer);
                    return cell == null || answer.isUntouched(cell);
                })
                .isPresent();
    }
}
