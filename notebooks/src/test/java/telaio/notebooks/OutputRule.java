package telaio.notebooks;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the outputs of a cell may differ from one run to the next: a cell's metadata
/// `telaio.output`.
enum OutputRule {
    /// The same text.
    EXACT,
    /// The same whole lines, in any order.
    ANY_ORDER,
    /// The same text but for its numbers.
    PATTERN,
    /// Nothing is promised but that the cell does not fail.
    VARIES;

    private static final String NUMBER = "[-−]?\\d+(?:[.,]\\d+)*";

    /// The rule written `any-order` in a notebook.
    ///
    /// @throws IllegalArgumentException if there is no such rule
    static OutputRule named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Whether a run that printed `fresh` is as good as the one that printed `saved`.
    boolean accepts(List<JsonObject> saved, List<JsonObject> fresh) {
        String expected = OutputText.of(saved);
        String actual = OutputText.of(fresh);
        return switch (this) {
            case EXACT -> expected.equals(actual);
            case ANY_ORDER -> sortedLines(expected).equals(sortedLines(actual));
            case PATTERN -> withoutNumbers(expected).equals(withoutNumbers(actual));
            case VARIES -> !OutputText.hasError(fresh);
        };
    }

    private static List<String> sortedLines(String text) {
        String[] lines = text.split("(?<=\n)");
        Arrays.sort(lines);
        return List.of(lines);
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll(NUMBER, "#");
    }
}
