package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.classroom.HandIn;
import telaio.classroom.NotebookRunner;
import telaio.classroom.Student;
import telaio.jupyter.magic.MagicEvaluator;

/// nbgrader itself, with the course's configuration and our kernel, from the teacher's notebook to
/// the feedback; what students do in between is ours.
@Needs({Tool.PYTHON, Tool.NBGRADER})
@Timeout(300)
class NbgraderTest {
    private static final String LESSON = "04-lock";

    @TempDir private Path folder;

    @Test
    void its_whole_way_leads_to_the_points_of_ours() throws Exception {
        Path course = Files.createDirectories(folder.resolve("course"));
        Path source = course.resolve("solutions").resolve(LESSON).resolve("it.ipynb");
        Files.createDirectories(source.getParent());
        Path ours = Lesson.COURSE.toAbsolutePath();
        Files.copy(ours.resolve("solutions").resolve(LESSON).resolve("it.ipynb"), source);
        Files.copy(ours.resolve("nbgrader_config.py"), course.resolve("nbgrader_config.py"));

        nbgrader(course, "generate_assignment", LESSON);
        nbgrader(course, "release_assignment", LESSON);
        Path released = folder.resolve("exchange/telaio/outbound").resolve(LESSON + "/it.ipynb");
        assertThat(cells(released)).isEqualTo(cells(ours.resolve(LESSON).resolve("it.ipynb")));

        handIn(released, "unsolved");
        handIn(source, "solved");
        for (var step : List.of("collect", "autograde", "generate_feedback")) {
            nbgrader(course, step, LESSON);
        }
        nbgrader(course, "export");
        assertThat(scores(course.resolve("grades.csv")))
                .isEqualTo(Map.of("solved", 2.0, "unsolved", 0.0));
        for (var student : List.of("solved", "unsolved")) {
            assertThat(course.resolve("feedback").resolve(student).resolve(LESSON))
                    .isDirectoryContaining("glob:**/it.html");
        }
    }

    private void handIn(Path notebook, String id) throws IOException {
        HandIn.of(notebook, NotebookRunner.quiet(MagicEvaluator::new))
                .write(
                        folder.resolve("exchange/telaio"),
                        new Student("Rossi", "Anna", id),
                        ZonedDateTime.now(ZoneOffset.UTC));
    }

    /// What each cell is, and how it is to be graded.
    private static List<String> cells(Path notebook) throws IOException {
        var cells = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        return StreamSupport.stream(cells.getAsJsonArray("cells").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(it -> it.get("id") + " " + it.getAsJsonObject("metadata").get("nbgrader"))
                .toList();
    }

    private static Map<String, Double> scores(Path csv) throws IOException {
        var rows = Files.readAllLines(csv);
        var names = List.of(rows.getFirst().split(",", -1));
        int student = names.indexOf("student_id");
        int score = names.indexOf("score");
        return rows.stream()
                .skip(1)
                .map(it -> it.split(",", -1))
                .collect(Collectors.toMap(it -> it[student], it -> Double.parseDouble(it[score])));
    }

    private void nbgrader(Path course, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Tool.NBGRADER.path().toString()));
        command.addAll(List.of(arguments));
        command.add("--Exchange.root=" + folder.resolve("exchange"));
        Path log = folder.resolve(arguments[0] + ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(course.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        Path kernels = InstalledKernel.install(folder.resolve("prefix"));
        LabServer.isolate(builder.environment(), "it", folder.resolve("home"), kernels);
        var process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(arguments[0] + " ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
