package telaio.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Notebooks for tests, written as Jupyter writes them.
final class Notebooks {
    private Notebooks() {}

    static final String STUB = "int twice(int n) {\n    throw Exercise.toDo();\n}";
    static final String SOLUTION =
            "int twice(int n) {\n    // BEGIN SOLUTION\n    return 2 * n;\n    // END SOLUTION\n}";
    static final String CHECK =
            """
            Exercise.check("a", it -> it.run(() -> twice(2)).returns(4));
            // BEGIN HIDDEN TESTS
            if (twice(3) != 6) throw new Error("hidden");
            // END HIDDEN TESTS\
            """;

    /// A teacher's notebook: an exercise of two points.
    static NotebookFile master(Path folder) throws IOException {
        return notebook(
                folder, cell("intro", "", "int start = 1;"), answer(SOLUTION), check(CHECK));
    }

    /// The one that students get of it.
    static NotebookFile released(Path folder) throws IOException {
        var notebook = master(folder);
        var problems = StudentsNotebook.make(notebook, "99-test");
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        return notebook;
    }

    static NotebookFile notebook(Path folder, String... cells) throws IOException {
        return notebook(folder, List.of(cells), 5);
    }

    static NotebookFile notebook(Path folder, List<String> cells, int minor) throws IOException {
        var file = Files.createTempFile(folder, "n", ".ipynb");
        var metadata =
                "{\"lang\":\"en\",\"kernelspec\":{\"name\":\"telaio\",\"language\":\"java\","
                        + "\"display_name\":\"Java\"},\"telaio\":{\"lesson\":\"99-test\"}}";
        Files.writeString(
                file,
                "{\"cells\":[%s],\"metadata\":%s,\"nbformat\":4,\"nbformat_minor\":%d}"
                        .formatted(String.join(",", cells), metadata, minor));
        return NotebookFile.read(file);
    }

    static String answer(String source) {
        return cell("answer", nbgrader("a-answer", false, true, 0), source);
    }

    static String check(String source) {
        return cell("check", nbgrader("a", true, false, 2), source);
    }

    static String nbgrader(String id, boolean grade, boolean solution, double points) {
        return """
        "nbgrader":{"schema_version":3,"grade_id":"%s","grade":%s,"solution":%s,"locked":%s,"task":false%s}\
        """
                .formatted(id, grade, solution, !solution, grade ? ",\"points\":" + points : "");
    }

    /// @param id empty for none
    static String cell(String id, String metadata, String source) {
        return """
        {"cell_type":"code",%s"metadata":{%s},"outputs":[],"execution_count":null,"source":%s}\
        """
                .formatted(id.isEmpty() ? "" : "\"id\":\"" + id + "\",", metadata, quoted(source));
    }

    static String quoted(String text) {
        return new com.google.gson.Gson().toJson(text);
    }
}
