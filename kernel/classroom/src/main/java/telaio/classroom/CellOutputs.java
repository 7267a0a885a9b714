package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.Stream;

/// What a cell shows, gathered as JupyterLab gathers it and kept as nbformat keeps it. Not safe for
/// more than one thread at a time.
final class CellOutputs {
    private final List<Output> outputs = new ArrayList<>();
    private final long most;
    private boolean clearAtNext;
    private long kept;

    /// @param most characters that are kept, of text and of displays; then a note, and no more
    CellOutputs(long most) {
        this.most = most;
    }

    private sealed interface Output {
        /// Text of one stream, in one piece until something else comes between.
        record Printed(String name, StreamText text) implements Output {}

        /// Anything else, already as in the file.
        record Shown(JsonObject json) implements Output {}
    }

    void add(Stream stream) {
        clearIfAsked();
        if (fits(stream.text().length())) {
            append(stream);
        }
    }

    private void append(Stream stream) {
        if (!outputs.isEmpty()
                && outputs.getLast() instanceof Output.Printed(var name, var text)
                && name.equals(stream.name())) {
            text.append(stream.text());
        } else {
            var text = new StreamText();
            text.append(stream.text());
            outputs.add(new Output.Printed(stream.name(), text));
        }
    }

    void add(ExecuteResult result) {
        var json = output("execute_result");
        json.add("data", bundle(result.data()));
        json.addProperty("execution_count", result.executionCount());
        json.add("metadata", result.metadata().deepCopy());
        // Kept in any case: it may be what the cell's points are.
        show(json);
    }

    /// Returns the output in the file's form, for updates of the display.
    JsonObject add(DisplayData display) {
        var json = output("display_data");
        json.add("data", bundle(display.data()));
        json.add("metadata", display.metadata().deepCopy());
        clearIfAsked();
        if (fits(json.toString().length())) {
            show(json);
        }
        return json;
    }

    void add(ErrorOutput error) {
        var json = output("error");
        json.addProperty("ename", error.ename());
        json.addProperty("evalue", error.evalue());
        var traceback = new JsonArray();
        error.traceback().forEach(traceback::add);
        json.add("traceback", traceback);
        show(json);
    }

    void clear(ClearOutput clear) {
        clearAtNext = true;
        if (!clear.whenNextComes()) {
            clearIfAsked();
        }
    }

    /// Puts new content into an output that [#add(DisplayData)] gave.
    static void update(JsonObject output, JsonObject data, JsonObject metadata) {
        output.add("data", bundle(data));
        output.add("metadata", metadata.deepCopy());
    }

    JsonArray json() {
        var array = new JsonArray();
        for (Output output : outputs) {
            switch (output) {
                case Output.Printed(var name, var text) -> {
                    var json = new JsonObject();
                    json.addProperty("name", name);
                    json.addProperty("output_type", "stream");
                    json.add("text", NotebookCell.multiline(text.toString()));
                    array.add(json);
                }
                case Output.Shown(var json) -> array.add(json);
            }
        }
        return array;
    }

    private void show(JsonObject json) {
        clearIfAsked();
        outputs.add(new Output.Shown(json));
    }

    /// Whether there is room; when there is none for the first time, that is noted.
    private boolean fits(int length) {
        if (kept > most) {
            return false;
        }
        kept += length;
        if (kept > most) {
            append(new Stream("stdout", "\n" + Texts.current().cut() + "\n"));
            return false;
        }
        return true;
    }

    private void clearIfAsked() {
        if (clearAtNext) {
            outputs.clear();
            clearAtNext = false;
        }
    }

    private static JsonObject output(String type) {
        var json = new JsonObject();
        json.addProperty("output_type", type);
        return json;
    }

    /// Texts are kept as lines; base64 and JSON as they are.
    private static JsonObject bundle(JsonObject data) {
        var bundle = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : data.entrySet()) {
            boolean split =
                    entry.getValue() instanceof JsonPrimitive value
                            && value.isString()
                            && isText(entry.getKey());
            bundle.add(
                    entry.getKey(),
                    split
                            ? NotebookCell.multiline(entry.getValue().getAsString())
                            : entry.getValue().deepCopy());
        }
        return bundle;
    }

    private static boolean isText(String mimeType) {
        return mimeType.startsWith("text/")
                || mimeType.equals("image/svg+xml")
                || mimeType.equals("application/javascript");
    }
}
