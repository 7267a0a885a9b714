package telaio.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import telaio.multiprocessing.language.Language;

/// The grades of a class.
///
/// @param refused what could not be graded
/// @param closed whether the programs ran in a sandbox
public record GradeBook(List<Graded> graded, List<Inbox.Refused> refused, boolean closed) {
    public static final String CSV = "grades.csv";
    public static final String SUMMARY = "summary.html";

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
        Graded.replace(out.resolve(SUMMARY), new SummaryPage(this, Language.italian()).html());
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
}
