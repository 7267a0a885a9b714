package telaio.classroom;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
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
import java.util.List;
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
        JsonObject json = parse(file);
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
        return new NotebookFile(json, List.copyOf(cells));
    }

    private static JsonObject parse(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnreadableNotebook(file, Texts.current().notUtf8(), e);
        }
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
        return cells;
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
