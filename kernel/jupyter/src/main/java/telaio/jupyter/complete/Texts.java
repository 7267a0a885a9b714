package telaio.jupyter.complete;

import telaio.multiprocessing.language.Language;

/// What inspection says to the user.
enum Texts {
    PARAMETERS("Parameters", "Parametri"),
    RETURNS("Returns", "Restituisce"),
    THROWS("Throws", "Eccezioni"),
    DEPRECATED("Deprecated", "Deprecato"),
    SINCE("Since", "Da"),
    NO_SOURCES(
            "No documentation: this JDK came without its sources (lib/src.zip).",
            "Nessuna documentazione: questo JDK è senza i suoi sorgenti (lib/src.zip)."),
    NO_VALUE("the value cannot be read now", "il valore ora non si può leggere");

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text() {
        return Language.in(english, italian);
    }
}
