package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static telaio.classroom.Gradings.student;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.magic.MagicEvaluator;

/// A grading that was broken off, and one beside what its student was told.
@Timeout(120)
class RegradingTest {
    @TempDir Path folder;

    /// Four exercises, of two points each.
    private static final List<String> CHECKS =
            List.of(
                    "if (twice(2) != 4) throw new Error();",
                    "twice(3) == 6 ? 0.5 : 0.0",
                    "if (twice(4) == 8) throw new Error(\"wrong\");",
                    "System.err.println(twice(5));");

    private GradeBook grade(NotebookFile master, Grader.Progress progress) throws Exception {
        return Gradings.grade(
                folder,
                folder.resolve("in"),
                folder.resolve("out"),
                master,
                Duration.ofSeconds(60),
                1,
                progress);
    }

    private Path result(String id) {
        return folder.resolve("out/results").resolve(id + "_99-test.json");
    }

    @Test
    void a_grading_that_was_broken_off_goes_on() throws Exception {
        var master = Notebooks.master(folder);
        var in = folder.resolve("in");
        for (var id : List.of("anna", "bruno")) {
            student(in, id, Notebooks.released(folder));
        }
        var teacher = Thread.currentThread();
        // The one that runs then may come to its end and be told of too.
        var first = new AtomicBoolean(true);
        assertThatThrownBy(() ->
                        grade(
                                master,
                                (_, _, _) -> {
                                    if (first.getAndSet(false)) {
                                        teacher.interrupt();
                                    }
                                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(result("anna")).exists();
        assertThat(folder.resolve("out").resolve(GradeBook.CSV)).doesNotExist();

        // A machine that has lost its power may leave half a file.
        var graded = Files.getLastModifiedTime(result("anna"));
        Files.writeString(result("bruno"), Files.readString(result("anna")).substring(0, 200));
        var book = grade(master, (_, _, _) -> {});
        assertThat(book.graded())
                .extracting(it -> it.student().id())
                .containsExactly("anna", "bruno");
        assertThat(Files.getLastModifiedTime(result("anna"))).isEqualTo(graded);
        assertThat(Files.readString(result("bruno"))).contains("\"exercises\"");
        assertThat(book.csv().lines()).hasSize(1 + 2 * 2);
        try (Stream<Path> left = Files.walk(folder.resolve("out"))) {
            assertThat(left.map(it -> String.valueOf(it.getFileName())))
                    .noneMatch(it -> it.startsWith("."));
        }
    }

    @Test
    void a_grade_is_what_check_told_the_student() throws Exception {
        var cells =
                Stream.concat(
                                Stream.of(Notebooks.answer(Notebooks.SOLUTION)),
                                Stream.iterate(0, it -> it < CHECKS.size(), it -> it + 1)
                                        .map(it ->
                                                Notebooks.cell(
                                                        "c" + it,
                                                        Notebooks.nbgrader(
                                                                "e" + it, true, false, 2),
                                                        CHECKS.get(it))))
                        .toArray(String[]::new);
        var master = Notebooks.notebook(folder, cells);
        var released = Notebooks.notebook(folder, cells);
        assertThat(StudentsNotebook.make(released, "99-test")).isEmpty();
        released.cells().getFirst().source("int twice(int n) { return n + n; }");
        student(folder.resolve("in"), "mixed", released);

        var told =
                CheckReport.of(
                        folder.resolve("in/mixed/lesson.ipynb"),
                        NotebookRunner.quiet(MagicEvaluator::new));
        var book = grade(master, (_, _, _) -> {});
        assertThat(book.graded().getFirst().scores()).isEqualTo(told.scores());
        assertThat(told.scores()).extracting(Score::points).containsExactly(2.0, 0.5, 0.0, 0.0);
        assertThat(told.scores())
                .extracting(Score::verdict)
                .containsExactly(Verdict.PASSED, Verdict.PARTIAL, Verdict.FAILED, Verdict.FAILED);
    }
}
