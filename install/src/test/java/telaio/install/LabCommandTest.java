package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LabCommandTest {
    private static List<String> command(String... arguments) {
        var writer = new PrintWriter(new StringWriter());
        var lab = new LabCommand(writer, writer);
        new CommandLine(lab).parseArgs(arguments);
        return lab.command(Path.of("python"), Path.of("folder"));
    }

    @Test
    void the_course_is_shown_without_its_solutions() {
        assertThat(command())
                .anyMatch(it -> it.matches("--ContentsManager.hide_globs=.*'solutions'.*"));
    }

    @Test
    void a_folder_of_the_users_own_is_shown_as_it_is() {
        assertThat(command("lessons")).noneMatch(it -> it.contains("hide_globs"));
    }
}
