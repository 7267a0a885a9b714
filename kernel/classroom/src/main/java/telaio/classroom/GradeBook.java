package telaio.classroom;

import static telaio.display.Bundle.escape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import telaio.multiprocessing.language.Language;

/// The grades of a class.
///
/// @param refused what could not be graded
/// @param closed whether the programs ran in a sandbox
public record GradeBook(List<Graded> graded, List<Inbox.Refused> refused, boolean closed) {
    public static final String CSV = "grades.csv";
    public static final String SUMMARY = "summary.html";

    /// Bars of a histogram.
    private static final int BARS = 5;

    /// How many notebooks were graded.
    public int count() {
        return graded.size();
    }

    /// What could not be graded, a sentence each.
    public List<String> problems() {
        return refused.stream().map(it -> it.origin() + " " + it.why()).toList();
    }

    static String name(Student student) {
        var name = (student.surname() + " " + student.name()).strip();
        return name.isEmpty() ? student.id() : name + " (" + student.id() + ")";
    }

    void write(Path out) throws IOException {
        Graded.replace(out.resolve(CSV), csv());
        var title = GradeTexts.TITLE.text();
        Graded.replace(
                out.resolve(SUMMARY), NotebookHtml.page(title, Language.italian(), summary(title)));
    }

    /// A row for each exercise and one for the total; one for each submission that was not graded.
    String csv() {
        var csv = new StringBuilder();
        row(
                csv,
                "id",
                "surname",
                "name",
                "lesson",
                "exercise",
                "points",
                "most",
                "verdict",
                "note",
                "submission");
        for (var each : graded) {
            for (var score : each.scores()) {
                row(csv, each, score.exercise(), score, score.verdict().word(), score.note());
            }
            var scores = each.scores();
            var total =
                    new Score(
                            "total",
                            ScoreTable.points(scores),
                            ScoreTable.most(scores),
                            Verdict.PASSED,
                            "");
            var open = closed ? List.<String>of() : List.of(GradeTexts.OPEN.text());
            var notes = new ArrayList<>(each.remarks());
            notes.addAll(open);
            row(csv, each, "total", total, "", String.join("; ", notes));
        }
        for (var each : refused) {
            row(
                    csv,
                    each.student(),
                    "",
                    "",
                    each.lesson(),
                    "total",
                    "0",
                    "",
                    "unreadable",
                    each.why(),
                    each.origin());
        }
        return csv.toString();
    }

    private static void row(
            StringBuilder csv,
            Graded each,
            String exercise,
            Score score,
            String verdict,
            String note) {
        row(
                csv,
                each.student().id(),
                each.student().surname(),
                each.student().name(),
                each.lesson(),
                exercise,
                score.verdict() == Verdict.MANUAL ? "" : Score.number(score.points()),
                Score.number(score.most()),
                verdict,
                note,
                each.origin());
    }

    private static void row(StringBuilder csv, String... fields) {
        csv.append(List.of(fields).stream().map(GradeBook::field).collect(Collectors.joining(",")));
        csv.append("\r\n");
    }

    /// What a spreadsheet would take for a formula is text.
    private static String field(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n;].*") || !safe.equals(safe.strip())
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private String summary(String title) {
        var html = new StringBuilder("<h1>").append(escape(title)).append("</h1>\n");
        if (!closed) {
            html.append("<p><b>").append(escape(GradeTexts.OPEN.text())).append("</b></p>\n");
        }
        var lessons =
                graded.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Graded::lesson, TreeMap::new, Collectors.toList()));
        lessons.forEach((lesson, all) -> {
            html.append("<h2>").append(escape(lesson)).append("</h2>\n");
            table(html, all);
            html.append("<h3>").append(escape(GradeTexts.PER_EXERCISE.text())).append("</h3>\n");
            byExercise(all).forEach((exercise, scores) -> histogram(html, exercise, scores));
        });
        if (!refused.isEmpty()) {
            html.append("<h2>").append(escape(GradeTexts.UNREADABLE.text())).append("</h2>\n");
            html.append(ScoreTable.findings(problems()));
        }
        return html.toString();
    }

    private static void table(StringBuilder html, List<Graded> all) {
        boolean italian = Language.italian();
        html.append("<table>\n<tr>");
        for (var head :
                List.of(
                        GradeTexts.STUDENT.text(),
                        CheckTexts.POINTS.text(italian),
                        GradeTexts.SUBMISSION.text(),
                        GradeTexts.REMARKS.text())) {
            html.append("<th scope=\"col\">").append(escape(head)).append("</th>");
        }
        html.append("</tr>\n");
        for (var each : all) {
            var points =
                    CheckTexts.OF.text(
                            italian,
                            Score.number(ScoreTable.points(each.scores())),
                            Score.number(ScoreTable.most(each.scores())));
            html.append(
                    "<tr><td><a href=\"%s\">%s</a></td><td class=\"n\">%s</td><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    escape(each.page()),
                                    escape(name(each.student())),
                                    points,
                                    escape(each.origin()),
                                    escape(String.join("; ", each.remarks()))));
        }
        html.append("</table>\n");
    }

    private static Map<String, List<Score>> byExercise(List<Graded> all) {
        var exercises = new LinkedHashMap<String, List<Score>>();
        for (var each : all) {
            for (var score : each.scores()) {
                if (score.verdict() != Verdict.MANUAL) {
                    exercises.computeIfAbsent(score.exercise(), _ -> new ArrayList<>()).add(score);
                }
            }
        }
        return exercises;
    }

    /// How many students have how many points. The bars are a table: it can be read without seeing
    /// them.
    private static void histogram(StringBuilder html, String exercise, List<Score> scores) {
        double most = scores.getFirst().most();
        double mean = ScoreTable.points(scores) / scores.size();
        var sum =
                GradeTexts.MEAN.text(
                        Score.number(Math.round(mean * 100) / 100.0),
                        Score.number(most),
                        scores.size());
        html.append("<table>\n<caption>")
                .append(escape(exercise + ": " + sum))
                .append("</caption>\n");
        var counts = new int[BARS];
        for (var score : scores) {
            var share = most == 0 ? 1 : score.points() / most;
            counts[Math.min(BARS - 1, (int) (share * BARS))]++;
        }
        for (int i = 0; i < BARS; i++) {
            var range =
                    GradeTexts.OF_POINTS.text(
                            Score.number(rounded(most * i / BARS)),
                            Score.number(rounded(most * (i + 1) / BARS)));
            int width = 300 * counts[i] / scores.size();
            html.append(
                    "<tr><th scope=\"row\">%s</th><td><svg width=\"300\" height=\"14\" aria-hidden=\"true\"><rect width=\"%d\" height=\"14\" fill=\"#357\"/></svg></td><td class=\"n\">%d</td></tr>\n"
                            .formatted(escape(range), width, counts[i]));
        }
        html.append("</table>\n");
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
