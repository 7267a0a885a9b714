package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is true of every notebook of the course without running it.
class CourseTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) \\S");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

    static List<Lesson> lessons() {
        return Lesson.all();
    }

    static List<Path> folders() {
        return Lesson.folders();
    }

    @Test
    void the_course_begins_with_the_overview() {
        assertThat(Lesson.folders()).isNotEmpty();
        assertThat(Lesson.folders().get(0)).hasFileName("00-overview");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void is_a_valid_notebook(Lesson lesson) {
        assertThat(NotebookFormat.problems(lesson.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void ids_are_words(Lesson lesson) {
        assertThat(lesson.cells())
                .extracting(Lesson.Cell::id)
                .allMatch(id -> id.matches("[a-z]+(-[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void names_its_kernel_and_both_languages(Lesson lesson) {
        JsonObject metadata = lesson.json().getAsJsonObject("metadata");
        JsonObject kernel = metadata.getAsJsonObject("kernelspec");
        assertThat(kernel.get("name").getAsString()).isEqualTo("telaio");
        assertThat(kernel.get("display_name").getAsString()).isEqualTo("Java (Telaio)");
        assertThat(kernel.get("language").getAsString()).isEqualTo("java");
        JsonObject language = metadata.getAsJsonObject("language_info");
        assertThat(language.get("name").getAsString()).isEqualTo("java");
        assertThat(language.get("mimetype").getAsString()).isEqualTo("text/x-java");
        assertThat(language.get("file_extension").getAsString()).isEqualTo(".java");
        assertThat(language.get("codemirror_mode").getAsString()).isEqualTo("text/x-java");
        assertThat(language.get("pygments_lexer").getAsString()).isEqualTo("java");
        assertThat(language.get("version").getAsString()).startsWith("25");
        assertThat(lesson.file()).hasFileName(metadata.get("lang").getAsString() + ".ipynb");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void has_one_title_and_headings_in_order(Lesson lesson) {
        List<Integer> levels = headings(lesson);
        assertThat(levels).startsWith(1).containsOnlyOnce(1);
        assertThat(IntStream.range(1, levels.size()))
                .allMatch(i -> levels.get(i) <= levels.get(i - 1) + 1);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void is_easy_to_read(Lesson lesson) {
        assertThat(lesson.codeCells())
                .allSatisfy(cell -> {
                    assertThat(cell.source().lines().count()).as(cell.id()).isLessThan(30);
                    assertThat(cell.source().lines().map(String::length))
                            .as(cell.id())
                            .allMatch(length -> length <= 100);
                });
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void every_rule_for_outputs_is_known(Lesson lesson) {
        assertThat(lesson.codeCells()).extracting(Lesson.Cell::outputRule).doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void was_saved_after_one_run_from_the_top(Lesson lesson) {
        var cells = lesson.codeCells();
        for (int i = 0; i < cells.size(); i++) {
            var count = cells.get(i).json().get("execution_count");
            assertThat(count.isJsonNull() ? 0 : count.getAsInt()).isEqualTo(i + 1);
            if (!cells.get(i).mayFail()) {
                assertThat(OutputText.hasError(cells.get(i).outputs()))
                        .as(cells.get(i).id())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void checks_are_saved_as_nobody_has_solved_the_exercise(Lesson lesson) {
        assertThat(lesson.codeCells())
                .filteredOn(cell -> cell.source().contains("Exercise.check("))
                .allSatisfy(cell -> {
                    assertThat(cell.mayFail()).as(cell.id()).isTrue();
                    assertThat(OutputText.shown(cell.outputs()))
                            .as(cell.id())
                            .contains("NotPassed");
                });
    }

    @ParameterizedTest
    @MethodSource("folders")
    void languages_have_the_same_cells(Path folder) {
        var italian = Lesson.italian(folder).cells();
        var english = Lesson.english(folder).cells();
        assertThat(italian)
                .extracting(Lesson.Cell::id)
                .isEqualTo(english.stream().map(Lesson.Cell::id).toList());
        assertThat(italian)
                .extracting(Lesson.Cell::isCode)
                .isEqualTo(english.stream().map(Lesson.Cell::isCode).toList());
        assertThat(italian)
                .extracting(CourseTest::metadata)
                .isEqualTo(english.stream().map(CourseTest::metadata).toList());
        assertThat(headings(Lesson.italian(folder))).isEqualTo(headings(Lesson.english(folder)));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void languages_have_the_same_code(Path folder) {
        assertThat(TwinCode.differences(Lesson.italian(folder), Lesson.english(folder))).isEmpty();
    }

    /// Without nbgrader's checksum, which is that of a text.
    private static JsonObject metadata(Lesson.Cell cell) {
        var metadata = cell.json().getAsJsonObject("metadata").deepCopy();
        if (metadata.get("nbgrader") instanceof JsonObject nbgrader) {
            nbgrader.remove("checksum");
        }
        return metadata;
    }

    private static List<Integer> headings(Lesson lesson) {
        return lesson.cells().stream()
                .filter(cell -> !cell.isCode())
                .flatMap(cell -> HEADING.matcher(withoutCode(cell.source())).results())
                .map(heading -> heading.group(1).length())
                .toList();
    }

    private static String withoutCode(String markdown) {
        return FENCED.matcher(markdown).replaceAll("");
    }
}
