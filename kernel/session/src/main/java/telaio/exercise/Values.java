package telaio.exercise;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Results of solutions, as they stand in a sentence.
final class Values {
    private static final int LONGEST = 120;

    private Values() {}

    /// The value's text, cut where it is long; of an array, its elements.
    static String text(@Nullable Object value) {
        String text;
        try {
            text = plain(value);
        } catch (RuntimeException broken) {
            text = broken.toString();
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String plain(@Nullable Object value) {
        if (value != null && value.getClass().isArray()) {
            var text = Arrays.deepToString(new Object[] {value});
            return text.substring(1, text.length() - 1);
        }
        return value instanceof String text ? "«" + text + "»" : String.valueOf(value);
    }
}
