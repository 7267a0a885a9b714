package telaio.classroom;

import java.util.Locale;
import telaio.multiprocessing.language.Language;

/// What is said to teachers, and to students about what was done to their notebooks.
enum GradeTexts {
    IS_LINK("is a symbolic link", "è un collegamento simbolico"),
    NO_NOTEBOOK("has no notebook in it", "non contiene notebook"),
    BAD_ZIP("is no archive that can be read: %s", "non è un archivio leggibile: %s"),
    TOO_MANY_FILES("has more than %d files", "contiene più di %d file"),
    UNPACKS_TOO_BIG("unpacks to more than %d MB", "estratto supera i %d MB"),
    BAD_NAME(
            "has a file outside its own folder: %s",
            "contiene un file fuori dalla sua cartella: %s"),
    TWICE("has the file %s twice", "contiene due volte il file %s"),
    BAD_MANIFEST(
            "its manifest does not fit the notebook: it was changed after it was handed in",
            "il manifesto non corrisponde al notebook: è stato cambiato dopo la consegna"),
    NO_LESSON(
            "does not say which lesson it is: give the teacher's notebook with --source",
            "non dice di quale lezione è: indica il notebook dell'insegnante con --source"),
    UNKNOWN_LESSON(
            "is of lesson %s, of which there is no teacher's notebook: give it with --source",
            "è della lezione %s, di cui non c'è il notebook dell'insegnante: indicalo con"
                    + " --source"),
    OTHER_LESSON("is of lesson %s, not %s", "è della lezione %s, non %s"),
    EARLIER("earlier submissions, not counted: %s", "consegne precedenti, non contate: %s"),
    DIED(
            "the notebook ended the process it ran in; the cells from there on were not run",
            "il notebook ha terminato il processo in cui girava; le celle successive non sono state"
                    + " eseguite"),
    TOO_LONG(
            "the notebook took longer than %d s and was stopped",
            "il notebook ha superato i %d s ed è stato fermato"),
    TOO_MUCH_OUTPUT(
            "the notebook showed more than can be kept and was stopped",
            "il notebook ha mostrato più di quanto si possa conservare ed è stato fermato"),
    BROKE("could not be graded: %s", "non si è potuto valutare: %s"),
    OPEN(
            "graded without a sandbox: the programs had all rights of the teacher",
            "valutato senza sandbox: i programmi avevano tutti i diritti dell'insegnante"),
    TITLE("Grades", "Valutazioni"),
    COUNTS("%d graded, %d not graded.", "%d valutati, %d non valutati."),
    STUDENT("student", "studente"),
    REMARKS("remarks", "osservazioni"),
    REPAIRED("put right before grading: %s", "sistemato prima di valutare: %s"),
    PER_EXERCISE("Points of each exercise", "Punti di ogni esercizio"),
    OF_POINTS("%s to %s points", "da %s a %s punti"),
    MEAN("mean %s of %s, submissions: %d", "media %s su %s, consegne: %d"),
    UNREADABLE("Not graded", "Non valutati");

    private final String english;
    private final String italian;

    GradeTexts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(Object... arguments) {
        return in(Language.italian(), arguments);
    }

    String in(boolean inItalian, Object... arguments) {
        return String.format(Locale.ROOT, inItalian ? italian : english, arguments);
    }
}
