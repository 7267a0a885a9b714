package telaio.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/// Writes small notebooks for tests.
final class Notebooks {
    private Notebooks() {}

    /// A notebook for our kernel with these code cells, as JSON.
    static String of(String... sources) {
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
        return notebook.toString();
    }
}
