package telaio.session;

import java.util.Locale;

/// What the session says to the user, in Italian or English: `TELAIO_LANG`, else the locale.
enum Texts {
    NO_INPUT(
            "nobody can be asked for input here: this cell runs without a keyboard",
            "qui non c'è nessuno a cui chiedere: la cella è eseguita senza tastiera");

    private static final boolean ITALIAN =
            System.getenv()
                    .getOrDefault("TELAIO_LANG", Locale.getDefault().getLanguage())
                    .startsWith("it");

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    String text() {
        return ITALIAN ? italian : english;
    }
}
