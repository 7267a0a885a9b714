package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we tell nbgrader of our notebooks is what our own release does.
class NbgraderConfigTest {
    private static final Path CONFIG = Path.of("..", "..", "notebooks", "nbgrader_config.py");

    @TempDir Path folder;

    private static String value(String name) throws Exception {
        var pattern = Pattern.compile(Pattern.quote("c." + name + " = ") + "(.*)");
        var line = pattern.matcher(Files.readString(CONFIG));
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }

    @Test
    void the_marks_are_those_of_release() throws Exception {
        var marks = "\"%s\"";
        assertThat(value("ClearSolutions.begin_solution_delimeter"))
                .isEqualTo(marks.formatted(Region.SOLUTION.begin()));
        assertThat(value("ClearSolutions.end_solution_delimeter"))
                .isEqualTo(marks.formatted(Region.SOLUTION.end()));
        assertThat(value("ClearHiddenTests.begin_test_delimeter"))
                .isEqualTo(marks.formatted(Region.HIDDEN_TESTS.begin()));
        assertThat(value("ClearHiddenTests.end_test_delimeter"))
                .isEqualTo(marks.formatted(Region.HIDDEN_TESTS.end()));
        assertThat(value("ClearMarkScheme.begin_mark_scheme_delimeter"))
                .isEqualTo(marks.formatted(Region.MARK_SCHEME.begin()));
        assertThat(value("ClearMarkScheme.end_mark_scheme_delimeter"))
                .isEqualTo(marks.formatted(Region.MARK_SCHEME.end()));
    }

    @Test
    void the_stub_is_that_of_release() throws Exception {
        var answer = Notebooks.released(folder).cells().get(1).source();
        var stub = value("ClearSolutions.code_stub");
        assertThat(stub).startsWith("{\"java\": \"").endsWith("\"}");
        assertThat(answer.lines().map(String::strip))
                .contains(stub.substring("{\"java\": \"".length(), stub.length() - 2));
    }
}
