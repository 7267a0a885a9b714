package telaio.display;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures as PNG. Larger ones than a notebook should hold are made smaller.
final class Pictures {
    static final String PNG = "image/png";

    /// Most pixels shown.
    private static final long MOST_PIXELS = 4_000_000;

    private Pictures() {}

    static Bundle bundle(BufferedImage image) {
        var shown = image;
        var png = png(shrunk(shown, MOST_PIXELS));
        for (long pixels = MOST_PIXELS / 2;
                png.length() > Rendering.LONGEST_FORM && pixels > 1;
                pixels /= 2) {
            png = png(shrunk(shown, pixels));
        }
        var data = new LinkedHashMap<String, String>();
        data.put(Showing.PLAIN, Texts.PICTURE.text(image.getWidth(), image.getHeight()));
        data.put(PNG, png);
        return new Bundle(data);
    }

    private static BufferedImage shrunk(BufferedImage image, long most) {
        long pixels = (long) image.getWidth() * image.getHeight();
        if (pixels <= most) {
            return image;
        }
        double scale = Math.sqrt((double) most / pixels);
        int width = Math.max(1, (int) (image.getWidth() * scale));
        int height = Math.max(1, (int) (image.getHeight() * scale));
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = smaller.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return smaller;
    }

    /// In memory: the temporary folder may be full, or not there.
    private static String png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer for " + image);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
