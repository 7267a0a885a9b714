package telaio.classroom;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import telaio.jupyter.DataFolder;

/// Who hands in.
///
/// @param id by which the school knows the student
public record Student(String surname, String name, String id) {
    /// The variable with another file.
    private static final String VARIABLE = "TELAIO_STUDENT";

    /// Where the student who works here is remembered.
    public static Path standardFile() {
        var given = System.getenv().getOrDefault(VARIABLE, "");
        return given.isBlank()
                ? DataFolder.standard().resolve("student.json")
                : Path.of(given).toAbsolutePath();
    }

    /// The one remembered in a file.
    ///
    /// @return empty if there is none, or what is there is not whole
    public static Optional<Student> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return JsonParser.parseString(Files.readString(file)) instanceof JsonObject json
                    ? of(json)
                    : Optional.empty();
        } catch (JsonParseException e) {
            System.getLogger(Student.class.getName())
                    .log(System.Logger.Level.DEBUG, "not remembered", e);
            return Optional.empty();
        }
    }

    /// The one that `json` tells; empty if a part is missing.
    static Optional<Student> of(JsonObject json) {
        var student =
                new Student(
                        Score.text(json.get("surname")).strip(),
                        Score.text(json.get("name")).strip(),
                        Score.text(json.get("id")).strip());
        return student.isWhole() ? Optional.of(student) : Optional.empty();
    }

    /// Whether nothing is missing.
    public boolean isWhole() {
        return !surname.isBlank() && !name.isBlank() && !id.isBlank();
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("surname", surname);
        json.addProperty("name", name);
        json.addProperty("id", id);
        return json;
    }

    /// Remembers the student in a file, in one step.
    public void write(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var fresh = file.resolveSibling(file.getFileName() + ".fresh");
        Files.writeString(fresh, json() + "\n");
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
