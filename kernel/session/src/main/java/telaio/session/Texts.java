package telaio.session;

import telaio.multiprocessing.language.Language;

/// What the session says to the user.
enum Texts {
    NO_INPUT(
            "nobody can be asked for input here: this cell runs without a keyboard",
            "qui non c'è nessuno a cui chiedere: la cella è eseguita senza tastiera");

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
