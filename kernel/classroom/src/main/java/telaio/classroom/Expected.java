package telaio.classroom;

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
        return text.replace("\r\n", "\n").replaceAll("[ \t]+(?=\n|$)", "").stripTrailing();
    }
}
