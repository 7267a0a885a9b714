package telaio.classroom;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A notebook file, nbformat 4.0 to 4.5. What is not touched, known to us or not, is written back
/// as it was read and where it was.
///
/// @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">The format</a>
public final class NotebookFile {
    /// gson's advice on how to read bad JSON is for programmers.
    private static final Pattern GSON_ADVICE =
            Pattern.compile(
                    "Use JsonReader\\.\\S+ to accept malformed JSON |\\s*See https?:.*",
                    Pattern.DOTALL);

    /// Larger ones are not graded: it is their outputs, which no grade depends on.
    private static final int MEGABYTES = 32;

    private static final int MOST_CELLS = 5000;

    private final JsonObject json;
    private final List<NotebookCell> cells;

    private NotebookFile(JsonObject json, List<NotebookCell> cells) {
        this.json = json;
        this.cells = cells;
    }

    /// Reads a file.
    ///
    /// @throws UnreadableNotebook if it is no notebook, or of another major version than 4
    /// @throws IOException if it cannot be read at all
    public static NotebookFile read(Path file) throws IOException {
        return of(parse(file), file);
    }

    /// Reads a file that is to be graded, or that its student wants to know of whether it can be.
    ///
    /// @throws UnreadableNotebook if it is no notebook, of another major version than 4, or too
    ///   large
    /// @throws IOException if it cannot be read at all
    static NotebookFile readToGrade(Path file) throws IOException {
        if (Files.size(file) > MEGABYTES * 1_000_000L) {
            throw new UnreadableNotebook(file, Texts.current().tooBig(MEGABYTES), null);
        }
        var notebook = read(file);
        if (notebook.cells.size() > MOST_CELLS) {
            throw new UnreadableNotebook(file, Texts.current().tooManyCells(MOST_CELLS), null);
        }
        return notebook;
    }

    /// Reads a text.
    ///
    /// @throws UnreadableNotebook if it is no notebook, or of another major version than 4
    /// @throws IOException never
    static NotebookFile parse(String text) throws IOException {
        var place = Path.of("-");
        return of(parse(text, place), place);
    }

    private static NotebookFile of(JsonObject json, Path file) throws UnreadableNotebook {
        int major = version(json, "nbformat", file);
        if (major != 4) {
            throw new UnreadableNotebook(file, Texts.current().wrongVersion(major), null);
        }
        if (!(json.get("cells") instanceof JsonArray array)) {
            throw new UnreadableNotebook(file, Texts.current().notANotebook("cells"), null);
        }
        List<NotebookCell> cells = new ArrayList<>();
        for (JsonElement element : array) {
            String place = "cells[" + cells.size() + "]";
            try {
                cells.add(NotebookCell.of(element, place));
            } catch (IllegalArgumentException e) {
                throw new UnreadableNotebook(
                        file, Texts.current().notANotebook(String.valueOf(e.getMessage())), e);
            }
        }
        return new NotebookFile(json, cells);
    }

    private static JsonObject parse(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnreadableNotebook(file, Texts.current().notUtf8(), e);
        }
        return parse(text, file);
    }

    private static JsonObject parse(String text, Path file) throws IOException {
        // Some editors of Windows put a byte order mark before the text.
        try (var reader = new JsonReader(new StringReader(text.replaceFirst("^\uFEFF", "")))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT || !json.isJsonObject()) {
                throw new UnreadableNotebook(file, Texts.current().notANotebook("$"), null);
            }
            return json.getAsJsonObject();
        } catch (JsonIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (JsonParseException | MalformedJsonException | EOFException e) {
            throw new UnreadableNotebook(file, Texts.current().notJson(reason(e)), e);
        }
    }

    private static String reason(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return GSON_ADVICE.matcher(String.valueOf(cause.getMessage())).replaceAll("");
    }

    private static int version(JsonObject json, String field, Path file) throws UnreadableNotebook {
        try {
            return json.get(field).getAsInt();
        } catch (NullPointerException
                | NumberFormatException
                | IllegalStateException
                | UnsupportedOperationException e) {
            throw new UnreadableNotebook(file, Texts.current().notANotebook(field), e);
        }
    }

    /// The cells, in order.
    public List<NotebookCell> cells() {
        return Collections.unmodifiableList(cells);
    }

    /// Puts a copy of a cell of another notebook before the cell that is now at `index`.
    NotebookCell insert(int index, NotebookCell original) {
        var cell = original.copy();
        boolean taken = cells.stream().anyMatch(it -> it.id().equals(cell.id()));
        if (taken || cells.stream().allMatch(it -> it.id().isEmpty())) {
            // Before nbformat 4.5 there are no ids; later, two cells may not have the same.
            cell.json().remove("id");
        }
        cells.add(index, cell);
        var array = new JsonArray();
        cells.forEach(it -> array.add(it.json()));
        json.add("cells", array);
        return cell;
    }

    /// Another notebook, with the same content.
    NotebookFile copy() {
        var copy = json.deepCopy();
        var copies = new ArrayList<NotebookCell>();
        copy.getAsJsonArray("cells")
                .forEach(it -> copies.add(NotebookCell.of(it, "cells[" + copies.size() + "]")));
        return new NotebookFile(copy, copies);
    }

    /// Removes what cells show.
    void clear() {
        for (NotebookCell cell : cells) {
            if (cell.isCode()) {
                cell.ran(null, new JsonArray());
            }
        }
    }

    /// The notebook's metadata; a change is part of what [#write] writes.
    public JsonObject metadata() {
        if (json.get("metadata") instanceof JsonObject metadata) {
            return metadata;
        }
        var metadata = new JsonObject();
        json.add("metadata", metadata);
        return metadata;
    }

    /// Puts the names of the notebook's own metadata in order.
    void sortMetadata() {
        json.add("metadata", sorted(metadata()));
    }

    /// The same JSON, with the names of every object in order, as Jupyter writes metadata.
    static JsonElement sorted(JsonElement json) {
        return switch (json) {
            case JsonObject object -> {
                var sorted = new JsonObject();
                for (String name : new TreeSet<>(object.keySet())) {
                    sorted.add(name, sorted(object.get(name)));
                }
                yield sorted;
            }
            case JsonArray array -> {
                var sorted = new JsonArray();
                array.forEach(it -> sorted.add(sorted(it)));
                yield sorted;
            }
            default -> json;
        };
    }

    /// Gives every cell an id that has none, as nbformat 4.5 asks.
    void giveIds() {
        Set<String> ids = new HashSet<>();
        cells.forEach(it -> ids.add(it.id()));
        int number = 0;
        for (var cell : cells) {
            number++;
            if (cell.id().isEmpty()) {
                String id = "cell-" + number;
                while (!ids.add(id)) {
                    id += "-";
                }
                cell.id(id);
            }
        }
        if (!(json.get("nbformat_minor") instanceof JsonPrimitive minor)
                || !minor.isNumber()
                || minor.getAsInt() < 5) {
            json.addProperty("nbformat_minor", 5);
        }
    }

    /// The text of the file, as JupyterLab would write it.
    public String text() {
        return new GsonBuilder()
                        .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .create()
                        .toJson(json)
                + "\n";
    }

    /// Writes the notebook, in one step: who reads the file sees the old text or the new one.
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        Files.createDirectories(folder);
        Path fresh = folder.resolve("." + file.getFileName() + ".fresh");
        try {
            Files.writeString(fresh, text());
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
