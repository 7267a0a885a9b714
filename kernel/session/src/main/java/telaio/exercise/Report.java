package telaio.exercise;

import static telaio.display.Display.display;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import telaio.display.Bundle;

/// What a check found, as students read it and graders.
///
/// @param exercise its name
/// @param points at least one
record Report(String exercise, List<Point> points) {
    /// MIME type of a report as JSON.
    static final String MIME_TYPE = "application/vnd.telaio.check+json";

    /// What one who only looks at results may take.
    private static final Duration LOOKING = Duration.ofSeconds(2);

    static Report of(String exercise, Exercise.Questions questions) throws InterruptedException {
        return of(exercise, new Check(), questions);
    }

    static Report of(String exercise, Check check, Exercise.Questions questions)
            throws InterruptedException {
        var asking =
                new Bounded<@Nullable Void>(
                        "questions",
                        () -> {
                            questions.ask(check);
                            return null;
                        });
        boolean ended;
        try {
            asking.start();
            ended = asking.await(check.time().plus(LOOKING));
        } finally {
            asking.stop();
        }
        return new Report(exercise, points(check, ended, asking.thrown()));
    }

    private static List<Point> points(Check check, boolean ended, @Nullable Throwable thrown) {
        var points = new ArrayList<>(check.points());
        if (!ended || thrown != null) {
            var why = thrown == null ? Texts.HANG_LOOP.text() : Values.text(thrown);
            points.add(Point.failed(Texts.BROKE_POINT.text(), Texts.BROKE.text(why)));
        } else if (points.isEmpty()) {
            points.add(Point.failed(Texts.BROKE_POINT.text(), Texts.NO_POINTS.text()));
        }
        return List.copyOf(points);
    }

    int passed() {
        return (int) points.stream().filter(Point::passed).count();
    }

    NotPassed notPassed() {
        return new NotPassed(
                Texts.NOT_PASSED.text(exercise, passed(), points.size()), passed(), points.size());
    }

    /// Shows it among the cell's outputs: as text, as HTML, and for graders.
    ///
    /// @param score of `most`
    void show(double score, double most) {
        display(Bundle.text(text()).and("text/html", html()).and(MIME_TYPE, json(score, most)));
    }

    private String html() {
        var html =
                new StringBuilder("<div><b>").append(Bundle.escape(exercise)).append("</b></div>");
        for (var point : points) {
            html.append("<div>").append(Bundle.escape(line(point))).append("</div>");
        }
        return html.append("<div>").append(summary()).append("</div>").toString();
    }

    private static String line(Point point) {
        return (point.passed() ? "✓ " : "✗ ")
                + point.wanted()
                + (point.advice().isEmpty() ? "" : ": " + point.advice());
    }

    private String summary() {
        return Texts.SUMMARY.text(passed(), points.size());
    }

    String text() {
        var text = new StringBuilder(exercise).append('\n');
        points.forEach(point -> text.append("  ").append(line(point)).append('\n'));
        return text.append(summary()).toString();
    }

    /// For who reads results later, in the form of [#MIME_TYPE].
    String json(double score, double most) {
        var json = new StringBuilder("{\"exercise\":");
        quote(json, exercise);
        json.append(
                String.format(
                        Locale.ROOT,
                        ",\"passed\":%d,\"score\":%s,\"most\":%s,\"points\":[",
                        passed(),
                        score,
                        most));
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            json.append(i == 0 ? "" : ",").append("{\"passed\":").append(point.passed());
            quote(json.append(",\"wanted\":"), point.wanted());
            quote(json.append(",\"advice\":"), point.advice());
            json.append('}');
        }
        return json.append("]}").toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        text.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        json.append('\\').append((char) c);
                    } else if (c < ' ') {
                        json.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        json.append((char) c);
                    }
                });
        json.append('"');
    }
}
