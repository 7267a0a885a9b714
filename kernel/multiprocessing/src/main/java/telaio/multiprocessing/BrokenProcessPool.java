package telaio.multiprocessing;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A pool that cannot have workers: its initializer failed, or three workers in a row ended before
/// they took a task. What was given to it, and what is given to it later, fails with this.
public final class BrokenProcessPool extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    public BrokenProcessPool(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
