package telaio.classroom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What nbgrader's metadata (version 3) say of a cell.
///
/// @param id by which it is found again, in whatever notebook
/// @param grade whether it gives points
/// @param solution whether students write in it
/// @param locked whether it says so itself; see [#isLocked]
/// @param task whether it sets a task that people grade, answered in whatever cells
/// @param points how many it gives at most; 0 if it gives none
/// @see <a href="https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html">The
///   metadata</a>
record GradedCell(
        String id, boolean grade, boolean solution, boolean locked, boolean task, double points) {
    private static final String KEY = "nbgrader";

    /// Reads them.
    ///
    /// @return empty if the cell has none
    /// @throws UnfitCell if they are not as they should be
    static Optional<GradedCell> of(NotebookCell cell) throws UnfitCell {
        var metadata = cell.metadata().get(KEY);
        if (metadata == null) {
            return Optional.empty();
        }
        if (!(metadata instanceof JsonObject json)) {
            throw wrong("");
        }
        if (!(json.get("schema_version") instanceof JsonPrimitive version)
                || !version.getAsString().equals("3")) {
            throw wrong("schema_version");
        }
        boolean grade = truth(json, "grade");
        boolean task = json.has("task") && truth(json, "task");
        if (!(json.get("grade_id") instanceof JsonPrimitive id)
                || !id.getAsString().matches("[A-Za-z0-9_-]+")) {
            throw wrong("grade_id");
        }
        var points = grade || task ? points(json.get("points")) : 0;
        return Optional.of(
                new GradedCell(
                        id.getAsString(),
                        grade,
                        truth(json, "solution"),
                        truth(json, "locked"),
                        task,
                        points));
    }

    private static boolean truth(JsonObject json, String field) throws UnfitCell {
        if (json.get(field) instanceof JsonPrimitive truth && truth.isBoolean()) {
            return truth.getAsBoolean();
        }
        throw wrong(field);
    }

    private static double points(@Nullable JsonElement points) throws UnfitCell {
        if (points instanceof JsonPrimitive number
                && number.isNumber()
                && number.getAsDouble() >= 0) {
            return number.getAsDouble();
        }
        throw wrong("points");
    }

    private static UnfitCell wrong(String field) {
        return new UnfitCell(
                Texts.current().badMetadata(field.isEmpty() ? KEY : KEY + "." + field));
    }

    /// A cell that students have to have, of which no more is known.
    static GradedCell unknown(String id, double points) {
        return new GradedCell(id, points > 0, false, true, false, points);
    }

    /// Whether it gives points.
    boolean hasPoints() {
        return grade || task;
    }

    /// Whether it is put back as it was before it is graded.
    boolean isLocked() {
        return !solution && (grade || locked);
    }

    /// Writes into the cell's metadata what nbgrader wants to know of a released cell.
    void seal(NotebookCell cell) {
        var json = cell.metadata().getAsJsonObject(KEY);
        json.addProperty("cell_type", cell.type());
        json.addProperty("checksum", checksum(cell));
    }

    /// Whether the cell is as it was when [#seal] was called on it.
    ///
    /// @return empty if nobody has
    Optional<Boolean> isSealed(NotebookCell cell) {
        return cell.metadata().getAsJsonObject(KEY).get("checksum") instanceof JsonPrimitive sum
                ? Optional.of(sum.getAsString().equals(checksum(cell)))
                : Optional.empty();
    }

    /// The id in a cell's metadata, whatever else is wrong with them; empty if there is none.
    static String idOf(NotebookCell cell) {
        return cell.metadata().get(KEY) instanceof JsonObject json
                        && json.get("grade_id") instanceof JsonPrimitive id
                ? id.getAsString()
                : "";
    }

    /// The points in a cell's metadata, as they stand there; 0 if it gives none.
    static JsonElement pointsOf(NotebookCell cell) {
        return cell.metadata().get(KEY) instanceof JsonObject json
                        && json.get("points") instanceof JsonPrimitive points
                ? points
                : new JsonPrimitive(0);
    }

    /// The cell is one of those that nobody grades.
    static void forget(NotebookCell cell) {
        cell.metadata().remove(KEY);
    }

    /// Gives `cell` what the metadata of `original` say.
    static void copy(NotebookCell original, NotebookCell cell) {
        cell.metadata().add(KEY, original.metadata().get(KEY).deepCopy());
    }

    /// The type that the metadata say the cell had when it was released; its present one if they do
    /// not.
    static String typeOf(NotebookCell cell) {
        return cell.metadata().get(KEY) instanceof JsonObject json
                        && json.get("cell_type") instanceof JsonPrimitive type
                ? type.getAsString()
                : cell.type();
    }

    /// As nbgrader computes it, to see later whether a cell has changed.
    private String checksum(NotebookCell cell) {
        try {
            var sum = MessageDigest.getInstance("MD5");
            var told =
                    cell.source()
                            + cell.type()
                            + python(grade)
                            + python(solution)
                            + python(isLocked())
                            + id
                            + (grade ? String.valueOf(points) : "");
            return HexFormat.of().formatHex(sum.digest(told.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static String python(boolean truth) {
        return truth ? "True" : "False";
    }
}
