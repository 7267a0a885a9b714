package telaio.display;

import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value in the forms a client can show, by MIME type. Runs where the value lives, as its
/// `toString` is called.
public final class Rendering {
    /// Longest form of a value but its text, in chars: what is longer is left out.
    static final int LONGEST_FORM = 5_000_000;

    private static final String PICTURE = "java.awt.image.BufferedImage";

    private Rendering() {}

    /// Renders `value`: by a renderer registered for its class, else as a [Displayable] or [Bundle]
    /// says, else in the forms known for its class (pictures, throwables, tables), else as text.
    ///
    /// @return `text/plain` always, but for what shows itself and is nothing more to see, as
    ///   [Display] and [Progress]: then empty
    public static Map<String, String> of(@Nullable Object value) {
        if (isSimple(value) && Registry.isEmpty()) {
            return Map.of(Showing.PLAIN, Plain.of(value));
        }
        if (value instanceof Display || value instanceof Progress) {
            return Map.of();
        }
        var bundle = bundle(value);
        return bundle == null
                ? Map.of(Showing.PLAIN, Plain.of(value))
                : finished(bundle.data(), value);
    }

    /// Renders `value` as one type, with a text beside it.
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    static Map<String, String> as(@Nullable Object value, String mimeType) {
        Bundle.checkMimeType(mimeType);
        var data = new LinkedHashMap<String, String>();
        if (value instanceof CharSequence text) {
            data.put(mimeType, text.toString());
        } else if (value instanceof byte[] bytes) {
            data.put(mimeType, Base64.getEncoder().encodeToString(bytes));
            data.putIfAbsent(Showing.PLAIN, Texts.BYTES.text(mimeType, bytes.length));
        } else {
            var forms = of(value);
            var form = forms.get(mimeType);
            if (form != null) {
                data.put(mimeType, form);
            } else if (mimeType.equals("application/json")) {
                data.put(mimeType, JsonText.of(value));
            } else {
                data.put(mimeType, Plain.of(value));
            }
            data.put(Showing.PLAIN, forms.getOrDefault(Showing.PLAIN, ""));
        }
        return finished(data, value);
    }

    /// What cells end with most often: must cost nothing.
    private static boolean isSimple(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Character;
    }

    private static @Nullable Bundle bundle(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        var registered = Registry.render(value);
        if (registered != null) {
            return registered;
        }
        var known = known(value);
        return known == null ? Registry.renderAny(value) : known;
    }

    private static @Nullable Bundle known(Object value) {
        if (value instanceof Bundle bundle) {
            return bundle;
        }
        if (value instanceof Displayable displayable) {
            return displayable.bundle();
        }
        if (value instanceof Throwable thrown) {
            return Traces.bundle(thrown);
        }
        if (value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value instanceof Object[]) {
            return Tables.bundle(value);
        }
        return isPicture(value.getClass())
                ? Pictures.bundle((java.awt.image.BufferedImage) value)
                : null;
    }

    /// By name: the class itself is loaded only where there are pictures.
    private static boolean isPicture(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(PICTURE)) {
                return true;
            }
        }
        return false;
    }

    /// With a text, and without what is too long.
    private static Map<String, String> finished(Map<String, String> data, @Nullable Object value) {
        var finished = new LinkedHashMap<String, String>();
        var text = new StringBuilder(Plain.limited(text(data, value)));
        data.forEach((mimeType, form) -> {
            if (mimeType.equals(Showing.PLAIN)) {
                return;
            }
            if (form.length() <= LONGEST_FORM) {
                finished.put(mimeType, form);
            } else {
                text.append('\n').append(Texts.LEFT_OUT.text(mimeType, form.length()));
            }
        });
        finished.put(Showing.PLAIN, text.toString());
        return finished;
    }

    private static String text(Map<String, String> data, @Nullable Object value) {
        var plain = data.get(Showing.PLAIN);
        if (plain != null) {
            return plain;
        }
        if (!(value instanceof Bundle
                || value instanceof Displayable
                || value instanceof CharSequence)) {
            return Plain.of(value);
        }
        for (var entry : data.entrySet()) {
            var type = entry.getKey();
            if (type.equals("text/html")) {
                return HtmlText.of(entry.getValue());
            }
            if (type.startsWith("text/") || type.equals("application/json")) {
                return entry.getValue();
            }
        }
        return data.keySet().toString();
    }
}
