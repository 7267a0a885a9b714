package telaio.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A notebook that is being handed in: it has been run in a fresh kernel, so that its student can
/// see what it would be worth.
public final class HandIn {
    /// The variable with the folder into which a class hands in.
    private static final String VARIABLE = "TELAIO_EXCHANGE";

    private final Path file;
    private final byte[] saved;
    private final NotebookFile executed;
    private final CheckReport report;

    private HandIn(Path file, byte[] saved, NotebookFile executed, CheckReport report) {
        this.file = file;
        this.saved = saved;
        this.executed = executed;
        this.report = report;
    }

    /// Reads a notebook and runs it.
    ///
    /// @throws UnreadableNotebook if it is no notebook, has no exercise, or is larger than one that
    ///   is graded
    /// @throws IOException if it cannot be read at all
    public static HandIn of(Path file, NotebookRunner runner) throws IOException {
        var notebook = NotebookFile.readToGrade(file);
        var saved = Files.readAllBytes(file);
        if (Lesson.toldBy(notebook).exercises().isEmpty()) {
            var italian = Lesson.italian(notebook);
            throw new UnreadableNotebook(file, CheckTexts.NO_EXERCISES.text(italian), null);
        }
        var executed = notebook.copy();
        var report = CheckReport.of(notebook, executed, runner);
        return new HandIn(file, saved, executed, report);
    }

    /// Where it goes.
    ///
    /// @param given what the student says, or null: then the folder of `TELAIO_EXCHANGE`, else that
    ///   of the notebook
    public static Path folder(@Nullable String given, Path notebook) {
        var chosen = given == null ? System.getenv().getOrDefault(VARIABLE, "") : given;
        return chosen.isBlank()
                ? notebook.toAbsolutePath().resolveSibling("")
                : Path.of(chosen).toAbsolutePath();
    }

    /// What would be graded.
    public CheckReport report() {
        return report;
    }

    /// Writes it into an exchange folder: an archive, or a folder where the exchange is nbgrader's.
    ///
    /// @param folder made if it is not there
    /// @return what was written
    public Path write(Path folder, Student student, ZonedDateTime time) throws IOException {
        var lesson = lessonName();
        var parcel = Parcel.of(lesson, saved, executed, report, student, time);
        return new Exchange(folder)
                .put(parcel, student, lesson, String.valueOf(file.getFileName()), time);
    }

    /// For the student, after it was written.
    public List<String> told(Path written) {
        var italian = report.italian();
        var lines = new ArrayList<String>();
        if (report.scores().stream().anyMatch(it -> !it.isGood())) {
            lines.add(MagicTexts.UNFINISHED.text(italian));
        }
        lines.add(MagicTexts.HANDED_IN.text(italian, written));
        return lines;
    }

    /// Of a notebook that does not say, the file's name.
    private String lessonName() {
        return FileNames.reduced(
                Optional.of(report.lesson())
                        .filter(it -> !it.isEmpty())
                        .orElseGet(() ->
                                String.valueOf(file.getFileName()).replaceFirst("\\.ipynb$", "")));
    }
}
