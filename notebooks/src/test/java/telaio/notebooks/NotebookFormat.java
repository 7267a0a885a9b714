package telaio.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the notebook format 4.5 asks of a file, as far as notebooks of the course go.
final class NotebookFormat {
    private static final Set<String> TOP =
            Set.of("cells", "metadata", "nbformat", "nbformat_minor");
    private static final Set<String> MARKDOWN = Set.of("cell_type", "id", "metadata", "source");
    private static final Set<String> CODE =
            Set.of("cell_type", "execution_count", "id", "metadata", "outputs", "source");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private NotebookFormat() {}

    /// What is wrong with `notebook`, a sentence each; empty if it is valid.
    static List<String> problems(JsonObject notebook) {
        var format = new NotebookFormat();
        format.checkNotebook(notebook);
        return List.copyOf(format.problems);
    }

    private void checkNotebook(JsonObject notebook) {
        keys("notebook", notebook, TOP);
        check(number(notebook, "nbformat") == 4, "nbformat is not 4");
        check(number(notebook, "nbformat_minor") == 5, "nbformat_minor is not 5");
        if (notebook.get("cells") == null) {
            return;
        }
        for (JsonElement cell : notebook.getAsJsonArray("cells")) {
            checkCell(cell.getAsJsonObject());
        }
    }

    private void checkCell(JsonObject cell) {
        String id = cell.has("id") ? cell.get("id").getAsString() : "";
        check(id.matches("[a-zA-Z0-9-_]{1,64}"), "not an id: '" + id + "'");
        check(ids.add(id), "id used twice: " + id);
        String type = cell.has("cell_type") ? cell.get("cell_type").getAsString() : "";
        switch (type) {
            case "markdown" -> keys(id, cell, MARKDOWN);
            case "code" -> {
                keys(id, cell, CODE);
                if (cell.has("outputs")) {
                    cell.getAsJsonArray("outputs")
                            .forEach(output -> checkOutput(id, output.getAsJsonObject()));
                }
            }
            default -> problems.add(id + ": cell type '" + type + "'");
        }
    }

    private void checkOutput(String id, JsonObject output) {
        String type = output.has("output_type") ? output.get("output_type").getAsString() : "";
        switch (type) {
            case "stream" -> keys(id, output, Set.of("output_type", "name", "text"));
            case "display_data" -> keys(id, output, Set.of("output_type", "data", "metadata"));
            case "execute_result" ->
                    keys(id, output, Set.of("output_type", "data", "metadata", "execution_count"));
            case "error" -> keys(id, output, Set.of("output_type", "ename", "evalue", "traceback"));
            default -> problems.add(id + ": output type '" + type + "'");
        }
    }

    private void keys(String where, JsonObject object, Set<String> expected) {
        check(
                object.keySet().equals(expected),
                "%s: has %s, should have %s".formatted(where, object.keySet(), expected));
    }

    private void check(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    private static int number(JsonObject object, String key) {
        return object.has(key) ? object.get(key).getAsInt() : -1;
    }
}
