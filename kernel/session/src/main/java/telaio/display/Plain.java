package telaio.display;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value as text, of bounded length.
final class Plain {
    /// Longest text of a value, in chars.
    static final int LONGEST = 100_000;

    private final StringBuilder out = new StringBuilder();
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private Plain() {}

    /// The text of a value: its `toString()`, for arrays that of their elements. A note stands at
    /// the end of a text that was cut.
    static String of(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return limited(own(value));
        }
        var plain = new Plain();
        plain.array(value);
        return plain.out.length() <= LONGEST
                ? plain.out.toString()
                : cut(plain.out.toString(), LONGEST)
                        + '\n'
                        + Texts.CUT_ARRAY.text(Array.getLength(value));
    }

    /// The text itself, or its beginning and a note.
    static String limited(String text) {
        return text.length() <= LONGEST
                ? text
                : cut(text, LONGEST) + '\n' + Texts.CUT.text(text.length());
    }

    /// At most `length` chars of a text, with `…` for the rest.
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + '…';
    }

    /// What `toString` says; it may say null.
    private static String own(@Nullable Object value) {
        @Nullable String text = value == null ? null : value.toString();
        return text == null ? "null" : text;
    }

    private void array(Object array) {
        if (!open.add(array)) {
            out.append("[...]");
            return;
        }
        out.append('[');
        int length = Array.getLength(array);
        for (int i = 0; i < length && out.length() <= LONGEST; i++) {
            if (i > 0) {
                out.append(", ");
            }
            var element = Array.get(array, i);
            if (element != null && element.getClass().isArray()) {
                array(element);
            } else {
                out.append(own(element));
            }
        }
        out.append(']');
        open.remove(array);
    }
}
