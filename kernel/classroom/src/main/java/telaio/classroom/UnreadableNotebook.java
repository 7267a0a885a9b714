package telaio.classroom;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file is no notebook we can read. The message names the file and the place in it.
public final class UnreadableNotebook extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableNotebook(Path file, String what, @Nullable Throwable cause) {
        super(file + ": " + what, cause);
    }
}
