package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One student's notebook, as all kinds of programs save it, is the same to the grader.
@Timeout(60)
class FormsTest {
    private static final String MINE = "int twice(int n) {\n    return n + n;\n}";

    @TempDir Path folder;

    private static Arguments form(
            String name, Consumer<JsonObject> change, UnaryOperator<String> text) {
        return Arguments.of(name, change, text);
    }

    static Stream<Arguments> forms() {
        var forms = new ArrayList<Arguments>();
        for (int minor = 0; minor <= 5; minor++) {
            int version = minor;
            forms.add(
                    form(
                            "nbformat 4." + minor,
                            it -> {
                                it.addProperty("nbformat_minor", version);
                                if (version < 5) {
                                    cells(it).forEach(cell -> cell.remove("id"));
                                }
                            },
                            it -> it));
        }
        forms.add(form("VS Code", FormsTest::asVisualStudioCode, it -> it));
        forms.add(form("classic Jupyter", FormsTest::asClassic, it -> it));
        forms.add(form("Windows", _ -> {}, it -> it.replace("\n", "\r\n")));
        forms.add(form("Windows in cells", _ -> {}, it -> it.replace("\\n", "\\r\\n")));
        forms.add(form("byte order mark", _ -> {}, it -> "\uFEFF" + it));
        forms.add(
                form(
                        "no outputs, no counts, no metadata",
                        it ->
                                cells(it)
                                        .forEach(cell -> {
                                            cell.remove("outputs");
                                            cell.remove("execution_count");
                                        }),
                        it -> it));
        forms.add(
                form(
                        "huge outputs",
                        it ->
                                cells(it)
                                        .forEach(cell ->
                                                cell.add(
                                                        "outputs", outputs("x".repeat(3_000_000)))),
                        it -> it));
        return forms.stream();
    }

    /// It knows no ids, and has metadata of its own.
    private static void asVisualStudioCode(JsonObject notebook) {
        notebook.addProperty("nbformat_minor", 2);
        for (var cell : cells(notebook)) {
            cell.remove("id");
            cell.addProperty("execution_count", 3);
            var code = new JsonObject();
            code.addProperty("languageId", "java");
            cell.getAsJsonObject("metadata").add("vscode", code);
        }
        var metadata = notebook.getAsJsonObject("metadata");
        metadata.remove("kernelspec");
        metadata.add("language_info", new JsonObject());
    }

    private static void asClassic(JsonObject notebook) {
        notebook.addProperty("nbformat_minor", 4);
        for (var cell : cells(notebook)) {
            cell.remove("id");
            cell.getAsJsonObject("metadata").addProperty("collapsed", true);
            cell.getAsJsonObject("metadata").addProperty("trusted", true);
        }
        notebook.getAsJsonObject("metadata").addProperty("celltoolbar", "Create Assignment");
    }

    private static List<JsonObject> cells(JsonObject notebook) {
        return notebook.getAsJsonArray("cells").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonArray outputs(String text) {
        var output = new JsonObject();
        output.addProperty("output_type", "stream");
        output.addProperty("name", "stdout");
        output.addProperty("text", text);
        var outputs = new JsonArray();
        outputs.add(output);
        return outputs;
    }

    private JsonObject solved() throws IOException {
        var notebook = Notebooks.released(folder);
        notebook.cells().get(1).source(MINE);
        return JsonParser.parseString(notebook.text()).getAsJsonObject();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void a_notebook_is_read_and_graded_whoever_has_saved_it(
            String name, Consumer<JsonObject> change, UnaryOperator<String> text) throws Exception {
        var json = solved();
        change.accept(json);
        var file = folder.resolve("lesson.ipynb");
        Files.write(file, text.apply(new Gson().toJson(json) + "\n").getBytes(UTF_8));
        var notebook = NotebookFile.readToGrade(file);
        var lesson = Lesson.of(Notebooks.master(folder));
        assertThat(Lesson.nameOf(notebook)).as(name).isEqualTo("99-test");
        assertThat(Matching.of(notebook, Lesson.toldBy(notebook)).findings())
                .filteredOn(it -> it.kind() != Finding.Kind.CHANGED)
                .isEmpty();
        assertThat(Repair.repair(notebook, lesson)).isEmpty();
        assertThat(notebook.cells().stream().map(it -> it.source().replace("\r", "")))
                .containsExactly("int start = 1;", MINE, Notebooks.CHECK);
        assertThat(NotebookHtml.cells(notebook, List.of(), false)).contains("return n + n;");
        notebook.clear();
        assertThat(notebook.text()).hasSizeLessThan(20_000);
    }

    /// What a student's file can have in the place of what should be there.
    private static final List<JsonElement> ODD =
            List.of(
                    new JsonPrimitive(1e99),
                    new JsonPrimitive(""),
                    new JsonPrimitive(true),
                    new JsonArray(),
                    new JsonObject(),
                    JsonParser.parseString("null"),
                    JsonParser.parseString("[[1],{\"a\":[null]}]"),
                    JsonParser.parseString("{\"grade_id\":3,\"points\":-1,\"lesson\":[]}"));

    @Test
    void whatever_is_in_a_file_it_is_refused_or_graded() throws Exception {
        var lesson = Lesson.of(Notebooks.master(folder));
        var file = folder.resolve("odd.ipynb");
        for (int seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            var json = solved();
            for (var cell : cells(json)) {
                cell.add("outputs", outputs("x"));
            }
            spoil(json, random, 1 + random.nextInt(3));
            Files.writeString(file, json.toString());
            try {
                var notebook = NotebookFile.readToGrade(file);
                CheckReport.order(notebook);
                var told = Lesson.toldBy(notebook);
                assertThat(new FreshRun().scores(notebook, told)).isNotNull();
                Repair.repair(notebook, lesson);
                assertThat(new FreshRun().scores(notebook, lesson)).hasSize(1);
                assertThat(NotebookHtml.cells(notebook, List.of(), false)).isNotEmpty();
            } catch (UnreadableNotebook e) {
                assertThat(e).hasMessageContaining("odd.ipynb");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + json, e);
            }
        }
    }

    private static void spoil(JsonElement json, SplittableRandom random, int times) {
        for (int i = 0; i < times; i++) {
            var at = json;
            while (true) {
                if (at instanceof JsonObject object && !object.isEmpty()) {
                    var names = List.copyOf(object.keySet());
                    var name = names.get(random.nextInt(names.size()));
                    if (!object.get(name).isJsonPrimitive() && random.nextInt(4) > 0) {
                        at = object.get(name);
                        continue;
                    }
                    object.add(name, ODD.get(random.nextInt(ODD.size())).deepCopy());
                } else if (at instanceof JsonArray array && !array.isEmpty()) {
                    int index = random.nextInt(array.size());
                    if (!array.get(index).isJsonPrimitive() && random.nextInt(4) > 0) {
                        at = array.get(index);
                        continue;
                    }
                    array.set(index, ODD.get(random.nextInt(ODD.size())).deepCopy());
                }
                break;
            }
        }
    }

    @Test
    void json_in_json_without_end_is_refused() throws IOException {
        var file = folder.resolve("deep.ipynb");
        Files.writeString(
                file,
                "{\"nbformat\":4,\"cells\":[],\"metadata\":"
                        + "[".repeat(500_000)
                        + "]".repeat(500_000)
                        + "}");
        assertThatThrownBy(() -> NotebookFile.readToGrade(file))
                .isInstanceOf(UnreadableNotebook.class);
    }
}
