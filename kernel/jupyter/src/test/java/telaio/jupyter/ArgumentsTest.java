package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArgumentsTest {
    @TempDir Path folder;

    private record Ended(int exitCode, String text) {}

    private static Ended run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    @Test
    void without_connection_file_it_says_how_it_is_used() throws Exception {
        assertThat(run(List.of()))
                .isEqualTo(new Ended(2, "usage: telaio.jupyter.Main CONNECTION_FILE\n"));
    }

    @Test
    void a_connection_file_that_cannot_be_used_is_named_in_one_line() throws Exception {
        var file = Files.writeString(folder.resolve("kernel.json"), "{\"key\": \"secret\"}");
        var ended = run(List.of(file.toString()));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.text()).contains("shell_port").doesNotContain("secret").hasLineCount(1);

        assertThat(run(List.of(folder.resolve("none.json").toString())).text())
                .contains("none.json")
                .hasLineCount(1);
    }
}
