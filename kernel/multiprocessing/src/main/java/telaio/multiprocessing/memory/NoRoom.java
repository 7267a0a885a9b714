package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Thrown when shared memory cannot be made, as a rule because its file system is full. Nothing was
/// changed: what was to be put is not in the queue, what is there is intact.
public final class NoRoom extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    NoRoom(String message, IOException cause) {
        super(message, cause);
    }
}
