package telaio.classroom;

import java.util.Locale;

/// How it went with an exercise.
public enum Verdict {
    /// All points.
    PASSED(ScoreTexts.PASSED),
    /// A part of the points.
    PARTIAL(ScoreTexts.PARTIAL),
    /// No points.
    FAILED(ScoreTexts.FAILED),
    /// No points, and nothing was written.
    UNTOUCHED(ScoreTexts.UNTOUCHED),
    /// No points: what came before took all the time, or ended everything.
    NOT_RUN(ScoreTexts.NOT_RUN),
    /// No points: the check did not run as the teacher wrote it.
    FORGED(ScoreTexts.FORGED),
    /// To be graded by somebody.
    MANUAL(ScoreTexts.MANUAL);

    private final ScoreTexts text;

    Verdict(ScoreTexts text) {
        this.text = text;
    }

    String text(boolean italian) {
        return text.text(italian);
    }

    /// Before its text, for people.
    String sign() {
        return switch (this) {
            case PASSED -> "✓";
            case MANUAL -> "·";
            case PARTIAL, FAILED, UNTOUCHED, NOT_RUN, FORGED -> "✗";
        };
    }

    /// The class in pages.
    String style() {
        return switch (this) {
            case PASSED -> "pass";
            case PARTIAL -> "part";
            case MANUAL, UNTOUCHED -> "none";
            case FAILED, NOT_RUN, FORGED -> "fail";
        };
    }

    /// In files for programs.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What [#word] has named.
    static Verdict named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
