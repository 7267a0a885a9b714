package telaio.display;

import java.util.regex.Pattern;

/// What remains of HTML where only text can be shown.
final class HtmlText {
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "<!--.*?-->|<(style|script|title)\\b.*?</\\1\\s*>",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern BREAK =
            Pattern.compile(
                    "<br\\b[^>]*>|</(?:p|div|tr|li|h[1-6]|table|pre|summary)\\s*>",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CELL = Pattern.compile("</t[dh]\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern EMPTY_LINES = Pattern.compile("(?:[ \\t]*\\n){2,}");

    private HtmlText() {}

    static String of(String html) {
        var text = UNSEEN.matcher(html).replaceAll("");
        text = CELL.matcher(BREAK.matcher(text).replaceAll("\n")).replaceAll("  ");
        text = EMPTY_LINES.matcher(TAG.matcher(text).replaceAll("")).replaceAll("\n");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
    }
}
