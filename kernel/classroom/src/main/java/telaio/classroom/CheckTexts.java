package telaio.classroom;

import java.util.Locale;

/// What is said to students about their notebooks, in the language of the notebook.
enum CheckTexts {
    NO_EXERCISES(
            "has no exercise: no cell whose metadata say nbgrader.grade",
            "non ha esercizi: nessuna cella i cui metadati dicano nbgrader.grade"),
    MISSING("cell «%1$s» is missing", "la cella «%1$s» manca"),
    DUPLICATE(
            "cell «%1$s» is there more than once; only cell %2$d counts",
            "la cella «%1$s» c'è più di una volta; conta solo la cella %2$d"),
    RETYPED(
            "cell %2$d («%1$s») has been given another type",
            "alla cella %2$d («%1$s») è stato cambiato il tipo"),
    CHANGED(
            "cell %2$d («%1$s») is locked and has been changed",
            "la cella %2$d («%1$s») è bloccata ed è stata cambiata"),
    UNLABELLED(
            "cell %2$d has lost the metadata of «%1$s»",
            "la cella %2$d ha perso i metadati di «%1$s»"),
    FOREIGN(
            "cell %2$d says it is «%1$s», which this lesson does not have",
            "la cella %2$d dice di essere «%1$s», che questa lezione non ha"),
    MOVED(
            "cell %2$d («%1$s») comes before cells it should come after",
            "la cella %2$d («%1$s») viene prima di celle che dovrebbe seguire"),
    NOT_RUN("not run yet: cells %1$s", "non ancora eseguite: celle %1$s"),
    OUT_OF_ORDER(
            "cell %2$d was run before a cell that stands above it",
            "la cella %2$d è stata eseguita prima di una cella che le sta sopra"),
    NONE_HERE(
            "no exercise is left in this notebook",
            "in questo notebook non c'è più nessun esercizio"),
    LOST(
            "in your file it has more points: run all cells from the top, in a restarted kernel",
            "nel tuo file ha più punti: riavvia il kernel ed esegui tutte le celle dall'inizio"),
    OF("%s of %s", "%s su %s"),
    SUM(
            "%s of %s points, in a run of all cells from the top",
            "%s punti su %s, eseguendo tutte le celle dall'inizio"),
    EXERCISE("exercise", "esercizio"),
    POINTS("points", "punti"),
    OUTCOME("outcome", "esito"),
    TOTAL("total", "totale"),
    GOOD("Everything is ready.", "È tutto pronto."),
    TO_DO("There is something left to do.", "C'è ancora qualcosa da fare.");

    private final String english;
    private final String italian;

    CheckTexts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(boolean inItalian, Object... arguments) {
        return String.format(Locale.ROOT, inItalian ? italian : english, arguments);
    }
}
