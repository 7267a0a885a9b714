package telaio.display;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of [Display] as IJava and JJava have them, for notebooks written for those: what is
/// shown is known by its id, and may be asked for in several types at once.
public final class Dialect {
    private Dialect() {}

    /// Shows a value.
    ///
    /// @return its id, for [#updateDisplay]
    public static String display(@Nullable Object value) {
        return Display.display(value).id();
    }

    /// Shows a value as the given MIME types.
    ///
    /// @return its id
    /// @throws IllegalArgumentException if one of `as` is no MIME type
    public static String display(@Nullable Object value, String... as) {
        return Display.display(render(value, as)).id();
    }

    /// The forms in which [#display(Object)] would show a value.
    public static Bundle render(@Nullable Object value) {
        return Display.render(value);
    }

    /// The forms of a value of the given MIME types.
    ///
    /// @throws IllegalArgumentException if one of `as` is no MIME type
    public static Bundle render(@Nullable Object value, String... as) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (var type : as) {
            forms.putAll(Display.render(value, type).data());
        }
        return as.length == 0 ? Display.render(value) : new Bundle(forms);
    }

    /// Shows another value in the place of what has this id.
    public static void updateDisplay(String id, @Nullable Object value) {
        Display.updateDisplay(id, value);
    }

    /// Shows another value in the place of what has this id, as the given MIME types.
    ///
    /// @throws IllegalArgumentException if one of `as` is no MIME type
    public static void updateDisplay(String id, @Nullable Object value, String... as) {
        Display.updateDisplay(id, render(value, as));
    }

    /// Removes all that the cell has shown so far.
    ///
    /// @param wait not before the next output comes
    public static void clearOutput(boolean wait) {
        Display.clearOutput(wait);
    }

    /// Removes all that the cell has shown so far, at once.
    public static void clearOutput() {
        Display.clearOutput();
    }
}
