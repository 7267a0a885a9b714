package telaio.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/// The outputs of a cell as one text: what it printed, its result, its error.
final class OutputText {
    private OutputText() {}

    /// A stream's pieces are joined, whatever their number: where it was cut says nothing. Standard
    /// output comes first, then standard error, results, errors.
    static String of(List<JsonObject> outputs) {
        return stream(outputs, "stdout")
                + mark("stderr", stream(outputs, "stderr"))
                + outputs.stream().map(OutputText::marked).reduce("", String::concat);
    }

    /// The outputs one after the other, as a page shows them.
    static String shown(List<JsonObject> outputs) {
        return outputs.stream().map(OutputText::plain).collect(Collectors.joining("\n"));
    }

    private static String plain(JsonObject output) {
        return switch (type(output)) {
            case "stream" -> Lesson.text(output.get("text"));
            case "error" ->
                    output.getAsJsonArray("traceback").asList().stream()
                            .map(JsonElement::getAsString)
                            .collect(Collectors.joining("\n"));
            default -> Lesson.text(output.getAsJsonObject("data").get("text/plain"));
        };
    }

    static boolean hasError(List<JsonObject> outputs) {
        return outputs.stream().anyMatch(output -> type(output).equals("error"));
    }

    private static String stream(List<JsonObject> outputs, String name) {
        return outputs.stream()
                .filter(output -> type(output).equals("stream"))
                .filter(output -> output.get("name").getAsString().equals(name))
                .map(output -> Lesson.text(output.get("text")))
                .reduce("", String::concat);
    }

    private static String marked(JsonObject output) {
        return switch (type(output)) {
            case "execute_result", "display_data" ->
                    mark(
                            type(output),
                            Lesson.text(output.getAsJsonObject("data").get("text/plain")));
            case "error" ->
                    mark(
                            "error",
                            output.get("ename").getAsString()
                                    + ": "
                                    + output.get("evalue").getAsString());
            default -> "";
        };
    }

    private static String mark(String kind, String text) {
        return text.isEmpty() ? "" : "[" + kind + "] " + text + "\n";
    }

    private static String type(JsonObject output) {
        return output.get("output_type").getAsString();
    }
}
