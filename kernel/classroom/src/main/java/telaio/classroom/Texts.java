package telaio.classroom;

import java.nio.file.Path;
import telaio.multiprocessing.language.Language;

/// What this module says to the user.
///
/// @param italian Italian; otherwise English
record Texts(boolean italian) {
    static Texts current() {
        return new Texts(Language.italian());
    }

    String notJson(String reason) {
        return italian ? "non è JSON valido: " + reason : "is not valid JSON: " + reason;
    }

    String notANotebook(String place) {
        return italian
                ? "non è un notebook: " + place + " manca o non è come dev'essere"
                : "is not a notebook: " + place + " is missing or not as it should be";
    }

    String notUtf8() {
        return italian ? "non è testo UTF-8" : "is not UTF-8 text";
    }

    String wrongVersion(int major) {
        return italian
                ? "è un notebook di versione " + major + ", serve la 4: aprilo e salvalo in Jupyter"
                : "is a notebook of version " + major + ", not 4: open and save it in Jupyter";
    }

    String tooBig(int megabytes) {
        return italian
                ? "supera i %d MB: cancella gli output delle celle e salva".formatted(megabytes)
                : "is larger than %d MB: clear the outputs of its cells and save it"
                        .formatted(megabytes);
    }

    String tooManyCells(int cells) {
        return italian
                ? "ha più di %d celle".formatted(cells)
                : "has more than %d cells".formatted(cells);
    }

    String tooLong(String duration) {
        return italian
                ? "non è finita entro " + duration + " ed è stata fermata"
                : "did not end within " + duration + " and was stopped";
    }

    String inCell(int position, String id, String problem) {
        var cell = id.isEmpty() ? "" + position : position + " (" + id + ")";
        return (italian ? "cella " : "cell ") + cell + ": " + problem;
    }

    String nested(int line, String begin, int open) {
        return italian
                ? "riga %d: %s dentro quello di riga %d".formatted(line, begin, open)
                : "line %d: %s inside that of line %d".formatted(line, begin, open);
    }

    String missing(int line, String mark, String other) {
        return italian
                ? "riga %d: %s senza %s".formatted(line, mark, other)
                : "line %d: %s without %s".formatted(line, mark, other);
    }

    String misplaced(String mark, String field) {
        return italian
                ? "contiene %s, ma nei suoi metadati nbgrader.%s non è true".formatted(mark, field)
                : "has %s, but nbgrader.%s in its metadata is not true".formatted(mark, field);
    }

    String noMarks(String mark) {
        return italian
                ? "è una cella da completare, ma manca " + mark
                : "is a cell to complete, but has no " + mark;
    }

    String badMetadata(String field) {
        return italian
                ? "nei metadati %s manca o non è come dev'essere".formatted(field)
                : "%s is missing in its metadata or not as it should be".formatted(field);
    }

    String usedTwice(String gradeId) {
        return italian
                ? "il grade_id «" + gradeId + "» è già di un'altra cella"
                : "the grade_id «" + gradeId + "» is already another cell's";
    }

    String noFolder(Path folder) {
        return folder + (italian ? " non è una cartella" : " is not a folder");
    }

    String noNotebooks(Path folder) {
        return folder + (italian ? ": nessun notebook" : ": there is no notebook");
    }

    String targetInSource(Path target, Path source) {
        return italian
                ? "%s sta in %s, dove sono le soluzioni: scegli un'altra cartella"
                        .formatted(target, source)
                : "%s is in %s, where the solutions are: choose another folder"
                        .formatted(target, source);
    }

    String cut() {
        return italian
                ? "[il resto non è conservato: è troppo]"
                : "[the rest is not kept: it is too much]";
    }
}
