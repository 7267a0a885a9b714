package telaio.classroom;

import java.util.Locale;

/// What is said of exercises that have been scored.
enum ScoreTexts {
    PASSED("passed", "superato"),
    PARTIAL("partly passed", "superato in parte"),
    FAILED("not passed", "non superato"),
    UNTOUCHED("not attempted", "non svolto"),
    NOT_RUN("not reached", "non raggiunto"),
    FORGED("not valid", "non valido"),
    MANUAL("to be graded by hand", "da valutare a mano"),
    STDERR("wrote on stderr: %s", "ha scritto su stderr: %s"),
    TOO_MUCH(
            "the result %s is more than the %s points there are",
            "il risultato %s supera i %s punti che ci sono"),
    TOO_LATE("took too long and was stopped", "ha impiegato troppo ed è stato fermato"),
    REDEFINED(
            "the notebook gives a name that the check uses a meaning of its own",
            "il notebook dà un significato suo a un nome che la verifica usa");

    private final String english;
    private final String italian;

    ScoreTexts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(boolean inItalian, Object... arguments) {
        return String.format(Locale.ROOT, inItalian ? italian : english, arguments);
    }
}
