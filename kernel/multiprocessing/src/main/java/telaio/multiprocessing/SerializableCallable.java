package telaio.multiprocessing;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A task with a result that can be sent to another process. A lambda given where one is expected
/// is serializable by its target type.
@FunctionalInterface
public interface SerializableCallable<T extends @Nullable Object>
        extends Callable<T>, Serializable {}
