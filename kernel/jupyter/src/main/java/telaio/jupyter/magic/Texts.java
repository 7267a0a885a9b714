package telaio.jupyter.magic;

import java.util.Locale;
import telaio.multiprocessing.language.Language;

/// What magics say to the user, in Italian or English: `TELAIO_LANG`, else the locale.
public enum Texts {
    UNKNOWN(
            "there is no magic %%%s; %%lsmagic lists those there are",
            "non c'è la magia %%%s; %%lsmagic elenca quelle che ci sono"),
    UNKNOWN_NEAR(
            "there is no magic %%%s; did you mean %s? %%lsmagic lists all",
            "non c'è la magia %%%s; forse %s? %%lsmagic le elenca tutte"),
    CELL_ONLY(
            "%%%1$s works on the rest of a cell only: write %%%%%1$s on the cell's first line",
            "%%%1$s vale solo per il resto di una cella: scrivere %%%%%1$s sulla prima riga"),
    LINE_ONLY(
            "%%%%%1$s works on its own line only: write %%%1$s",
            "%%%%%1$s vale solo per la propria riga: scrivere %%%1$s"),
    LINE("line %d", "riga %d"),
    TOO_DEEP(
            "files that load one another without end",
            "file che si caricano l'un l'altro senza fine"),
    WRITE("write: %s", "scrivere: %s"),
    NAMES("Names: %s", "Nomi: %s"),
    NO_FILE("no such file: %s (looked for in %s)", "nessun file del genere: %s (cercato in %s)"),
    UNREADABLE("%s cannot be read: %s", "%s non si può leggere: %s"),
    ADDED("On the class path now: %s", "Ora sul class path: %s"),
    NOTHING_ADDED("Already on the class path.", "Già sul class path."),
    TIME(
            "wall time %s, processor time of the session %s",
            "tempo trascorso %s, tempo di processore della sessione %s"),
    EXIT_CODE(
            "the script ended with exit code %s", "lo script è terminato con codice di uscita %s"),
    NO_VARIABLE("no environment variable %s", "nessuna variabile d'ambiente %s"),
    ENV_SET(
            "%s is set for scripts (%%%%sh) and for processes started from now on. System.getenv of this session knows it after %%reset.",
            "%s vale per gli script (%%%%sh) e per i processi avviati da ora in poi. System.getenv di questa sessione la conosce dopo %%reset."),
    NO_VARIABLES("No variables.", "Nessuna variabile."),
    RESET(
            "A new session has begun: variables, definitions and processes of the old one are gone.",
            "È cominciata una nuova sessione: variabili, definizioni e processi della precedente non ci sono più."),
    PREVIEW_ON(
            "Preview features are on, in a new session and its processes: variables and definitions of the old session are gone.",
            "Le funzionalità in anteprima sono attive, in una nuova sessione e nei suoi processi: variabili e definizioni della precedente non ci sono più."),
    PREVIEW_OFF(
            "Preview features are off, in a new session and its processes: variables and definitions of the old session are gone.",
            "Le funzionalità in anteprima sono disattivate, in una nuova sessione e nei suoi processi: variabili e definizioni della precedente non ci sono più."),
    PREVIEW_IS_ON(
            "Preview features are on already.", "Le funzionalità in anteprima sono già attive."),
    PREVIEW_IS_OFF(
            "Preview features are off already.",
            "Le funzionalità in anteprima sono già disattivate."),
    NO_RESOLVER(
            "this installation cannot resolve Maven's artifacts: %s",
            "questa installazione non sa risolvere gli artefatti di Maven: %s"),
    NO_XML("not a fragment of a pom.xml: %s", "non è un frammento di pom.xml: %s"),
    HELP_MAVEN(
            "%%maven group:artifact:version …\nPuts artifacts of Maven's repositories, and all they need, on the class path of cells and processes.\nAlso group:artifact:type:classifier:version. Mirrors and proxies are those of ~/.m2/settings.xml.",
            "%%maven gruppo:artefatto:versione …\nMette artefatti dei repository di Maven, e tutto ciò che serve loro, sul class path di celle e processi.\nAnche gruppo:artefatto:tipo:classificatore:versione. Mirror e proxy sono quelli di ~/.m2/settings.xml."),
    HELP_REPOSITORY(
            "%%mavenRepo id url\nNames one more repository for %%maven and %%loadFromPOM.",
            "%%mavenRepo id url\nNomina un altro repository per %%maven e %%loadFromPOM."),
    HELP_POM(
            "%%loadFromPOM pom.xml [scope …], %%%%loadFromPOM [scope …] above pieces of a pom.xml\nPuts the dependencies of a project on the class path; scopes compile, runtime, system and import unless said otherwise.",
            "%%loadFromPOM pom.xml [scope …], %%%%loadFromPOM [scope …] sopra pezzi di un pom.xml\nMette le dipendenze di un progetto sul class path; scope compile, runtime, system e import se non si dice altro."),
    HELP_JARS(
            "%%jars file-or-pattern …\nPuts jars on the class path of cells and processes: lib/*.jar, or a folder for all jars in it.",
            "%%jars file-o-modello …\nMette jar sul class path di celle e processi: lib/*.jar, o una cartella per tutti i jar che contiene."),
    HELP_CLASSPATH(
            "%%classpath [file-or-pattern …]\nPuts jars and folders of classes on the class path of cells and processes; alone, it lists the class path.",
            "%%classpath [file-o-modello …]\nMette jar e cartelle di classi sul class path di celle e processi; da sola, elenca il class path."),
    HELP_LOAD(
            "%%load file …\nRuns a file (.java, .jshell, or the code cells of an .ipynb) as if it stood here.",
            "%%load file …\nEsegue un file (.java, .jshell, o le celle di codice di un .ipynb) come se stesse qui."),
    HELP_TIME(
            "%%time statement, %%%%time above the rest of a cell\nSays how long code takes: time on the clock without compiling, and processor time of the session.",
            "%%time istruzione, %%%%time sopra il resto di una cella\nDice quanto dura il codice: tempo d'orologio senza compilazione, e tempo di processore della sessione."),
    HELP_SH(
            "%%sh command, %%%%sh above a script\nRuns the system's shell; it has no input, and an exit code other than 0 is an error.",
            "%%sh comando, %%%%sh sopra uno script\nEsegue la shell del sistema; non ha input, e un codice di uscita diverso da 0 è un errore."),
    HELP_ENV(
            "%%env [NAME[=value]]\nLists, shows or sets environment variables, for scripts and for processes started from then on.",
            "%%env [NOME[=valore]]\nElenca, mostra o imposta variabili d'ambiente, per gli script e per i processi avviati da allora in poi."),
    HELP_WHO(
            "%%who, %%whos\nLists the notebook's variables with their types; %%whos also with their values.",
            "%%who, %%whos\nElenca le variabili del notebook con il loro tipo; %%whos anche con il valore."),
    HELP_RESET(
            "%%reset\nBegins a new session, in which nothing is declared; the class path stays.",
            "%%reset\nComincia una nuova sessione, in cui nulla è dichiarato; il class path resta."),
    HELP_PREVIEW(
            "%%preview on|off\nTurns the JDK's preview features (e.g. StructuredTaskScope) on or off, in a new session.\nTELAIO_PREVIEW=1 in the kernel's environment turns them on from the start.",
            "%%preview on|off\nAttiva o disattiva le funzionalità in anteprima del JDK (p. es. StructuredTaskScope), in una nuova sessione.\nTELAIO_PREVIEW=1 nell'ambiente del kernel le attiva dall'inizio."),
    HELP_HELP(
            "%%help [name …], %%lsmagic\nSays what magics there are, or how one is used.",
            "%%help [nome …], %%lsmagic\nDice quali magie ci sono, o come se ne usa una."),
    NOT_FOUND(
            "%1$s cannot be had: %2$s. Looked for in %3$s. Check the spelling and the version, name another repository with %%mavenRepo id url, or without a network put the jar beside the notebook and write %%jars file.jar",
            "%1$s non si trova: %2$s. Cercato in %3$s. Controllare nome e versione, nominare un altro repository con %%mavenRepo id url, oppure senza rete mettere il jar accanto al notebook e scrivere %%jars file.jar"),
    BAD_COORDINATES("not group:artifact:version: %s", "non è gruppo:artefatto:versione: %s"),
    BAD_POM("%s cannot be read as a project: %s", "%s non si può leggere come progetto: %s"),
    FETCHED("fetched %s (%d KB)", "scaricato %s (%d KB)");

    private static final boolean ITALIAN = Language.italian();

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    /// The sentence with its gaps filled.
    public String text(Object... arguments) {
        return String.format(Locale.ROOT, ITALIAN ? italian : english, arguments);
    }
}
