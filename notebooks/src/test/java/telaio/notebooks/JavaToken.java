package telaio.notebooks;

/// One word of Java code.
///
/// @param text as written, quotes included
/// @param line line of the cell where it begins, from 1
record JavaToken(Kind kind, String text, int line) {
    /// What a token is. Keywords that are names elsewhere (`record`, `var`, `yield`) are `NAME`.
    enum Kind {
        NAME,
        KEYWORD,
        NUMBER,
        CHARACTER,
        STRING,
        TEXT_BLOCK,
        OPERATOR
    }

    boolean is(String expected) {
        return text.equals(expected);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }
}
