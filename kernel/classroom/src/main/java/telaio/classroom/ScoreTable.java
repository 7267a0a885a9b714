package telaio.classroom;

import static telaio.display.Bundle.escape;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The scores of a notebook, as pages and files have them.
final class ScoreTable {
    private ScoreTable() {}

    static double points(List<Score> scores) {
        return scores.stream().mapToDouble(Score::points).sum();
    }

    static double most(List<Score> scores) {
        return scores.stream().mapToDouble(Score::most).sum();
    }

    static String html(List<Score> scores, boolean italian) {
        var html = new StringBuilder("<table>\n<tr>");
        for (var title : List.of(CheckTexts.EXERCISE, CheckTexts.POINTS, CheckTexts.OUTCOME)) {
            html.append("<th scope=\"col\">").append(title.text(italian)).append("</th>");
        }
        html.append("</tr>\n");
        for (var score : scores) {
            var note = score.note().isEmpty() ? "" : ": " + score.note();
            row(
                    html,
                    "<a href=\"#%1$s\">%1$s</a>".formatted(escape(score.exercise())),
                    CheckTexts.OF.text(
                            italian, Score.number(score.points()), Score.number(score.most())),
                    "<span class=\"%s\">%s %s</span>%s"
                            .formatted(
                                    score.verdict().style(),
                                    score.verdict().sign(),
                                    escape(score.verdict().text(italian)),
                                    escape(note)));
        }
        row(
                html,
                "<b>" + CheckTexts.TOTAL.text(italian) + "</b>",
                CheckTexts.OF.text(
                        italian, Score.number(points(scores)), Score.number(most(scores))),
                "");
        return html.append("</table>\n").toString();
    }

    private static void row(StringBuilder html, String name, String points, String outcome) {
        html.append(
                "<tr><td>%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                        .formatted(name, points, outcome));
    }

    static String findings(List<String> findings) {
        var html = new StringBuilder();
        if (!findings.isEmpty()) {
            html.append("<ul>\n");
            findings.forEach(it -> html.append("<li>").append(escape(it)).append("</li>\n"));
            html.append("</ul>\n");
        }
        return html.toString();
    }

    static JsonArray json(List<Score> scores) {
        var array = new JsonArray();
        for (var score : scores) {
            var json = new JsonObject();
            json.addProperty("exercise", score.exercise());
            json.addProperty("points", score.points());
            json.addProperty("most", score.most());
            json.addProperty("verdict", score.verdict().word());
            json.addProperty("note", score.note());
            array.add(json);
        }
        return array;
    }

    /// What [#json] has written.
    static List<Score> scores(JsonArray array) {
        var scores = new ArrayList<Score>();
        for (var element : array) {
            var json = element.getAsJsonObject();
            scores.add(
                    new Score(
                            json.get("exercise").getAsString(),
                            json.get("points").getAsDouble(),
                            json.get("most").getAsDouble(),
                            Verdict.named(json.get("verdict").getAsString()),
                            json.get("note").getAsString()));
        }
        return List.copyOf(scores);
    }
}
