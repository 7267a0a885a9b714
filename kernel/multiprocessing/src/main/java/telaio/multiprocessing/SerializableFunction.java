package telaio.multiprocessing;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function that can be sent to another process. A lambda given where one is expected is
/// serializable by its target type.
@FunctionalInterface
public interface SerializableFunction<T extends @Nullable Object, R extends @Nullable Object>
        extends Function<T, R>, Serializable {}
