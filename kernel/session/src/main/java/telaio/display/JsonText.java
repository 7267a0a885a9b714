package telaio.display;

import java.lang.reflect.Array;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values as JSON.
final class JsonText {
    /// Deeper nesting, which may be a circle, is written as text.
    private static final int DEEPEST = 50;

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private JsonText() {}

    static String of(@Nullable Object value) {
        var json = new JsonText();
        json.value(value);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            number(number);
        } else if (depth == DEEPEST) {
            string("…");
        } else {
            depth++;
            if (value instanceof Map<?, ?> map) {
                object(map);
            } else if (value instanceof Record row) {
                object(Rows.components(row));
            } else if (value instanceof Iterable<?> items) {
                array(items);
            } else if (value.getClass().isArray()) {
                array(value);
            } else {
                string(String.valueOf(value));
            }
            depth--;
        }
    }

    /// JSON has no infinity and no `NaN`.
    private void number(Number number) {
        boolean whole = !(number instanceof Double || number instanceof Float);
        if (whole || Double.isFinite(number.doubleValue())) {
            out.append(number);
        } else {
            out.append("null");
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            out.append(separator);
            string(String.valueOf(entry.getKey()));
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(Iterable<?> items) {
        out.append('[');
        var separator = "";
        for (var item : items) {
            out.append(separator);
            value(item);
            separator = ",";
        }
        out.append(']');
    }

    private void array(Object items) {
        out.append('[');
        for (int i = 0; i < Array.getLength(items); i++) {
            out.append(i == 0 ? "" : ",");
            value(Array.get(items, i));
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
