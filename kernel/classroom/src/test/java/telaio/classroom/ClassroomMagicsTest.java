package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.Kernel;
import telaio.jupyter.magic.MagicEvaluator;
import telaio.jupyter.magic.MagicFailed;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.InputRequest;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;
import telaio.jupyter.protocol.Session;

/// `%check` and `%hand-in`, said to a kernel by a client that answers its questions.
@Timeout(120)
class ClassroomMagicsTest {
    @TempDir Path folder;

    private final StringBuilder printed = new StringBuilder();
    private final Queue<String> answers = new ArrayDeque<>(List.of("Rossi", "Anna", "s7"));

    private final class Client implements Publisher, InputRequests {
        @Override
        public void publish(@Nullable Header parent, Broadcast content) {
            if (content instanceof Stream stream) {
                synchronized (printed) {
                    printed.append(stream.text());
                }
            }
        }

        @Override
        public String ask(Message request, InputRequest question) {
            return answers.remove();
        }

        @Override
        public void cancel(Header request) {
            // Nobody waits.
        }
    }

    @BeforeEach
    void forgetStudent() throws Exception {
        Files.deleteIfExists(Student.standardFile());
    }

    private static @Nullable Reply say(Kernel kernel, String code) {
        var request = new ExecuteRequest(code, false, true, Map.of(), true, true);
        return kernel.answer(new Session("test").request(request));
    }

    @Test
    void a_student_checks_and_hands_in_and_is_asked_for_a_name_once() throws Exception {
        var file = folder.resolve("lesson.ipynb");
        Notebooks.released(folder).write(file);
        var to = folder.resolve("to");
        var client = new Client();
        try (var kernel = new Kernel(client, client, MagicEvaluator::new)) {
            assertThat(say(kernel, "%check \"" + file + "\"")).isInstanceOf(ExecuteReply.class);
            assertThat(printed)
                    .contains("✗ a: not attempted, 0 of 2", CheckTexts.TO_DO.text(false));
            for (int i = 0; i < 2; i++) {
                var handIn = "%hand-in \"" + file + "\" --to \"" + to + "\"";
                assertThat(say(kernel, handIn)).isInstanceOf(ExecuteReply.class);
            }
        }
        assertThat(answers).isEmpty();
        assertThat(to).isDirectoryContaining("glob:**Rossi_Anna_99-test_*.zip");
        assertThat(printed).contains(MagicTexts.UNFINISHED.text(false));
    }

    @Test
    void jupyter_says_which_notebook_runs_else_it_is_to_be_named() throws Exception {
        var file = folder.resolve("open.ipynb");
        assertThat(OpenNotebook.running(Map.of("JPY_SESSION_NAME", file.toString())))
                .isEqualTo(file);
        assertThatThrownBy(() -> OpenNotebook.running(Map.of("JPY_SESSION_NAME", "console")))
                .isInstanceOf(MagicFailed.class)
                .hasMessageContaining("%check");
    }
}
