package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Python program beside a Java one really prints the same.
@Needs(Tool.PYTHON)
@Timeout(120)
class PythonProgramsTest {
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```python\n(.*?)^```$");

    /// A text with a program, and the Java cell after it.
    record Pair(Lesson lesson, Lesson.Cell text, Lesson.Cell java) {
        @Override
        public String toString() {
            return lesson + " " + text.id();
        }
    }

    static List<Pair> pairs() {
        return Lesson.all().stream().flatMap(lesson -> pairs(lesson).stream()).toList();
    }

    private static List<Pair> pairs(Lesson lesson) {
        List<Lesson.Cell> cells = lesson.cells();
        return IntStream.range(1, cells.size())
                .filter(i -> cells.get(i).isCode())
                .filter(i -> PROGRAM.matcher(cells.get(i - 1).source()).find())
                .mapToObj(i -> new Pair(lesson, cells.get(i - 1), cells.get(i)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void prints_what_the_java_program_prints(Pair pair, @TempDir Path folder) throws Exception {
        var program = PROGRAM.matcher(pair.text().source());
        assertThat(program.find()).isTrue();
        String printed = run(program.group(1), folder, 60).orElseThrow();
        String saved = OutputText.shown(pair.java().outputs());
        assertThat(pair.java().outputRule().accepts(saved, printed))
                .as("saved:%n%s%nPython:%n%s", saved, printed)
                .isTrue();
    }

    /// The lesson says so where Java's program takes a million characters.
    @Test
    void waiting_before_taking_a_long_message_never_ends_in_python(@TempDir Path folder)
            throws Exception {
        String program =
                """
                from multiprocessing import Process, Queue

                if __name__ == "__main__":
                    queue = Queue()
                    child = Process(target=queue.put, args=("x" * 1024 * 1024,))
                    child.start()
                    child.join()
                    print(len(queue.get()))
                """;
        assertThat(run(program, folder, 5)).isEmpty();
    }

    /// What a Python program prints; empty if it does not end in time.
    private static Optional<String> run(String program, Path folder, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("program.py"), program);
        Path output = folder.resolve("output.txt");
        var builder =
                new ProcessBuilder(Tool.PYTHON.path().toString(), file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // With it print() writes a line and its end apart, and processes tear each other's lines.
        builder.environment().remove("PYTHONUNBUFFERED");
        builder.environment().put("PYTHONIOENCODING", StandardCharsets.UTF_8.name());
        Process process = builder.start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS)
                    ? Optional.of(Files.readString(output))
                    : Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
