package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cell of a [NotebookFile].
public final class NotebookCell {
    private final JsonObject json;

    private NotebookCell(JsonObject json) {
        this.json = json;
    }

    /// @throws IllegalArgumentException naming the place that is wrong
    static NotebookCell of(JsonElement element, String place) {
        if (!(element instanceof JsonObject json)) {
            throw new IllegalArgumentException(place);
        }
        if (!isString(json.get("cell_type"))) {
            throw new IllegalArgumentException(place + ".cell_type");
        }
        if (!isMultiline(json.get("source"))) {
            throw new IllegalArgumentException(place + ".source");
        }
        return new NotebookCell(json);
    }

    /// Whether this is code, and not text.
    public boolean isCode() {
        return type().equals("code");
    }

    /// `code`, `markdown` or `raw`.
    String type() {
        return json.get("cell_type").getAsString();
    }

    /// Makes it a cell of another type.
    void type(String type) {
        json.addProperty("cell_type", type);
        if (type.equals("code")) {
            ran(null, new JsonArray());
        } else {
            json.remove("execution_count");
            json.remove("outputs");
        }
    }

    /// Another cell, with the same content.
    NotebookCell copy() {
        return new NotebookCell(json.deepCopy());
    }

    /// As it stands in the file.
    JsonObject json() {
        return json;
    }

    /// The cell's id; empty in notebooks older than nbformat 4.5.
    public String id() {
        return isString(json.get("id")) ? json.get("id").getAsString() : "";
    }

    /// The text of the cell, in one piece.
    public String source() {
        JsonElement source = json.get("source");
        if (source.isJsonPrimitive()) {
            return source.getAsString();
        }
        var text = new StringBuilder();
        for (JsonElement line : source.getAsJsonArray()) {
            text.append(line.getAsString());
        }
        return text.toString();
    }

    /// Replaces the text of the cell.
    void source(String text) {
        json.add("source", multiline(text));
    }

    void id(String id) {
        json.addProperty("id", id);
    }

    /// The cell's metadata; a change is part of what the notebook's file will say.
    JsonObject metadata() {
        if (json.get("metadata") instanceof JsonObject metadata) {
            return metadata;
        }
        var metadata = new JsonObject();
        json.add("metadata", metadata);
        return metadata;
    }

    /// Puts the names of the metadata in order.
    void sortMetadata() {
        json.add("metadata", NotebookFile.sorted(metadata()));
    }

    /// Adds a tag, if it is not there.
    void tag(String tag) {
        if (!tags().contains(tag)) {
            if (!(metadata().get("tags") instanceof JsonArray)) {
                metadata().add("tags", new JsonArray());
            }
            metadata().getAsJsonArray("tags").add(tag);
        }
    }

    /// The tags in the cell's metadata.
    public Set<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        if (json.get("metadata") instanceof JsonObject metadata
                && metadata.get("tags") instanceof JsonArray array) {
            for (JsonElement tag : array) {
                if (isString(tag)) {
                    tags.add(tag.getAsString());
                }
            }
        }
        return tags;
    }

    /// The outputs as they stand in the file; empty if there are none.
    public JsonArray outputs() {
        return json.get("outputs") instanceof JsonArray outputs ? outputs : new JsonArray();
    }

    /// The cell's number when it ran last; null if it has none.
    @Nullable Integer executionCount() {
        if (json.get("execution_count") instanceof JsonPrimitive count && count.isNumber()) {
            double number = count.getAsDouble();
            return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE
                    ? (int) number
                    : null;
        }
        return null;
    }

    /// What running the cell gave.
    ///
    /// @param executionCount the cell's number; null if it was not run
    void ran(@Nullable Integer executionCount, JsonArray outputs) {
        json.add(
                "execution_count",
                executionCount == null ? JsonNull.INSTANCE : new JsonPrimitive(executionCount));
        json.add("outputs", outputs);
    }

    /// A text as nbformat keeps it: its lines, each with its end.
    static JsonArray multiline(String text) {
        var lines = new JsonArray();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    private static boolean isString(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isMultiline(@Nullable JsonElement element) {
        if (!(element instanceof JsonArray lines)) {
            return isString(element);
        }
        for (JsonElement line : lines) {
            if (!isString(line)) {
                return false;
            }
        }
        return true;
    }
}
