package telaio.classroom;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of a submission. Kept in a file, so that nothing is graded twice.
///
/// @param key of all that decides the grade: the notebook, the teacher's, the limits
/// @param page the feedback, relative to the out folder
/// @param remarks what was repaired, and what happened, for people
record Graded(
        String key,
        Student student,
        String origin,
        String lesson,
        String page,
        List<Score> scores,
        List<String> remarks) {
    /// The one kept in a file.
    ///
    /// @return empty if there is none, or one of another key
    static Optional<Graded> read(Path file, String key) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            if (!json.get("key").getAsString().equals(key)) {
                return Optional.empty();
            }
            var who = json.getAsJsonObject("student");
            var remarks = new ArrayList<String>();
            json.getAsJsonArray("remarks").forEach(it -> remarks.add(it.getAsString()));
            return Optional.of(
                    new Graded(
                            key,
                            new Student(
                                    who.get("surname").getAsString(),
                                    who.get("name").getAsString(),
                                    who.get("id").getAsString()),
                            json.get("origin").getAsString(),
                            json.get("lesson").getAsString(),
                            json.get("page").getAsString(),
                            ScoreTable.scores(json.getAsJsonArray("exercises")),
                            List.copyOf(remarks)));
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            // It is graded again.
            System.getLogger(Graded.class.getName())
                    .log(System.Logger.Level.DEBUG, "not a result: " + file, e);
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        var json = new JsonObject();
        json.addProperty("key", key);
        json.add("student", student.json());
        json.addProperty("origin", origin);
        json.addProperty("lesson", lesson);
        json.addProperty("page", page);
        json.add("exercises", ScoreTable.json(scores));
        var said = new JsonArray();
        remarks.forEach(said::add);
        json.add("remarks", said);
        var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        replace(file, gson.toJson(json) + "\n");
    }

    /// With other remarks, which are not kept.
    Graded with(List<String> more) {
        var all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Graded(key, student, origin, lesson, page, scores, List.copyOf(all));
    }

    /// Writes a text in one step.
    static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling(""));
        var fresh = file.resolveSibling("." + file.getFileName() + ".fresh");
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
