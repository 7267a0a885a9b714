package telaio.multiprocessing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.worker.Failure;

/// Exceptions of other processes, thrown again in this one.
final class Rebuilt {
    private Rebuilt() {}

    /// The exception itself if it can be thrown by anybody and its class is known here, else a
    /// [RemoteException].
    ///
    /// @param checked whether checked exceptions may be given as they are
    static Throwable of(Failure failure, byte @Nullable [] thrown, String where, boolean checked) {
        if (thrown != null) {
            try {
                if (Codec.decode(thrown) instanceof Throwable rebuilt
                        && (checked
                                || rebuilt instanceof RuntimeException
                                || rebuilt instanceof Error)) {
                    return rebuilt;
                }
            } catch (Throwable cannotBeRebuilt) {
                // code of the exception's class ran, so anything may have been thrown
                return new RemoteException(failure, where);
            }
        }
        return new RemoteException(failure, where);
    }

    /// Puts the calling thread's frames below those of the other process, so that the trace leads
    /// from the caller to the place of the failure.
    static RuntimeException thrownHere(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("a failure without exception");
        }
        var here = new Throwable().getStackTrace();
        failure.setStackTrace(
                Stream.concat(
                                Arrays.stream(failure.getStackTrace())
                                        .filter(frame -> !ofTheWorker(frame)),
                                Arrays.stream(here).skip(1))
                        .toArray(StackTraceElement[]::new));
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(failure);
    }

    private static boolean ofTheWorker(StackTraceElement frame) {
        return frame.getClassName().startsWith("telaio.multiprocessing.PoolJob")
                || frame.getClassName().startsWith("telaio.multiprocessing.Deed")
                || frame.getClassName().startsWith("telaio.multiprocessing.worker.");
    }
}
