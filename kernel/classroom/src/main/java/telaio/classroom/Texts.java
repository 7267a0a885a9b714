package telaio.classroom;

import java.util.Locale;

/// What this module says to the user, in the language of `TELAIO_LANG`, or else of the locale.
///
/// @param italian Italian; otherwise English
record Texts(boolean italian) {
    static Texts current() {
        String chosen = System.getenv("TELAIO_LANG");
        String language =
                chosen == null || chosen.isBlank() ? Locale.getDefault().getLanguage() : chosen;
        return new Texts(language.startsWith("it"));
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

    String tooLong(String duration) {
        return italian
                ? "non è finita entro " + duration + " ed è stata fermata"
                : "did not end within " + duration + " and was stopped";
    }
}
