package telaio.multiprocessing;

import java.io.Serializable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A function of two values that can be sent to another process. A lambda given where one is
/// expected is serializable by its target type.
@FunctionalInterface
public interface SerializableBiFunction<
                T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
        extends BiFunction<T, U, R>, Serializable {}
