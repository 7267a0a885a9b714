package telaio.classroom;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A cell that every student's notebook of a lesson must have.
///
/// @param graded what its metadata say
/// @param type `code` or `markdown`
/// @param original the teacher's cell, with solution and hidden tests; null if nobody has it
/// @param stub what students find in it
record Expected(GradedCell graded, String type, @Nullable NotebookCell original, String stub) {
    String id() {
        return graded.id();
    }

    /// Whether students have left it as they found it, as far as is known.
    boolean isUntouched(NotebookCell cell) {
        return original == null ? graded.isSealed(cell).orElse(false) : same(stub, cell.source());
    }

    /// Whether two texts differ in nothing but how editors end lines.
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
