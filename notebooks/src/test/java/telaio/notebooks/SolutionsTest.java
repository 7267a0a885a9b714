package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.classroom.NotebookFile;
import telaio.classroom.Release;

/// The notebooks with solutions, and that the students' are made of them.
@Timeout(360)
class SolutionsTest {
    private static final Path SOLUTIONS = Lesson.COURSE.resolve("solutions").toAbsolutePath();
    private static final String REPORT = "application/vnd.telaio.check+json";

    @TempDir Path folder;

    static List<Path> folders() {
        return Lesson.folders(SOLUTIONS);
    }

    /// The lesson that students get of one with solutions.
    private static Lesson students(Lesson solved) {
        return Lesson.read(Lesson.COURSE.toAbsolutePath().resolve(place(solved.file())));
    }

    private static Path place(Path solved) {
        return SOLUTIONS.relativize(solved.toAbsolutePath());
    }

    @Test
    void every_lesson_has_its_solutions() {
        assertThat(names(folders())).isEqualTo(names(Lesson.folders()));
    }

    private static List<String> names(List<Path> folders) {
        return folders.stream().map(folder -> String.valueOf(folder.getFileName())).toList();
    }

    @Test
    void release_makes_the_students_notebooks_as_they_are() throws Exception {
        var solved = Lesson.all(SOLUTIONS);
        for (Lesson lesson : solved) {
            NotebookFile.read(students(lesson).file()).write(folder.resolve(place(lesson.file())));
        }
        assertThat(new Release(SOLUTIONS, folder).make()).hasSameSizeAs(solved);
        for (Lesson lesson : solved) {
            assertThat(folder.resolve(place(lesson.file())))
                    .hasSameTextualContentAs(students(lesson).file());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void only_cells_to_complete_differ(Path lesson) {
        for (Lesson solved : List.of(Lesson.italian(lesson), Lesson.english(lesson))) {
            var students = students(solved).cells();
            assertThat(students).hasSameSizeAs(solved.cells());
            for (int i = 0; i < students.size(); i++) {
                var cell = solved.cells().get(i);
                assertThat(students.get(i).id()).isEqualTo(cell.id());
                assertThat(students.get(i).source().equals(cell.source()))
                        .as(cell.id())
                        .isNotEqualTo(cell.source().contains("BEGIN SOLUTION"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void are_saved_without_outputs_and_for_one_lesson(Path lesson) {
        for (Lesson solved : List.of(Lesson.italian(lesson), Lesson.english(lesson))) {
            assertThat(NotebookFormat.problems(solved.json())).isEmpty();
            assertThat(solved.codeCells()).allMatch(it -> it.outputs().isEmpty());
            assertThat(
                            solved.json()
                                    .getAsJsonObject("metadata")
                                    .getAsJsonObject("telaio")
                                    .get("lesson")
                                    .getAsString())
                    .isEqualTo(place(lesson).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void languages_have_the_same_solutions(Path lesson) {
        assertThat(TwinCode.differences(Lesson.italian(lesson), Lesson.english(lesson))).isEmpty();
    }

    @Test
    void every_solution_gets_all_points() throws Exception {
        var lessons = Lesson.alternating(SOLUTIONS, true);
        var arguments = new ArrayList<>(List.of("run", "--out", folder.toString()));
        lessons.forEach(it -> arguments.add(it.file().toString()));
        Path printed = folder.resolve("printed.txt");
        int exit = InstalledKernel.run("en", printed, arguments.toArray(String[]::new));
        assertThat(exit).as(Files.readString(printed)).isZero();
        for (Lesson lesson : lessons) {
            var run = Lesson.read(folder.resolve(place(lesson.file())));
            assertThat(run.codeCells().stream().filter(Lesson.Cell::isCheck))
                    .allSatisfy(cell -> {
                        var report = report(cell);
                        assertThat(report.get("score")).isEqualTo(report.get("most"));
                        assertThat(OutputText.hasError(cell.outputs())).as(cell.id()).isFalse();
                    });
        }
    }

    private static JsonObject report(Lesson.Cell check) {
        return check.outputs().stream()
                .map(output -> output.getAsJsonObject("data"))
                .filter(data -> data != null && data.has(REPORT))
                .map(data -> data.get(REPORT))
                .map(JsonElement::getAsJsonObject)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check.id() + " reports nothing"));
    }
}
