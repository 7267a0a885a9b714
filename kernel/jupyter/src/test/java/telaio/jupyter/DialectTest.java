package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notebooks as one writes them for IJava and JJava, under a kernelspec named `java`.
@Timeout(120)
class DialectTest {
    @ParameterizedTest
    @ValueSource(strings = {"ijava.ipynb", "jjava.ipynb"})
    void runs_and_shows_what_was_saved(String file, @TempDir Path folder) throws IOException {
        try (var kernel =
                new KernelProcess(
                        folder,
                        ProcessHandle.current().pid(),
                        KernelProcess.EXPORTS,
                        Map.of("TELAIO_NAMES", "java"))) {
            for (var cell : notebook(file).getAsJsonArray("cells")) {
                var fields = cell.getAsJsonObject();
                if (fields.get("cell_type").getAsString().equals("code")) {
                    run(kernel, text(fields.get("source")), fields.getAsJsonArray("outputs"));
                }
            }
        }
    }

    private static void run(KernelProcess kernel, String code, JsonArray outputs) {
        var exchange = kernel.run(code);
        assertThat(exchange.reply().text("status")).as(code + "\n" + exchange).isEqualTo("ok");
        for (var output : outputs) {
            var saved = output.getAsJsonObject();
            if (saved.has("data")) {
                var shown = exchange.the("execute_result").content().getAsJsonObject("data");
                assertThat(shown.get("text/plain").getAsString())
                        .as(code)
                        .isEqualTo(text(saved.getAsJsonObject("data").get("text/plain")));
            } else {
                assertThat(exchange.printed("stdout")).as(code).isEqualTo(text(saved.get("text")));
            }
        }
    }

    private static JsonObject notebook(String file) throws IOException {
        var stream = Objects.requireNonNull(DialectTest.class.getResourceAsStream(file), file);
        try (var reader = new InputStreamReader(stream, UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static String text(JsonElement lines) {
        return StreamSupport.stream(lines.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.joining());
    }
}
