package telaio.install;

import java.util.List;

/// What the doctor has found out about one thing.
///
/// @param mark how good it is
/// @param what the thing
/// @param text what there is to say about it
/// @param mend the command that mends it; empty if nothing is to be mended
record Finding(Mark mark, String what, String text, String mend) {
    /// How good a thing is.
    enum Mark {
        GOOD("ok"),
        /// Something is missing that not everybody needs.
        NOTE("--"),
        /// The kernel cannot work so.
        BAD("!!");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }

    static Finding good(String what, String text) {
        return new Finding(Mark.GOOD, what, text, "");
    }

    static Finding note(String what, String text, String mend) {
        return new Finding(Mark.NOTE, what, text, mend);
    }

    static Finding bad(String what, String text, String mend) {
        return new Finding(Mark.BAD, what, text, mend);
    }

    /// As it is printed: the finding, and below it the command.
    List<String> lines() {
        String first = "%s  %-12s %s".formatted(mark.sign, what, text);
        return mend.isEmpty() ? List.of(first) : List.of(first, " ".repeat(17) + "→ " + mend);
    }
}
