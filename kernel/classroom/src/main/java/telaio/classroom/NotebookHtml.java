package telaio.classroom;

import static telaio.display.Bundle.escape;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A notebook as a page that stands alone. Nothing in it runs: outputs in HTML are shown by their
/// text, and browsers are told to load nothing.
final class NotebookHtml {
    /// Longer texts are cut: a page of many megabytes opens in no browser.
    private static final int LONGEST = 100_000;

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]*");

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}
            h1,h2,h3{line-height:1.25}h2{margin-top:2em;border-bottom:1px solid #ccc}a{color:#1a4f8a}
            pre,code{font-family:ui-monospace,monospace;font-size:.875em}pre{line-height:1.45}code{background:#f0f2f4;padding:0 .2em}
            pre{padding:.6em .8em;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4em 0}
            pre.in{background:#f4f6f8;border-left:3px solid #8aa4bf}pre.out{padding:.2em .8em}
            pre.err{padding:.2em .8em;color:#8b0000;background:#fdf3f3}
            table{border-collapse:collapse;margin:1em 0}th,td{border:1px solid #bbb;padding:.3em .7em;text-align:left;vertical-align:top}
            tr:first-child>th{background:#eef2f6;white-space:nowrap}caption{text-align:left;margin:.3em 0}
            .bars th,.bars td{border:0;padding:.1em .7em .1em 0;font-weight:normal;vertical-align:middle}.bars td:nth-child(2){background:#eef2f6;padding:0}.bars td:nth-child(3){padding-left:.7em}
            .bars tr:first-child>th{background:none}.bars svg{display:block}
            .n{text-align:right;white-space:nowrap}.pass{color:#11622b}.part{color:#7a4b00}.fail{color:#8b0000}.none{color:#555}
            .graded{border-left:4px solid #2f5f8f;padding-left:1em;margin:1.2em 0}.score{font-weight:600;margin:.2em 0}
            small{color:#555}img{max-width:100%}blockquote{margin:.5em 1em;color:#444}
            @media print{body{margin:0}pre{white-space:pre-wrap}}
            """;

    private NotebookHtml() {}

    /// A page.
    ///
    /// @param body HTML
    static String page(String title, boolean italian, String body) {
        return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(italian ? "it" : "en", escape(title), STYLE, body);
    }

    /// The cells with what they show, and what those that give points are worth.
    static String cells(NotebookFile notebook, List<Score> scores, boolean italian) {
        var html = new StringBuilder();
        for (var cell : notebook.cells()) {
            var id = GradedCell.idOf(cell);
            if (!id.isEmpty()) {
                html.append("<div class=\"graded\" id=\"").append(escape(id)).append("\">\n");
            }
            scores.stream()
                    .filter(it -> it.exercise().equals(id))
                    .findFirst()
                    .ifPresent(it ->
                            html.append(
                                    "<p class=\"score %s\">%s</p>\n"
                                            .formatted(
                                                    it.verdict().style(),
                                                    escape(it.text(italian)))));
            html.append(cell(cell));
            html.append(id.isEmpty() ? "" : "</div>\n");
        }
        return html.toString();
    }

    private static String cell(NotebookCell cell) {
        var source = cell.source();
        if (!cell.isCode()) {
            return source.length() > LONGEST ? pre("in", source) : Markdown.html(source);
        }
        var html = new StringBuilder(pre("in", source));
        for (JsonElement output : cell.outputs()) {
            if (output instanceof JsonObject json) {
                html.append(output(json));
            }
        }
        return html.toString();
    }

    private static String output(JsonObject output) {
        return switch (Score.text(output.get("output_type"))) {
            case "stream" ->
                    pre(
                            Score.text(output.get("name")).equals("stderr") ? "err" : "out",
                            Score.text(output.get("text")));
            case "error" ->
                    pre(
                            "err",
                            Score.text(output.get("ename"))
                                    + ": "
                                    + Score.text(output.get("evalue")));
            default ->
                    output.get("data") instanceof JsonObject data
                            ? data(data)
                            : pre("out", output.toString());
        };
    }

    private static String data(JsonObject data) {
        var text = Score.text(data.get("text/plain"));
        if (data.has("image/png")) {
            var png = Score.text(data.get("image/png"));
            if (BASE64.matcher(png).matches()) {
                return image("image/png", png.replaceAll("\\s", ""), text);
            }
        }
        if (data.has("image/svg+xml")) {
            var svg = Score.text(data.get("image/svg+xml")).getBytes(StandardCharsets.UTF_8);
            return image("image/svg+xml", Base64.getEncoder().encodeToString(svg), text);
        }
        return pre("out", text.isEmpty() ? String.join(", ", data.keySet()) : text);
    }

    /// An image runs no script of its own.
    private static String image(String type, String base64, String text) {
        return "<p><img alt=\"%s\" src=\"data:%s;base64,%s\"></p>\n"
                .formatted(escape(cut(text)), type, base64);
    }

    private static String pre(String kind, String text) {
        var plain = COLOUR.matcher(cut(text)).replaceAll("");
        return "<pre class=\"%s\">%s</pre>\n".formatted(kind, escape(plain));
    }

    private static String cut(String text) {
        return text.length() > LONGEST
                ? text.substring(0, LONGEST) + String.format(Locale.ROOT, " … (%d)", text.length())
                : text;
    }
}
