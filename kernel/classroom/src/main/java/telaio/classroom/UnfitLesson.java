package telaio.classroom;

import org.jspecify.annotations.Nullable;

/// A teacher's notebook against which nobody can be graded. The message says why, without naming
/// it.
public final class UnfitLesson extends Exception {
    private static final long serialVersionUID = 1;

    UnfitLesson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
