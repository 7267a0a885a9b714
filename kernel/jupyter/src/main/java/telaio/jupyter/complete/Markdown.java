package telaio.jupyter.complete;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Markdown of documentation comments, as much of it as such comments use.
final class Markdown {
    /// `[label][Reference]`, `[Reference]`, `[label](address)`; not in front of a colon.
    private static final Pattern LINK =
            Pattern.compile(
                    "\\[(?<label>[^\\[\\]\n]+)\\](?:\\[(?<reference>[^\\]\n]*)\\]|\\((?<address>[^)\n]*)\\))?");

    private static final Pattern CODE = Pattern.compile("(`+)(?<code>.+?)\\1");

    private static final Pattern BOLD = Pattern.compile("\\*\\*(?<text>[^*\n]+)\\*\\*");

    private static final Pattern ITALIC = Pattern.compile("(?<!\\*)\\*(?<text>[^*\n]+)\\*(?!\\*)");

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+]|\\d+[.)])\\s+(?<text>.*)");

    private Markdown() {}

    static String to(Format format, String text) {
        return switch (format) {
            case HTML -> html(text);
            case MARKDOWN -> links(text);
            case PLAIN -> CODE.matcher(links(text)).replaceAll("${code}");
        };
    }

    /// References to code, which lead nowhere here, as code.
    private static String links(String text) {
        return LINK.matcher(text)
                .replaceAll(link -> {
                    var label = link.group("label");
                    if (link.group("address") != null) {
                        return Matcher.quoteReplacement(link.group());
                    }
                    var shown =
                            link.group("reference") == null
                                    ? "`" + label.replaceFirst("^#", "").replace('#', '.') + "`"
                                    : label;
                    return Matcher.quoteReplacement(shown);
                });
    }

    private static String html(String text) {
        var html = new StringBuilder();
        String open = "";
        for (var line : links(text).split("\n", -1)) {
            var item = ITEM.matcher(line);
            if (line.strip().startsWith("```")) {
                boolean code = open.equals("pre");
                html.append(code ? "</code></pre>\n" : close(open) + "<pre><code>");
                open = code ? "" : "pre";
            } else if (open.equals("pre")) {
                html.append(Format.HTML.text(line)).append('\n');
            } else if (item.matches()) {
                html.append(open.equals("ul") ? "" : close(open) + "<ul>\n");
                html.append("<li>").append(inline(item.group("text"))).append('\n');
                open = "ul";
            } else if (line.isBlank()) {
                html.append(close(open));
                html.append(open.isEmpty() && !html.isEmpty() ? "<p>" : "");
                open = "";
            } else if (line.stripLeading().startsWith("|")) {
                html.append(open.equals("table") ? "" : close(open) + "<pre>");
                html.append(Format.HTML.text(line)).append('\n');
                open = "table";
            } else {
                html.append(inline(line)).append('\n');
            }
        }
        return html.append(close(open)).toString();
    }

    private static String close(String open) {
        return switch (open) {
            case "pre" -> "</code></pre>\n";
            case "ul" -> "</ul>\n";
            case "table" -> "</pre>\n";
            default -> "";
        };
    }

    private static String inline(String text) {
        var escaped = Format.HTML.text(text);
        var code = CODE.matcher(escaped).replaceAll("<code>${code}</code>");
        var bold = BOLD.matcher(code).replaceAll("<b>${text}</b>");
        return ITALIC.matcher(bold).replaceAll("<i>${text}</i>");
    }
}
