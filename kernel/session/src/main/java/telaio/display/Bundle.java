package telaio.display;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing in the forms a client can show, by MIME type; it chooses the richest it knows. Shown
/// where it is a cell's last expression, or by [Display#display(Object)]:
/// `Bundle.html("<b>ciao</b>")`.
///
/// Markup is shown as it is: put text of others through [#escape] first. Colours that suit light
/// and dark themes alike are those not set; JupyterLab's are `var(--jp-ui-font-color1, inherit)`
/// and so on.
///
/// @param data texts as they are, pictures in base64. Where `text/plain` is missing it is made of
///   the others when the bundle is shown
public record Bundle(Map<String, String> data) {
    private static final Pattern MIME_TYPE =
            Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:\\s*;\\s*[^;]+)*");

    /// @throws IllegalArgumentException if a key is no MIME type
    public Bundle {
        data.keySet().forEach(Bundle::checkMimeType);
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /// One form.
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    public static Bundle of(String mimeType, String data) {
        return new Bundle(Map.of(mimeType, data));
    }

    /// Plain text.
    public static Bundle text(String text) {
        return of(Showing.PLAIN, text);
    }

    /// A piece of HTML. Scripts in it do not run in notebooks that are not trusted.
    public static Bundle html(String html) {
        return of("text/html", html);
    }

    public static Bundle markdown(String markdown) {
        return of("text/markdown", markdown);
    }

    /// A formula, with or without `$` around it.
    public static Bundle latex(String latex) {
        boolean delimited =
                latex.contains("$") || latex.contains("\\begin") || latex.contains("\\[");
        return of("text/latex", delimited ? latex : "$$" + latex + "$$");
    }

    public static Bundle svg(String svg) {
        return of("image/svg+xml", svg);
    }

    /// JSON, shown as a tree.
    ///
    /// @param value text that is JSON, or a value to be written as such: maps, iterables, arrays,
    ///   records, numbers, booleans, null; anything else becomes its `toString()`
    public static Bundle json(@Nullable Object value) {
        var json = value instanceof CharSequence text ? text.toString() : JsonText.of(value);
        return of("application/json", json).and(Showing.PLAIN, json);
    }

    /// A picture, as PNG.
    public static Bundle image(BufferedImage image) {
        return Pictures.bundle(image);
    }

    /// This and one more form, which replaces an earlier one of its type.
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    public Bundle and(String mimeType, String data) {
        var more = new LinkedHashMap<>(this.data);
        more.put(mimeType, Objects.requireNonNull(data));
        return new Bundle(more);
    }

    /// Text as it stands in HTML, in attributes too.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static void checkMimeType(String mimeType) {
        if (!MIME_TYPE.matcher(mimeType).matches()) {
            throw new IllegalArgumentException(Texts.NO_MIME_TYPE.text(mimeType));
        }
    }
}
