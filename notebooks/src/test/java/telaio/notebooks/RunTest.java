package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every lesson by `telaio run`, each in a fresh kernel: no Jupyter, no Python. The other language
/// of each is [NbclientTest]'s.
@Timeout(360)
class RunTest {
    static List<Lesson> lessons() {
        return Lesson.alternating(Lesson.COURSE.toAbsolutePath(), true);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_run_prints_what_was_saved(Lesson lesson, @TempDir Path folder) throws Exception {
        Path printed = folder.resolve("printed.txt");
        long begun = System.nanoTime();
        int exit =
                InstalledKernel.run(
                        lesson.language(),
                        printed,
                        "run",
                        lesson.file().toString(),
                        "--out",
                        folder.toString());
        System.out.printf("%s ran in %.1f s%n", lesson, (System.nanoTime() - begun) / 1e9);
        assertThat(exit).as(Files.readString(printed)).isZero();
        Lesson executed = Lesson.read(folder.resolve(lesson.file().getFileName()));
        assertThat(Comparison.differences(lesson, executed)).isEmpty();
        assertThat(NotebookFormat.problems(executed.json())).isEmpty();
    }
}
