package telaio.classroom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Something handed in that cannot be graded. The message says why, without naming it.
final class UnfitSubmission extends IOException {
    private static final long serialVersionUID = 1;

    UnfitSubmission(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
