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
        return !(this == VARIES && OutputText.hasError(fresh))
                && accepts(OutputText.of(saved), OutputText.of(fresh));
    }

    /// Whether a run that printed the text `fresh` is as good as the one that printed `saved`.
    boolean accepts(String saved, String fresh) {
        return switch (this) {
            case EXACT -> saved.equals(fresh);
            case ANY_ORDER -> sortedLines(saved).equals(sortedLines(fresh));
            case PATTERN -> withoutNumbers(saved).equals(withoutNumbers(fresh));
            case VARIES -> true;
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
