package telaio.classroom;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A notebook that a student has handed in.
///
/// @param student surname and name are empty where only an id is known
/// @param origin what was handed in, as the teacher sees it: its name in the folder
/// @param file the notebook
/// @param folder with the files that were handed in with it; null if there are none
/// @param time when
/// @param remarks for the report
record Submission(
        Student student,
        String origin,
        Path file,
        @Nullable Path folder,
        Instant time,
        List<String> remarks) {
    /// Whose it is: nobody takes another's place by giving his id alone.
    String owner() {
        return String.join("\t", student.id(), student.surname(), student.name())
                .toLowerCase(Locale.ROOT);
    }

    /// A name for files about it, different for different students.
    String fileName() {
        var parts =
                Stream.of(student.surname(), student.name(), student.id())
                        .filter(it -> !it.isEmpty())
                        .toList();
        var reduced = parts.stream().map(FileNames::reduced).toList();
        var name = String.join("_", reduced);
        return reduced.equals(parts) ? name : name + "_" + Digest.of(owner()).substring(0, 8);
    }
}
