package telaio.classroom;

import java.util.Locale;

/// What the classroom's magics say.
enum MagicTexts {
    HELP_CHECK(
            "%%check [NOTEBOOK]\n"
                    + "Looks whether this notebook can be handed in: runs all its cells in a fresh"
                    + " kernel and says how each exercise is.\n"
                    + "The notebook must be saved.",
            "%%check [NOTEBOOK]\n"
                    + "Guarda se questo notebook si può consegnare: esegue tutte le celle in un kernel"
                    + " nuovo e dice come va ogni esercizio.\n"
                    + "Il notebook dev'essere salvato."),
    HELP_HAND_IN(
            "%%hand-in [NOTEBOOK] [--to FOLDER]\n"
                    + "Hands this notebook in: runs it in a fresh kernel, shows what would be graded,"
                    + " and writes it into the folder for your teacher.\n"
                    + "The notebook must be saved. The first time it asks who you are.",
            "%%hand-in [NOTEBOOK] [--to CARTELLA]\n"
                    + "Consegna questo notebook: lo esegue in un kernel nuovo, mostra che cosa sarebbe"
                    + " valutato e lo scrive nella cartella per l'insegnante.\n"
                    + "Il notebook dev'essere salvato. La prima volta chiede chi sei."),
    SKIPPED(
            "(nothing to do: the notebook is being run as a whole)",
            "(niente da fare: il notebook viene eseguito tutto insieme)"),
    RUNNING("Running %s in a fresh kernel …", "Eseguo %s in un kernel nuovo …"),
    NO_FILE("%s is not a file", "%s non è un file"),
    WHICH(
            "Jupyter does not say which notebook this is: give its file, e.g. %%%s lesson.ipynb",
            "Jupyter non dice quale notebook è questo: scrivine il file, per esempio %%%s"
                    + " lezione.ipynb"),
    SAVE_FIRST(
            "the saved notebook is older than this one: save it, then run this cell again",
            "il notebook salvato è più vecchio di questo: salvalo, poi esegui di nuovo questa"
                    + " cella"),
    SURNAME("Your surname:", "Il tuo cognome:"),
    NAME("Your name:", "Il tuo nome:"),
    ID("Your student id:", "La tua matricola:"),
    NOT_SAID(
            "without surname, name and id it cannot be handed in",
            "senza cognome, nome e matricola non si può consegnare"),
    HANDED_IN("Handed in: %s", "Consegnato: %s"),
    UNFINISHED(
            "Handed in with exercises that are not passed. You can hand in again.",
            "Consegnato con esercizi non superati. Puoi consegnare di nuovo."),
    USAGE("write: %s", "scrivi: %s");

    private final String english;
    private final String italian;

    MagicTexts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(boolean inItalian, Object... arguments) {
        return String.format(Locale.ROOT, inItalian ? italian : english, arguments);
    }
}
