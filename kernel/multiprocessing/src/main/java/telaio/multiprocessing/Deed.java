package telaio.multiprocessing;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a worker of a pool does with an item, as it travels.
sealed interface Deed extends Serializable {
    @Nullable Object apply(@Nullable Object item) throws Exception;

    /// A function of the item.
    @SuppressWarnings({"unchecked", "serial"}) // sent if it can be
    record Applied(Function<?, ?> function) implements Deed {
        @Override
        public @Nullable Object apply(@Nullable Object item) {
            return ((Function<@Nullable Object, @Nullable Object>) function).apply(item);
        }
    }

    /// A function of the two that the item consists of.
    @SuppressWarnings({"unchecked", "serial"}) // sent if it can be
    record Starred(BiFunction<?, ?, ?> function) implements Deed {
        @Override
        public @Nullable Object apply(@Nullable Object item) {
            var both = (@Nullable Object[]) Objects.requireNonNull(item);
            return ((BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function)
                    .apply(both[0], both[1]);
        }
    }

    /// A task with a result; the item is of no account.
    @SuppressWarnings("serial") // sent if it can be
    record Called(Callable<?> task) implements Deed {
        @Override
        public @Nullable Object apply(@Nullable Object item) throws Exception {
            return task.call();
        }
    }

    /// A task without a result; the item is of no account.
    @SuppressWarnings("serial") // sent if it can be
    record Ran(Runnable task) implements Deed {
        @Override
        public @Nullable Object apply(@Nullable Object item) {
            task.run();
            return null;
        }
    }
}
