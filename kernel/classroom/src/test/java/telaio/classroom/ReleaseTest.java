package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    private static final String ANSWER =
            grading("answer", "\"grade\": false, \"solution\": true, \"locked\": false");
    private static final String CHECK =
            grading(
                    "check",
                    "\"grade\": true, \"solution\": false, \"locked\": true, \"points\": 2");

    private static final String SOLVED =
            """
            int answer() {
                // BEGIN SOLUTION
                int six = 6;
                return six * 7;
                // END SOLUTION
            }\
            """;

    @TempDir Path folder;

    private static String grading(String id, String fields) {
        return "{\"nbgrader\": {\"schema_version\": 3, \"task\": false, \"grade_id\": \"%s\", %s}}"
                .formatted(id, fields);
    }

    private static JsonObject cell(String type, String id, String metadata, String source) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", type);
        cell.addProperty("id", id);
        cell.add("metadata", JsonParser.parseString(metadata));
        cell.addProperty("source", source);
        if (type.equals("code")) {
            cell.add("outputs", JsonParser.parseString("[{\"output_type\": \"stream\"}]"));
            cell.addProperty("execution_count", 3);
        }
        return cell;
    }

    private static JsonObject answer(String source) {
        return cell("code", "answer", ANSWER, source);
    }

    private static JsonObject check(String source) {
        return cell("code", "check", CHECK, source);
    }

    private Path solutions() {
        return folder.resolve("solutions");
    }

    private Path students() {
        return folder.resolve("students");
    }

    /// For our kernel, in Italian.
    private void notebook(String file, JsonObject... cells) throws IOException {
        notebook(file, "{\"lang\": \"it\", \"kernelspec\": {\"name\": \"telaio\"}}", cells);
    }

    private void notebook(String file, String metadata, JsonObject... cells) throws IOException {
        var array = new JsonArray();
        List.of(cells).forEach(array::add);
        var json = new JsonObject();
        json.add("cells", array);
        json.add("metadata", JsonParser.parseString(metadata));
        json.addProperty("nbformat", 4);
        json.addProperty("nbformat_minor", 4);
        Path path = solutions().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, json.toString());
    }

    private List<Path> release() throws Exception {
        return new Release(solutions(), students()).make();
    }

    private NotebookFile released(String file) throws Exception {
        release();
        return NotebookFile.read(students().resolve(file));
    }

    private List<String> problems() {
        return catchThrowableOfType(ReleaseRefused.class, this::release).problems().stream()
                .map(it -> it.replace(solutions().toString(), "solutions"))
                .toList();
    }

    @Test
    void a_solution_becomes_a_stub_and_hidden_tests_go() throws Exception {
        notebook(
                "01/it.ipynb",
                cell("code", "free", "{}", "int x = 1;"),
                answer(SOLVED),
                check("check(42);\n// BEGIN HIDDEN TESTS\ncheck(43);\n// END HIDDEN TESTS"));
        var notebook = released("01/it.ipynb");
        assertThat(notebook.cells())
                .extracting(NotebookCell::source)
                .containsExactly(
                        "int x = 1;",
                        "int answer() {\n    throw Exercise.toDo();\n}",
                        "check(42);");
        assertThat(notebook.cells()).allMatch(it -> it.outputs().isEmpty());
        assertThat(notebook.cells()).allMatch(it -> it.executionCount() == null);
    }

    @Test
    void cells_are_locked_and_sealed_as_nbgrader_does() throws Exception {
        notebook("a.ipynb", answer(SOLVED), check("check(42);"));
        var cells = released("a.ipynb").cells();
        assertThat(cells.get(0).metadata())
                .hasToString(
                        "{\"deletable\":false,\"nbgrader\":{\"cell_type\":\"code\","
                                + "\"checksum\":\"ee316f7b0f971dcbe4a4736ad3b8bcc1\","
                                + "\"grade\":false,\"grade_id\":\"answer\",\"locked\":false,"
                                + "\"schema_version\":3,\"solution\":true,\"task\":false},"
                                + "\"tags\":[\"raises-exception\"]}");
        assertThat(cells.get(1).metadata())
                .hasToString(
                        "{\"deletable\":false,\"editable\":false,\"nbgrader\":{\"cell_type\":\"code\","
                                + "\"checksum\":\"c4c278a2d9967670e960864bd847bfc6\","
                                + "\"grade\":true,\"grade_id\":\"check\",\"locked\":true,\"points\":2,"
                                + "\"schema_version\":3,\"solution\":false,\"task\":false},"
                                + "\"tags\":[\"raises-exception\"]}");
    }

    @Test
    void the_lesson_is_named_and_every_cell_has_an_id() throws Exception {
        var nameless = cell("markdown", "", "{}", "# Title");
        nameless.remove("id");
        notebook("01-process/it.ipynb", nameless);
        notebook("top.ipynb", nameless);
        notebook("named.ipynb", "{\"telaio\": {\"lesson\": \"mine\"}}", nameless);
        assertThat(released("01-process/it.ipynb").text())
                .contains("\"lesson\": \"01-process\"", "\"nbformat_minor\": 5", "\"cell-1\"");
        assertThat(released("top.ipynb").text()).contains("\"lesson\": \"top\"");
        assertThat(released("named.ipynb").text()).contains("\"lesson\": \"mine\"");
    }

    @Test
    void a_kernel_that_is_not_ours_gets_a_stub_of_plain_java() throws Exception {
        notebook("a.ipynb", "{\"lang\": \"it\"}", answer(SOLVED));
        notebook("b.ipynb", "{\"lang\": \"en\"}", answer(SOLVED));
        assertThat(released("a.ipynb").cells().getFirst().source())
                .contains("    throw new UnsupportedOperationException(\"da completare\");");
        assertThat(released("b.ipynb").cells().getFirst().source())
                .contains("(\"to be completed\");");
    }

    @Test
    void a_written_answer_gets_a_line_to_write_in() throws Exception {
        var manual =
                grading(
                        "essay",
                        "\"grade\": true, \"solution\": true, \"locked\": false, \"points\": 1.5");
        notebook(
                "a.ipynb",
                cell("markdown", "essay", manual, "Why?\n\nBEGIN SOLUTION\nSo.\nEND SOLUTION"));
        var cell = released("a.ipynb").cells().getFirst();
        assertThat(cell.source()).isEqualTo("Why?\n\n*Scrivi qui la tua risposta.*");
        assertThat(cell.metadata().has("editable")).isFalse();
        assertThat(cell.metadata().get("deletable").getAsBoolean()).isFalse();
    }

    @Test
    void what_is_replaced_keeps_the_outputs_of_cells_that_are_the_same() throws Exception {
        notebook(
                "a.ipynb",
                cell("code", "same", "{}", "int x = 1;"),
                cell("code", "other", "{}", "int y = 1;"));
        var executed = released("a.ipynb");
        var output = JsonParser.parseString("[{\"output_type\": \"stream\"}]").getAsJsonArray();
        executed.cells().forEach(it -> it.ran(7, output));
        executed.cells().get(1).source("int y = 2;");
        executed.metadata().addProperty("language_info", "as the run said");
        executed.write(students().resolve("a.ipynb"));
        var again = released("a.ipynb");
        assertThat(again.cells().get(0).executionCount()).isEqualTo(7);
        assertThat(again.cells().get(0).outputs()).isEqualTo(output);
        assertThat(again.cells().get(1).executionCount()).isNull();
        assertThat(again.cells().get(1).outputs()).isEmpty();
        assertThat(again.metadata().get("language_info").getAsString())
                .isEqualTo("as the run said");
    }

    @Test
    void a_second_release_changes_nothing() throws Exception {
        notebook("a.ipynb", answer(SOLVED), check("check(42);"));
        var first = released("a.ipynb").text();
        assertThat(released("a.ipynb").text()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int x = 1;| is a cell to complete, but has no BEGIN SOLUTION",
                "BEGIN SOLUTION%n| line 1: BEGIN SOLUTION without END SOLUTION",
                "a%nEND SOLUTION| line 2: END SOLUTION without BEGIN SOLUTION",
                "BEGIN SOLUTION%nx%nBEGIN SOLUTION%nEND SOLUTION"
                        + "| line 3: BEGIN SOLUTION inside that of line 1",
                "BEGIN SOLUTION%nEND SOLUTION%nEND SOLUTION"
                        + "| line 3: END SOLUTION without BEGIN SOLUTION",
                "BEGIN SOLUTION%nEND SOLUTION%nBEGIN HIDDEN TESTS%nEND HIDDEN TESTS"
                        + "| has BEGIN HIDDEN TESTS, but nbgrader.grade in its metadata is not true",
            })
    void bad_marks_are_told_with_file_cell_and_line(String source, String problem)
            throws Exception {
        notebook("a.ipynb", answer(source.replace("%n", "\n")));
        assertThat(problems())
                .containsExactly("solutions/a.ipynb, cell 1 (answer): " + problem.strip());
        assertThat(students()).doesNotExist();
    }

    @Test
    void marks_in_a_cell_that_is_not_graded_are_told() throws Exception {
        notebook("a.ipynb", cell("code", "free", "{}", SOLVED), check(SOLVED));
        assertThat(problems())
                .containsExactly(
                        "solutions/a.ipynb, cell 1 (free): has BEGIN SOLUTION, but nbgrader.solution"
                                + " in its metadata is not true",
                        "solutions/a.ipynb, cell 2 (check): has BEGIN SOLUTION, but"
                                + " nbgrader.solution in its metadata is not true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nbgrader\": 1}| nbgrader",
                "{\"nbgrader\": {\"schema_version\": 2}}| nbgrader.schema_version",
                "{\"nbgrader\": {\"schema_version\": 3, \"grade\": \"no\"}}| nbgrader.grade",
                "{\"nbgrader\": {\"schema_version\": 3, \"grade\": false, \"grade_id\": \"a b\"}}"
                        + "| nbgrader.grade_id",
                "{\"nbgrader\": {\"schema_version\": 3, \"grade\": true, \"grade_id\": \"a\"}}"
                        + "| nbgrader.points",
                "{\"nbgrader\": {\"schema_version\": 3, \"grade\": false, \"grade_id\": \"a\"}}"
                        + "| nbgrader.solution",
            })
    void bad_metadata_are_told_by_field(String metadata, String field) throws Exception {
        notebook("a.ipynb", cell("code", "x", metadata, SOLVED));
        assertThat(problems())
                .containsExactly(
                        "solutions/a.ipynb, cell 1 (x): %s is missing in its metadata or not as it should be"
                                .formatted(field.strip()));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_is_written() throws Exception {
        notebook("good.ipynb", answer(SOLVED));
        notebook("twice.ipynb", answer(SOLVED), answer(SOLVED));
        Files.writeString(solutions().resolve("broken.ipynb"), "{\"cells\": [}");
        assertThat(problems())
                .satisfiesExactly(
                        it ->
                                assertThat(it)
                                        .startsWith("solutions/broken.ipynb: is not valid JSON"),
                        it ->
                                assertThat(it)
                                        .isEqualTo(
                                                "solutions/twice.ipynb, cell 2 (answer): the"
                                                        + " grade_id «answer» is already another"
                                                        + " cell's"));
        assertThat(students()).doesNotExist();
    }

    @Test
    void where_there_are_no_notebooks_is_told() throws Exception {
        assertThat(problems()).containsExactly("solutions is not a folder");
        Files.createDirectories(solutions().resolve(".ipynb_checkpoints"));
        Files.writeString(solutions().resolve(".ipynb_checkpoints/a.ipynb"), "{}");
        assertThat(problems()).containsExactly("solutions: there is no notebook");
    }

    @Test
    void solutions_are_never_written_over() throws Exception {
        notebook("a.ipynb", answer(SOLVED));
        assertThatExceptionOfType(ReleaseRefused.class)
                .isThrownBy(() -> new Release(solutions(), solutions()).make())
                .withMessageContaining("choose another folder");
    }
}
