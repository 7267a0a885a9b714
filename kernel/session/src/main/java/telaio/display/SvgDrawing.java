package telaio.display;

import java.util.Locale;

/// Draws a [Story] as SVG, by attributes only: style sheets are taken out of notebooks.
final class SvgDrawing {
    private final Sheet sheet;
    private final StringBuilder svg = new StringBuilder();

    private SvgDrawing(Sheet sheet) {
        this.sheet = sheet;
    }

    static String of(Sheet sheet) {
        var drawing = new SvgDrawing(sheet);
        drawing.draw();
        return drawing.svg.toString();
    }

    private void add(String element) {
        svg.append(element);
    }

    private void draw() {
        var story = sheet.story();
        add(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                                + " viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"%3$s\">",
                        Sheet.WIDTH,
                        sheet.height(),
                        Bundle.escape(Texts.TIMELINE.text())));
        add(
                String.format(
                        Locale.ROOT,
                        "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                        Sheet.WIDTH,
                        sheet.height(),
                        Sheet.BACKGROUND));
        legend();
        for (int lane = 0; lane < story.lanes().size(); lane++) {
            lane(lane);
        }
        sheet.arrows().forEach(this::arrow);
        int bottom = sheet.height() - 10;
        text(Sheet.LEFT, bottom, "start", "0");
        text(Sheet.WIDTH - Sheet.RIGHT, bottom, "end", sheet.length());
        svg.append("</svg>");
    }

    private void legend() {
        int x = Sheet.LEFT;
        for (var what : Story.What.values()) {
            int inset = Sheet.inset(what);
            rectangle(x, 4 + inset, 24, Sheet.BAR - 2 * inset, Sheet.colour(what));
            text(x + 30, 16, "start", Sheet.word(what));
            x += 150;
        }
    }

    private void lane(int lane) {
        int y = sheet.y(lane);
        text(Sheet.LEFT - 8, y + Sheet.TEXT, "end", Sheet.shortened(sheet.story().name(lane)));
        for (var bar : sheet.story().lanes().get(lane).bars()) {
            int inset = Sheet.inset(bar.what());
            rectangle(
                    sheet.x(bar.from()),
                    y + inset,
                    sheet.width(bar),
                    Sheet.BAR - 2 * inset,
                    Sheet.colour(bar.what()));
        }
    }

    private void arrow(Story.Arrow arrow) {
        double x = sheet.x(arrow.got());
        int y = sheet.edge(arrow.to(), arrow.from());
        add(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
                        sheet.x(arrow.given()),
                        sheet.edge(arrow.from(), arrow.to()),
                        x,
                        y,
                        Sheet.ARROW));
        add(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"2.5\" fill=\"%s\"/>",
                        x,
                        y,
                        Sheet.ARROW));
    }

    private void rectangle(double x, int y, double width, int height, String colour) {
        add(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                        x,
                        y,
                        width,
                        height,
                        colour));
    }

    private void text(int x, int y, String anchor, String text) {
        add(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-family=\"sans-serif\""
                                + " font-size=\"%d\" fill=\"%s\">%s</text>",
                        x,
                        y,
                        anchor,
                        Sheet.TEXT,
                        Sheet.INK,
                        Bundle.escape(text)));
    }
}
