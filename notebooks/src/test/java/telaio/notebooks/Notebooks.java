package telaio.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/// Writes small notebooks for tests.
final class Notebooks {
    private Notebooks() {}

    /// A notebook for our kernel with these code cells, as JSON.
    static String of(String... sources) {
        return json(sources).toString();
    }

    /// A notebook for our kernel, with an exercise of one point: the first cell answers it, the
    /// second is the check.
    static String exercise(String... sources) {
        var notebook = json(sources);
        grade(notebook, 0, "a-answer", false);
        grade(notebook, 1, "a", true);
        return notebook.toString();
    }

    private static void grade(JsonObject notebook, int cell, String id, boolean check) {
        var nbgrader = new JsonObject();
        nbgrader.addProperty("schema_version", 3);
        nbgrader.addProperty("grade_id", id);
        nbgrader.addProperty("grade", check);
        nbgrader.addProperty("solution", !check);
        nbgrader.addProperty("locked", check);
        nbgrader.addProperty("task", false);
        if (check) {
            nbgrader.addProperty("points", 1);
        }
        notebook.getAsJsonArray("cells")
                .get(cell)
                .getAsJsonObject()
                .getAsJsonObject("metadata")
                .add("nbgrader", nbgrader);
    }

    private static JsonObject json(String... sources) {
        var cells = new JsonArray();
        for (String source : sources) {
            var cell = new JsonObject();
            cell.addProperty("cell_type", "code");
            cell.addProperty("id", "cell-" + cells.size());
            cell.add("metadata", new JsonObject());
            cell.add("execution_count", JsonNull.INSTANCE);
            cell.add("outputs", new JsonArray());
            cell.addProperty("source", source);
            cells.add(cell);
        }
        var kernelspec = new JsonObject();
        kernelspec.addProperty("name", "telaio");
        kernelspec.addProperty("display_name", "Java (Telaio)");
        var metadata = new JsonObject();
        metadata.add("kernelspec", kernelspec);
        var notebook = new JsonObject();
        notebook.addProperty("nbformat", 4);
        notebook.addProperty("nbformat_minor", 5);
        notebook.add("metadata", metadata);
        notebook.add("cells", cells);
        return notebook;
    }
}
