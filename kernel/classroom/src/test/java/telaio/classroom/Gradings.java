package telaio.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Gradings in this system's sandbox, for tests.
final class Gradings {
    private Gradings() {}

    /// @param folder for what is needed besides
    /// @param all the longest a notebook may run
    static GradeBook grade(
            Path folder,
            Path in,
            Path out,
            NotebookFile master,
            Duration all,
            int lanes,
            Grader.Progress progress)
            throws Exception {
        var scratch = Files.createTempDirectory(folder, "scratch");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        var sandbox = SystemSandbox.in(scratch.resolve("sandbox"), isRoot);
        var source = folder.resolve("master.ipynb");
        master.write(source);
        var settings =
                new Grader.Settings(
                        in, out, source, List.of(), sandbox, lanes, Duration.ofSeconds(10), all);
        return new Grader(settings, scratch).grade(progress);
    }

    static void student(Path in, String id, NotebookFile notebook) throws IOException {
        notebook.write(in.resolve(id).resolve("lesson.ipynb"));
    }
}
