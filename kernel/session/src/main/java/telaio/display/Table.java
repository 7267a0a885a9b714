package telaio.display;

import java.util.ArrayList;
import java.util.List;

/// A table of texts, cut to what can be looked at.
///
/// @param head names of the columns; empty for none
/// @param rows each with as many cells as the widest
/// @param note what was left out; empty if nothing
record Table(List<String> head, List<List<Cell>> rows, String note) {
    /// Longest text of a cell in the aligned form, in chars.
    private static final int WIDEST = 40;

    /// @param number stands to the right
    record Cell(String text, boolean number) {
        static final Cell EMPTY = new Cell("", false);
    }

    /// As HTML that takes its colours from the page.
    String html() {
        var html = new StringBuilder("<table>");
        if (!head.isEmpty()) {
            html.append("<thead><tr>");
            head.forEach(name ->
                    html.append("<th style=\"text-align:left\">")
                            .append(Bundle.escape(name))
                            .append("</th>"));
            html.append("</tr></thead>");
        }
        html.append("<tbody>");
        for (var row : rows) {
            html.append("<tr>");
            for (var cell : row) {
                html.append("<td style=\"text-align:")
                        .append(cell.number() ? "right" : "left")
                        .append("\">")
                        .append(Bundle.escape(cell.text()))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (!note.isEmpty()) {
            html.append("<p>").append(Bundle.escape(note)).append("</p>");
        }
        return html.toString();
    }

    /// As text in aligned columns.
    String plain() {
        var lines = new ArrayList<List<Cell>>();
        if (!head.isEmpty()) {
            lines.add(head.stream().map(name -> new Cell(name, false)).toList());
        }
        lines.addAll(rows);
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], width(onLine(line.get(i))));
            }
        }
        var out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            line(out, lines.get(i), widths);
            if (i == 0 && !head.isEmpty()) {
                rule(out, widths);
            }
        }
        return out.append(note).toString().stripTrailing();
    }

    private static void line(StringBuilder out, List<Cell> cells, int[] widths) {
        int start = out.length();
        for (int i = 0; i < cells.size(); i++) {
            var text = onLine(cells.get(i));
            var blank = " ".repeat(widths[i] - width(text));
            out.append(i == 0 ? "" : "  ");
            out.append(cells.get(i).number() ? blank + text : text + blank);
        }
        int end = out.length();
        while (end > start && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        out.append('\n');
    }

    private static void rule(StringBuilder out, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            out.append(i == 0 ? "" : "  ").append("─".repeat(widths[i]));
        }
        out.append('\n');
    }

    /// On one line.
    private static String onLine(Cell cell) {
        return Plain.cut(cell.text().replaceAll("\\R", "↵"), WIDEST);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
