package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The points of an exercise, by nbgrader's rules.
///
/// @param exercise its `grade_id`
/// @param points at least 0, at most `most`
/// @param most that the exercise gives
/// @param note why, for people; may be empty
public record Score(String exercise, double points, double most, Verdict verdict, String note) {
    /// What Python's `float` takes, but for its words for what is no number. Never goes back: a
    /// student's text may be long.
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d[\\d_]*+(\\.[\\d_]*+)?|\\.\\d[\\d_]*+)([eE][+-]?\\d++)?");

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    /// Scores a check by what it shows after it has run: an error, or text on stderr, gives
    /// nothing; a result that is a number gives that number; all else gives all. The first output
    /// that decides does.
    static Score of(Expected exercise, NotebookCell cell, boolean italian) {
        double most = exercise.graded().points();
        for (JsonElement element : cell.outputs()) {
            if (!(element instanceof JsonObject output)) {
                continue;
            }
            switch (text(output.get("output_type"))) {
                case "error" -> {
                    return new Score(exercise.id(), 0, most, Verdict.FAILED, error(output));
                }
                case "stream" -> {
                    if (text(output.get("name")).equals("stderr")) {
                        var note = ScoreTexts.STDERR.text(italian, line(text(output.get("text"))));
                        return new Score(exercise.id(), 0, most, Verdict.FAILED, note);
                    }
                }
                case "execute_result" -> {
                    return result(exercise, output, italian);
                }
                default -> {
                    // What is displayed gives no points.
                }
            }
        }
        return new Score(exercise.id(), most, most, Verdict.PASSED, "");
    }

    private static Score result(Expected exercise, JsonObject output, boolean italian) {
        double most = exercise.graded().points();
        var data = output.get("data") instanceof JsonObject bundle ? bundle : new JsonObject();
        var text = text(data.get("text/plain")).strip();
        if (!NUMBER.matcher(text).matches()) {
            return new Score(exercise.id(), most, most, Verdict.PASSED, "");
        }
        double points = Double.parseDouble(text.replace("_", ""));
        if (points > most) {
            // nbgrader stops here; nobody else's grades should suffer.
            var note = ScoreTexts.TOO_MUCH.text(italian, text, number(most));
            return new Score(exercise.id(), 0, most, Verdict.FORGED, note);
        }
        var verdict =
                points == most && most > 0
                        ? Verdict.PASSED
                        : points > 0 ? Verdict.PARTIAL : Verdict.FAILED;
        return new Score(exercise.id(), Math.max(0, points), most, verdict, "");
    }

    private static String error(JsonObject output) {
        var name = text(output.get("ename"));
        var value = line(text(output.get("evalue")));
        return value.isEmpty() ? name : name + ": " + value;
    }

    private static String line(String text) {
        var line = COLOUR.matcher(text).replaceAll("").strip().lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /// A text as nbformat keeps it, in one piece.
    static String text(@Nullable JsonElement text) {
        return switch (text) {
            case null -> "";
            case JsonPrimitive primitive -> primitive.getAsString();
            case JsonArray lines -> {
                var all = new StringBuilder();
                lines.forEach(it -> all.append(text(it)));
                yield all.toString();
            }
            default -> text.toString();
        };
    }

    /// For people, in a line.
    String text(boolean italian) {
        return verdict.sign()
                + " "
                + exercise
                + ": "
                + verdict.text(italian)
                + ", "
                + CheckTexts.OF.text(italian, number(points), number(most))
                + (note.isEmpty() ? "" : " (" + note + ")");
    }

    /// Whether the student has nothing left to do for it.
    boolean isGood() {
        return verdict == Verdict.PASSED || verdict == Verdict.MANUAL;
    }

    /// The same with no points.
    Score nothing(Verdict why, String because) {
        return new Score(exercise, 0, most, why, because);
    }

    /// A number of points as people write it.
    static String number(double points) {
        var shortest = new BigDecimal(String.valueOf(points)).stripTrailingZeros();
        return shortest.scale() <= 0
                ? shortest.toBigInteger().toString()
                : shortest.toPlainString();
    }
}
