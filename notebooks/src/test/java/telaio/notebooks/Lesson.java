package telaio.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A notebook of the course in one language, as it lies on disk.
///
/// @param name folder and language: `00-overview/it`
record Lesson(String name, Path file, JsonObject json) {
    /// The folder of this module, whose sub-folders `NN-slug` are the course.
    static final Path COURSE = Path.of(System.getProperty("basedir", ""));

    private static final String LESSON_FOLDER = "\\d\\d-[a-z0-9-]+";

    @Override
    public String toString() {
        return name;
    }

    /// All folders of the course, in order.
    static List<Path> folders() {
        return folders(COURSE.toAbsolutePath());
    }

    static List<Path> folders(Path course) {
        try (var entries = Files.list(course)) {
            return entries.filter(path -> path.getFileName().toString().matches(LESSON_FOLDER))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All notebooks of the course, Italian before English.
    static List<Lesson> all() {
        return all(COURSE.toAbsolutePath());
    }

    static List<Lesson> all(Path course) {
        return folders(course).stream()
                .flatMap(folder -> List.of(italian(folder), english(folder)).stream())
                .toList();
    }

    /// One language of each lesson, the other one in the next: what is run takes half the time, and
    /// each way of running sees both languages.
    ///
    /// @param first whether the first lesson is Italian
    static List<Lesson> alternating(Path course, boolean first) {
        var folders = folders(course);
        return IntStream.range(0, folders.size())
                .mapToObj(i ->
                        (i % 2 == 0) == first ? italian(folders.get(i)) : english(folders.get(i)))
                .toList();
    }

    static Lesson italian(Path folder) {
        return read(folder.resolve("it.ipynb"));
    }

    static Lesson english(Path folder) {
        return read(folder.resolve("en.ipynb"));
    }

    /// @throws UncheckedIOException if `file` is missing
    static Lesson read(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            String language = file.getFileName().toString().replace(".ipynb", "");
            return new Lesson(
                    (folder == null ? "" : folder.getFileName() + "/") + language,
                    file,
                    JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `it` or `en`.
    String language() {
        return json.getAsJsonObject("metadata").get("lang").getAsString();
    }

    List<Cell> cells() {
        return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false)
                .map(cell -> new Cell(cell.getAsJsonObject()))
                .toList();
    }

    List<Cell> codeCells() {
        return cells().stream().filter(Cell::isCode).toList();
    }

    /// One cell of a notebook.
    record Cell(JsonObject json) {
        String id() {
            return json.get("id").getAsString();
        }

        boolean isCode() {
            return json.get("cell_type").getAsString().equals("code");
        }

        String source() {
            return text(json.get("source"));
        }

        /// Whether it checks an exercise.
        boolean isCheck() {
            JsonObject nbgrader = json.getAsJsonObject("metadata").getAsJsonObject("nbgrader");
            return nbgrader != null && nbgrader.get("grade").getAsBoolean();
        }

        List<JsonObject> outputs() {
            return json.getAsJsonArray("outputs").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        }

        /// Whether a run goes on after it when it fails: an exercise nobody has solved yet.
        boolean mayFail() {
            var tags = json.getAsJsonObject("metadata").getAsJsonArray("tags");
            return tags != null && tags.contains(new JsonPrimitive("raises-exception"));
        }

        /// How its outputs may differ from one run to the next.
        OutputRule outputRule() {
            JsonObject telaio = json.getAsJsonObject("metadata").getAsJsonObject("telaio");
            JsonElement rule = telaio == null ? null : telaio.get("output");
            return rule == null ? OutputRule.EXACT : OutputRule.named(rule.getAsString());
        }
    }

    /// A text of the notebook format: a string, or lines to be joined.
    static String text(@Nullable JsonElement lines) {
        if (lines == null) {
            return "";
        }
        if (lines.isJsonPrimitive()) {
            return lines.getAsString();
        }
        var joined = new StringBuilder();
        lines.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }
}
