package telaio.multiprocessing;

import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Failure;

/// An exception that was thrown in another process. Its stack trace, cause and suppressed
/// exceptions are those of the original; the original's class is not needed here.
public final class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /// @param where the process it was thrown in, for people; empty says nothing about it
    public RemoteException(Failure failure, String where) {
        super(
                where.isEmpty() ? failure.text() : failure.text() + " (in " + where + ")",
                cause(failure.cause()));
        type = failure.type();
        setStackTrace(failure.frames().toArray(StackTraceElement[]::new));
        failure.suppressed().forEach(other -> addSuppressed(new RemoteException(other, "")));
    }

    private static @Nullable RemoteException cause(@Nullable Failure failure) {
        return failure == null ? null : new RemoteException(failure, "");
    }

    /// Name of the original exception's class.
    public String type() {
        return type;
    }
}
