package telaio.display;

import java.util.Locale;
import telaio.multiprocessing.language.Language;

/// What displays say to the user, in Italian or English: `TELAIO_LANG`, else the locale.
enum Texts {
    CUT("[cut: %,d characters in all]", "[tagliato: %,d caratteri in tutto]"),
    CUT_ARRAY("[cut: an array of %,d elements]", "[tagliato: un array di %,d elementi]"),
    LEFT_OUT("[%s left out: %,d characters]", "[%s omesso: %,d caratteri]"),
    ROWS("%,d of %,d rows", "%,d di %,d righe"),
    COLUMNS("%,d of %,d columns", "%,d di %,d colonne"),
    PICTURE("[picture: %d × %d pixels]", "[immagine: %d × %d pixel]"),
    BYTES("[%s: %,d bytes]", "[%s: %,d byte]"),
    NO_MIME_TYPE(
            "\"%s\" is not a MIME type: it looks like text/html",
            "«%s» non è un tipo MIME: ha la forma text/html"),
    TIMELINE("What each process did, and when", "Che cosa ha fatto ogni processo, e quando"),
    RUNS("runs", "lavora"),
    WAITS("waits", "aspetta"),
    HOLDS("has a lock", "ha un lock"),
    LINE("%s, line %d", "%s, riga %d"),
    NEGATIVE_STEP("a step must not be negative, was %d", "un passo non può essere negativo: %d"),
    NEGATIVE_TOTAL("a total must not be negative, was %d", "un totale non può essere negativo: %d");

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text(Object... arguments) {
        return Language.italian()
                ? String.format(Locale.ITALIAN, italian, arguments)
                : String.format(Locale.ROOT, english, arguments);
    }
}
