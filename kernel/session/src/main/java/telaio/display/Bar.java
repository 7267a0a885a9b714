package telaio.display;

import java.time.Duration;
import java.util.Locale;

/// How far something has come, at one moment.
///
/// @param label may be empty
/// @param total negative if unknown
/// @param elapsed since the beginning
/// @param ended nothing more will come
record Bar(String label, long done, long total, Duration elapsed, boolean ended) {
    /// Of the text's bar, in characters.
    private static final int WIDTH = 20;

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    Bundle bundle() {
        return Bundle.html(html()).and(Showing.PLAIN, plain());
    }

    /// `label 37% |███████▍ | 37/100 [00:03<00:05]`.
    private String plain() {
        var out = new StringBuilder();
        if (!label.isEmpty()) {
            out.append(label).append(' ');
        }
        if (total < 0) {
            return out.append(done).append(" [").append(clock(elapsed)).append(']').toString();
        }
        long eighths = Math.round(fraction() * WIDTH * 8);
        var full = "█".repeat((int) (eighths / 8));
        var part = eighths % 8 == 0 ? "" : EIGHTHS.substring((int) (eighths % 8)).substring(0, 1);
        var rest = " ".repeat(WIDTH - full.length() - part.length());
        return out.append(String.format(Locale.ROOT, "%3d%%", percent()))
                .append(" |")
                .append(full)
                .append(part)
                .append(rest)
                .append("| ")
                .append(count())
                .append(" [")
                .append(times())
                .append(']')
                .toString();
    }

    private String html() {
        var bar = new StringBuilder("<div>");
        if (!label.isEmpty()) {
            bar.append(Bundle.escape(label)).append(' ');
        }
        bar.append("<progress style=\"width:20em\"");
        if (total >= 0) {
            bar.append(" value=\"").append(Math.min(done, total)).append('"');
            bar.append(" max=\"").append(total).append('"');
        } else if (ended) {
            bar.append(" value=\"1\" max=\"1\"");
        }
        bar.append("></progress> ");
        if (total >= 0) {
            bar.append(percent()).append(" % · ");
        }
        return bar.append(count())
                .append(" · ")
                .append(Bundle.escape(times()))
                .append("</div>")
                .toString();
    }

    private double fraction() {
        return total == 0 ? 1 : Math.min(1, (double) done / total);
    }

    /// 100 only when all is done.
    private long percent() {
        return (long) (fraction() * 100);
    }

    private String count() {
        return total < 0 ? String.valueOf(done) : done + "/" + total;
    }

    /// How long it took so far, and may still take.
    private String times() {
        if (ended || total < 0 || done == 0 || done >= total) {
            return clock(elapsed);
        }
        double perItem = (double) elapsed.toMillis() / done;
        var left = Duration.ofMillis((long) (perItem * (total - done)));
        return clock(elapsed) + "<" + clock(left);
    }

    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        time.toHours(),
                        time.toMinutesPart(),
                        time.toSecondsPart())
                : String.format(Locale.ROOT, "%02d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
