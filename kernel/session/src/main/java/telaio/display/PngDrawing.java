package telaio.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Draws a [Story] as a picture of pixels, as [SvgDrawing] draws it.
final class PngDrawing {
    /// For screens with small pixels.
    private static final int SCALE = 2;

    private final Sheet sheet;
    private final Graphics2D graphics;

    private PngDrawing(Sheet sheet, Graphics2D graphics) {
        this.sheet = sheet;
        this.graphics = graphics;
    }

    /// Draws.
    ///
    /// @throws RuntimeException or Error of any kind, if this system has no fonts
    static BufferedImage of(Sheet sheet) {
        var image =
                new BufferedImage(
                        Sheet.WIDTH * SCALE, sheet.height() * SCALE, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Sheet.TEXT));
            new PngDrawing(sheet, graphics).draw();
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void draw() {
        fill(0, 0, Sheet.WIDTH, sheet.height(), Sheet.BACKGROUND);
        int x = Sheet.LEFT;
        for (var what : Story.What.values()) {
            int inset = Sheet.inset(what);
            fill(x, 4 + inset, 24, Sheet.BAR - 2 * inset, Sheet.colour(what));
            text(x + 30, 16, Sheet.word(what), false);
            x += 150;
        }
        for (int lane = 0; lane < sheet.story().lanes().size(); lane++) {
            lane(lane);
        }
        graphics.setStroke(new BasicStroke(1));
        sheet.arrows().forEach(this::arrow);
        text(Sheet.LEFT, sheet.height() - 10, "0", false);
        text(Sheet.WIDTH - Sheet.RIGHT, sheet.height() - 10, sheet.length(), true);
    }

    private void lane(int lane) {
        int y = sheet.y(lane);
        var name = Sheet.shortened(sheet.story().name(lane));
        text(Sheet.LEFT - 8, y + Sheet.TEXT, name, true);
        for (var bar : sheet.story().lanes().get(lane).bars()) {
            int inset = Sheet.inset(bar.what());
            fill(
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
        graphics.setColor(Color.decode(Sheet.ARROW));
        graphics.draw(
                new Line2D.Double(
                        sheet.x(arrow.given()), sheet.edge(arrow.from(), arrow.to()), x, y));
        graphics.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5));
    }

    private void fill(double x, int y, double width, int height, String colour) {
        graphics.setColor(Color.decode(colour));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    private void text(int x, int y, String text, boolean ends) {
        graphics.setColor(Color.decode(Sheet.INK));
        int width = ends ? graphics.getFontMetrics().stringWidth(text) : 0;
        graphics.drawString(text, x - width, y);
    }
}
