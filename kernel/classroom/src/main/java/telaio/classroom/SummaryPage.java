package telaio.classroom;

import static telaio.display.Bundle.escape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The page with the grades of a class: for each lesson a row per student, and how many have how
/// many points.
record SummaryPage(GradeBook book, boolean italian) {
    /// Bars of a histogram.
    private static final int BARS = 5;

    /// Pixels of the longest bar there can be.
    private static final int WIDTH = 300;

    String html() {
        var title = GradeTexts.TITLE.in(italian);
        var html = new StringBuilder("<h1>").append(escape(title)).append("</h1>\n");
        html.append("<p>")
                .append(
                        escape(
                                GradeTexts.COUNTS.in(
                                        italian, book.graded().size(), book.refused().size())))
                .append("</p>\n");
        if (!book.closed()) {
            html.append("<p class=\"fail\"><b>")
                    .append(escape(GradeTexts.OPEN.in(italian)))
                    .append("</b></p>\n");
        }
        book.graded().stream()
                .collect(Collectors.groupingBy(Graded::lesson, TreeMap::new, Collectors.toList()))
                .forEach((lesson, all) -> lesson(html, lesson, all));
        if (!book.refused().isEmpty()) {
            html.append("<h2>")
                    .append(escape(GradeTexts.UNREADABLE.in(italian)))
                    .append("</h2>\n")
                    .append(ScoreTable.findings(book.problems()));
        }
        return NotebookHtml.page(title, italian, html.toString());
    }

    private void lesson(StringBuilder html, String lesson, List<Graded> all) {
        var exercises = byExercise(all);
        html.append("<h2>").append(escape(lesson)).append("</h2>\n");
        table(html, all, List.copyOf(exercises.keySet()));
        html.append("<h3>").append(escape(GradeTexts.PER_EXERCISE.in(italian))).append("</h3>\n");
        exercises.forEach((exercise, scores) -> {
            var counted = scores.stream().filter(it -> it.verdict() != Verdict.MANUAL).toList();
            if (!counted.isEmpty()) {
                histogram(html, exercise, counted);
            }
        });
    }

    private static Map<String, List<Score>> byExercise(List<Graded> all) {
        var exercises = new LinkedHashMap<String, List<Score>>();
        for (var each : all) {
            for (var score : each.scores()) {
                exercises.computeIfAbsent(score.exercise(), _ -> new ArrayList<>()).add(score);
            }
        }
        return exercises;
    }

    private void table(StringBuilder html, List<Graded> all, List<String> exercises) {
        html.append("<table>\n<tr>");
        head(html, GradeTexts.STUDENT.in(italian));
        exercises.forEach(it -> head(html, it));
        head(html, CheckTexts.TOTAL.text(italian));
        head(html, GradeTexts.REMARKS.in(italian));
        html.append("</tr>\n");
        for (var each : all) {
            html.append(
                    "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th>"
                            .formatted(
                                    escape(each.page()), escape(GradeBook.name(each.student()))));
            for (var exercise : exercises) {
                each.scores().stream()
                        .filter(it -> it.exercise().equals(exercise))
                        .findFirst()
                        .ifPresentOrElse(it -> points(html, it), () -> html.append("<td></td>"));
            }
            html.append(
                    "<td class=\"n\"><b>%s</b></td><td>%s</td></tr>\n"
                            .formatted(
                                    CheckTexts.OF.text(
                                            italian,
                                            Score.number(ScoreTable.points(each.scores())),
                                            Score.number(ScoreTable.most(each.scores()))),
                                    remarks(each)));
        }
        html.append("</table>\n");
    }

    private static void head(StringBuilder html, String text) {
        html.append("<th scope=\"col\">").append(escape(text)).append("</th>");
    }

    private void points(StringBuilder html, Score score) {
        html.append(
                "<td class=\"n %s\" title=\"%s\">%s %s</td>"
                        .formatted(
                                score.verdict().style(),
                                escape(score.verdict().text(italian)),
                                score.verdict().sign(),
                                score.verdict() == Verdict.MANUAL
                                        ? ""
                                        : Score.number(score.points())));
    }

    /// What was handed in, and what is to be said of it.
    private static String remarks(Graded each) {
        var said = new ArrayList<String>();
        said.add("<small>" + escape(each.origin()) + "</small>");
        each.remarks().forEach(it -> said.add(escape(it)));
        return String.join("<br>", said);
    }

    /// How many students have how many points. The bars are a table: it can be read without seeing
    /// them.
    private void histogram(StringBuilder html, String exercise, List<Score> scores) {
        double most = scores.getFirst().most();
        double mean = ScoreTable.points(scores) / scores.size();
        var sum =
                GradeTexts.MEAN.in(
                        italian, Score.number(rounded(mean)), Score.number(most), scores.size());
        html.append("<table class=\"bars\">\n<caption>")
                .append("<b>" + escape(exercise) + "</b>: " + escape(sum))
                .append("</caption>\n");
        var counts = counts(scores, most);
        for (int i = 0; i < BARS; i++) {
            var range =
                    GradeTexts.OF_POINTS.in(
                            italian,
                            Score.number(rounded(most * i / BARS)),
                            Score.number(rounded(most * (i + 1) / BARS)));
            html.append(
                    "<tr><th scope=\"row\">%s</th><td><svg width=\"%d\" height=\"16\" aria-hidden=\"true\"><rect width=\"%d\" height=\"16\" fill=\"#2f5f8f\"/></svg></td><td class=\"n\">%d</td></tr>\n"
                            .formatted(
                                    escape(range),
                                    WIDTH,
                                    WIDTH * counts[i] / scores.size(),
                                    counts[i]));
        }
        html.append("</table>\n");
    }

    private static int[] counts(List<Score> scores, double most) {
        var counts = new int[BARS];
        for (var score : scores) {
            var share = most == 0 ? 1 : score.points() / most;
            counts[Math.min(BARS - 1, (int) (share * BARS))]++;
        }
        return counts;
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
