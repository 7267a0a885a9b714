package telaio.jupyter.eval;

import java.util.Locale;
import telaio.multiprocessing.language.Language;

/// What the evaluator says to the user.
enum Texts {
    TOO_DEEP(
            "the cell is too deeply nested for the compiler: split the expression",
            "la cella è troppo annidata per il compilatore: spezzare l'espressione"),
    COMPILER_FAILED("the compiler failed: %s", "il compilatore ha fallito: %s"),
    EXITED(
            "The session ended with exit code %d (System.exit). Variables and definitions are gone;"
                    + " the next cell runs in a new session.",
            "La sessione è terminata con codice di uscita %d (System.exit). Variabili e definizioni"
                    + " sono perse; la prossima cella parte in una sessione nuova."),
    KILLED(
            "The session was killed by %s. Variables and definitions are gone; the next cell runs in"
                    + " a new session.",
            "La sessione è stata uccisa da %s. Variabili e definizioni sono perse; la prossima cella"
                    + " parte in una sessione nuova."),
    RESISTED(
            "The cell could not be stopped, so its session was ended. Variables and definitions are"
                    + " gone; the next cell runs in a new session.",
            "La cella non si è potuta fermare e la sua sessione è stata chiusa. Variabili e"
                    + " definizioni sono perse; la prossima cella parte in una sessione nuova."),
    NOT_STARTED("The session could not be started: %s. %s", "La sessione non è partita: %s. %s"),
    KILLED_PROCESS(
            "Process %s did not stop and was killed.",
            "Il processo %s non si è fermato ed è stato ucciso."),
    LOST(
            "%s has lost its value: its type has a new definition.",
            "%s ha perso il suo valore: il suo tipo ha una nuova definizione."),
    OUTDATED(
            "%s still holds objects of the old definition: make them anew.",
            "%s contiene ancora oggetti della vecchia definizione: vanno creati di nuovo."),
    NOT_DEFINED("%s is not defined", "%s non è definito"),
    ENDED_BY("%s ended by %s", "%s terminato da %s"),
    ENDED_WITH("%s ended with exit code %d", "%s terminato con codice di uscita %d"),
    MORE_FRAMES("… %d more", "… altre %d"),
    NOT_AN_EXPRESSION("not an expression", "non è un'espressione"),
    HIDDEN(
            "%s is here telaio.multiprocessing.%s. For Java's own write: import %s;",
            "%s qui è telaio.multiprocessing.%s. Per quello di Java scrivere: import %s;");

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(Object... arguments) {
        return String.format(Locale.ROOT, Language.in(english, italian), arguments);
    }
}
