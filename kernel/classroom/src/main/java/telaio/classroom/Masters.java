package telaio.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The teachers' notebooks. Used by one thread.
final class Masters {
    private final @Nullable Master source;
    private final List<Path> courses;
    private final Map<String, Master> known = new HashMap<>();

    /// A teacher's notebook.
    ///
    /// @param digest of its text
    record Master(Lesson lesson, String digest) {}

    /// @param source the notebook that all are graded against, or null
    /// @param courses folders with notebooks `LESSON/LANGUAGE.ipynb`; the first that has one counts
    /// @throws IOException if `source` cannot be read, or nobody can be graded against it
    Masters(@Nullable Path source, List<Path> courses) throws IOException {
        this.source = source == null ? null : read(source);
        this.courses = List.copyOf(courses);
    }

    /// That of a student's notebook.
    ///
    /// @throws UnfitSubmission if there is none
    Master of(NotebookFile students) throws IOException {
        var name = Lesson.nameOf(students);
        if (source != null) {
            var wanted = source.lesson.name();
            if (!name.isEmpty() && !wanted.isEmpty() && !name.equals(wanted)) {
                throw new UnfitSubmission(GradeTexts.OTHER_LESSON.text(name, wanted), null);
            }
            return source;
        }
        if (name.isEmpty()) {
            throw new UnfitSubmission(GradeTexts.NO_LESSON.text(), null);
        }
        // It becomes part of a path.
        if (name.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
            var file = name + "/" + (Lesson.italian(students) ? "it" : "en") + ".ipynb";
            for (var course : courses) {
                if (Files.isRegularFile(course.resolve(file))) {
                    return master(course.resolve(file));
                }
            }
        }
        throw new UnfitSubmission(GradeTexts.UNKNOWN_LESSON.text(name), null);
    }

    private Master master(Path file) throws IOException {
        var master = known.get(file.toString());
        if (master == null) {
            master = read(file);
            known.put(file.toString(), master);
        }
        return master;
    }

    private static Master read(Path file) throws IOException {
        try {
            var notebook = NotebookFile.read(file);
            return new Master(Lesson.of(notebook), Digest.of(notebook.text()));
        } catch (UnfitLesson e) {
            throw new UnreadableNotebook(file, String.valueOf(e.getMessage()), e);
        }
    }
}
