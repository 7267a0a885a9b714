package telaio.classroom;

import static telaio.display.Bundle.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text cells as HTML: what lessons and students use of Markdown. HTML in the text is shown as
/// text: who reads the page must not run what a student wrote. Takes no long time for any text.
final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d+[.)])\\s+(.*)");
    private static final Pattern TABLE =
            Pattern.compile("\\s*\\|?(\\s*:?-+:?\\s*\\|)+(\\s*:?-+:?\\s*)?");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\[\\]]*+)]\\((https?://[^\\s)\"]++)\\)");
    private static final Pattern STRONG = Pattern.compile("\\*\\*(\\S.{0,500}?)\\*\\*");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![\\w*])[*_](\\S.{0,500}?)[*_](?![\\w*])");

    /// Characters of a line that can part the head of a table from its rows.
    private static final int TABLE_LINE = 1000;

    /// Quotes in quotes.
    private static final int DEEPEST = 5;

    private final int depth;
    private final List<String> lines;
    private final StringBuilder html = new StringBuilder();
    private int at;

    private Markdown(String text, int depth) {
        this.depth = depth;
        lines = text.replace("\r\n", "\n").lines().toList();
    }

    static String html(String text) {
        return new Markdown(text, 0).blocks();
    }

    private String blocks() {
        while (at < lines.size()) {
            var line = lines.get(at);
            var heading = HEADING.matcher(line);
            if (line.isBlank()) {
                at++;
            } else if (line.stripLeading().startsWith("```")) {
                code(line.strip());
            } else if (heading.matches()) {
                int level = heading.group(1).length();
                tag("h" + level, inline(heading.group(2)));
                at++;
            } else if (isRule(line)) {
                html.append("<hr>\n");
                at++;
            } else if (ITEM.matcher(line).matches()) {
                list();
            } else if (isQuote(line)) {
                quote();
            } else if (at + 1 < lines.size() && isTableRule(lines.get(at + 1))) {
                table();
            } else {
                paragraph();
            }
        }
        return html.toString();
    }

    private static boolean isRule(String line) {
        var marks = line.chars().filter(it -> !Character.isWhitespace(it)).distinct().toArray();
        return marks.length == 1
                && "-*_".indexOf(marks[0]) >= 0
                && line.chars().filter(it -> it == marks[0]).count() > 2;
    }

    private boolean isQuote(String line) {
        return line.startsWith(">") && depth < DEEPEST;
    }

    private static boolean isTableRule(String line) {
        return line.length() <= TABLE_LINE && TABLE.matcher(line).matches();
    }

    private void code(String fence) {
        var mark = fence.substring(0, fence.length() - fence.replaceFirst("^`+", "").length());
        var text = new StringBuilder();
        for (at++; at < lines.size() && !lines.get(at).strip().equals(mark); at++) {
            text.append(lines.get(at)).append('\n');
        }
        at++;
        html.append("<pre>").append(escape(text.toString())).append("</pre>\n");
    }

    private void list() {
        boolean numbered = Character.isDigit(lines.get(at).strip().charAt(0));
        html.append(numbered ? "<ol>\n" : "<ul>\n");
        while (at < lines.size() && !lines.get(at).isBlank()) {
            var item = ITEM.matcher(lines.get(at));
            var text = new StringBuilder(item.matches() ? item.group(3) : lines.get(at).strip());
            at++;
            while (at < lines.size()
                    && !lines.get(at).isBlank()
                    && !ITEM.matcher(lines.get(at)).matches()) {
                text.append('\n').append(lines.get(at).strip());
                at++;
            }
            tag("li", inline(text.toString()));
        }
        html.append(numbered ? "</ol>\n" : "</ul>\n");
    }

    private void quote() {
        var inner = new StringBuilder();
        for (; at < lines.size() && isQuote(lines.get(at)); at++) {
            inner.append(lines.get(at).substring(1).stripLeading()).append('\n');
        }
        html.append("<blockquote>")
                .append(new Markdown(inner.toString(), depth + 1).blocks())
                .append("</blockquote>\n");
    }

    private void table() {
        html.append("<table>\n");
        row("th", lines.get(at));
        for (at += 2; at < lines.size() && lines.get(at).contains("|"); at++) {
            row("td", lines.get(at));
        }
        html.append("</table>\n");
    }

    private void row(String cell, String line) {
        html.append("<tr>");
        for (var text : cells(line.strip())) {
            tag(cell, inline(text.strip()));
        }
        html.append("</tr>\n");
    }

    /// A bar within code, or after a backslash, does not part cells.
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean code = false;
        for (int i = line.startsWith("|") ? 1 : 0; i < line.length(); i++) {
            char c = line.charAt(i);
            code ^= c == '`';
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|' && !code) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.isEmpty()) {
            cells.add(cell.toString());
        }
        return cells;
    }

    private void paragraph() {
        var text = new StringBuilder();
        do {
            text.append(text.isEmpty() ? "" : "\n").append(lines.get(at));
            at++;
        } while (at < lines.size() && !beginsAnew(lines.get(at)));
        tag("p", inline(text.toString()));
    }

    private boolean beginsAnew(String line) {
        return line.isBlank()
                || line.stripLeading().startsWith("```")
                || isQuote(line)
                || HEADING.matcher(line).matches()
                || ITEM.matcher(line).matches();
    }

    private void tag(String name, String inner) {
        html.append('<').append(name).append('>').append(inner);
        html.append("</").append(name).append(">\n");
    }

    private static String inline(String text) {
        var html = new StringBuilder();
        var code = CODE.matcher(text);
        int end = 0;
        while (code.find()) {
            html.append(words(text.substring(end, code.start())));
            html.append("<code>").append(escape(code.group(2).strip())).append("</code>");
            end = code.end();
        }
        return html.append(words(text.substring(end))).toString();
    }

    private static String words(String text) {
        var html = escape(text);
        html = LINK.matcher(html).replaceAll("<a href=\"$2\" rel=\"noreferrer\">$1</a>");
        html = STRONG.matcher(html).replaceAll("<strong>$1</strong>");
        return EMPHASIS.matcher(html).replaceAll("<em>$1</em>");
    }
}
