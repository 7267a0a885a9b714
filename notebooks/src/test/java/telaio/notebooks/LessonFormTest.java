package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// That every lesson has the parts of a lesson, that its links lead somewhere, and that who does
/// not see its pictures is told what they are.
class LessonFormTest {
    /// A question to answer before a cell is run: in italics, also over a line's end.
    private static final Pattern QUESTION = Pattern.compile("(?<!\\*)\\*(?!\\*)[^*]+\\?\\*");

    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern TAG = Pattern.compile("<img\\b[^>]*>");
    private static final String SVG = "image/svg+xml";

    static List<Lesson> lessons() {
        return Lesson.all();
    }

    private static String markdown(Lesson lesson) {
        return lesson.cells().stream()
                .filter(cell -> !cell.isCode())
                .map(Lesson.Cell::source)
                .reduce("", (before, source) -> before + "\n\n" + source);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void begins_with_its_goals_and_ends_with_a_summary(Lesson lesson) {
        var ids = lesson.cells().stream().map(Lesson.Cell::id).toList();
        assertThat(ids).startsWith("title", "goals").endsWith("summary");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void asks_before_it_runs_and_says_what_comes_next(Lesson lesson) {
        assertThat(markdown(lesson)).containsPattern(QUESTION);
        var names = Lesson.all().stream().map(Lesson::name).toList();
        int next = names.indexOf(lesson.name()) + 2; // of the same language
        if (next < names.size()) {
            assertThat(lesson.cells().getLast().source())
                    .contains("](../" + names.get(next) + ".ipynb)");
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void shows_what_happened_as_picture_and_as_text(Lesson lesson) {
        var pictures =
                lesson.codeCells().stream()
                        .filter(cell -> cell.source().contains("Timeline.of("))
                        .toList();
        assertThat(pictures)
                .isNotEmpty()
                .allSatisfy(cell -> {
                    var data = cell.outputs().getLast().getAsJsonObject("data");
                    assertThat(data.keySet()).contains(SVG, "image/png", "text/plain");
                    assertThat(Lesson.text(data.get(SVG))).contains("role=\"img\" aria-label=\"");
                });
    }

    /// The picture of a lesson in Italian is named in Italian.
    @ParameterizedTest
    @MethodSource("lessons")
    void names_its_pictures_in_its_language(Lesson lesson) {
        var label = lesson.language().equals("it") ? "Che cosa ha fatto" : "What each process did";
        assertThat(lesson.codeCells().stream().flatMap(cell -> cell.outputs().stream()))
                .filteredOn(output -> output.has("data"))
                .extracting(output -> Lesson.text(output.getAsJsonObject("data").get(SVG)))
                .allMatch(svg -> svg.isEmpty() || svg.contains(label));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void every_exercise_has_a_hint_a_cell_to_fill_and_a_check(Lesson lesson) {
        var cells = lesson.codeCells();
        var checks = cells.stream().filter(Lesson.Cell::isCheck).toList();
        assertThat(checks)
                .isNotEmpty()
                .allSatisfy(check -> {
                    var id = gradeId(check);
                    var name =
                            id.substring(0, id.lastIndexOf('-'))
                                    + "/"
                                    + id.substring(id.length() - 1);
                    assertThat(cells).anyMatch(it -> gradeId(it).equals(id + "-answer"));
                    assertThat(check.source()).contains("Exercise.check(\"" + name + "\"");
                    assertThat(cells)
                            .anyMatch(it -> it.source().contains("hints(\"" + name + "\""));
                    assertThat(cells)
                            .anyMatch(it -> it.source().contains("hint(\"" + name + "\")"));
                });
    }

    private static String gradeId(Lesson.Cell cell) {
        var nbgrader = cell.json().getAsJsonObject("metadata").getAsJsonObject("nbgrader");
        return nbgrader == null ? "" : nbgrader.get("grade_id").getAsString();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void links_lead_somewhere_and_pictures_have_a_text(Lesson lesson) {
        var text = markdown(lesson);
        assertThat(LINK.matcher(text).results())
                .allSatisfy(link -> {
                    assertThat(link.group(2)).as(link.group()).isNotBlank();
                    if (!link.group(3).matches("(https|mailto):.*|#.*|attachment:.*")) {
                        var target =
                                lesson.file().resolveSibling(link.group(3).replaceFirst("#.*", ""));
                        assertThat(Files.exists(target)).as(link.group()).isTrue();
                    }
                });
        assertThat(TAG.matcher(text).results().map(MatchResult::group))
                .allMatch(tag -> tag.matches(".*\\balt=\"[^\"]+\".*"));
    }
}
