package telaio.multiprocessing.shipping;

import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What travels in place of a JDK object that `java.io` refuses although it is plain data. Reading
/// turns it back.
sealed interface StandIn extends Serializable {
    /// The object itself when it needs nobody in its place.
    static Object of(Object object) {
        return switch (object) {
            case Optional<?> optional -> new OfOptional(optional.orElse(null));
            case OptionalInt optional ->
                    new OfOptionalInt(optional.isPresent(), optional.orElse(0));
            case OptionalLong optional ->
                    new OfOptionalLong(optional.isPresent(), optional.orElse(0));
            case OptionalDouble optional ->
                    new OfOptionalDouble(optional.isPresent(), optional.orElse(0));
            case Path path when isDefault(path) -> new OfPath(path.toString());
            case Map.Entry<?, ?> entry when isImmutableEntry(entry.getClass()) ->
                    new OfEntry(entry.getKey(), entry.getValue());
            default -> object.getClass() == Object.class ? new OfObject() : object;
        };
    }

    /// Whether [#of] may put something else in the place of objects of this class.
    static boolean covers(Class<?> type) {
        return type == Object.class
                || type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class
                || isImmutableEntry(type)
                || (Path.class.isAssignableFrom(type) && Sendable.isOfJdk(type));
    }

    private static boolean isDefault(Path path) {
        return path.getFileSystem().equals(FileSystems.getDefault())
                && !(path instanceof Serializable);
    }

    private static boolean isImmutableEntry(Class<?> type) {
        return type == Map.entry(0, 0).getClass();
    }

    /// A plain `new Object()`: a lock, or a value that only equals itself.
    record OfObject() implements StandIn {
        Object readResolve() {
            return new Object();
        }
    }

    /// An [Optional], empty if null.
    @SuppressWarnings("serial") // Whether the value can be sent is found out by sending it.
    record OfOptional(@Nullable Object value) implements StandIn {
        Object readResolve() {
            return Optional.ofNullable(value);
        }
    }

    /// An [OptionalInt].
    record OfOptionalInt(boolean present, int value) implements StandIn {
        Object readResolve() {
            return present ? OptionalInt.of(value) : OptionalInt.empty();
        }
    }

    /// An [OptionalLong].
    record OfOptionalLong(boolean present, long value) implements StandIn {
        Object readResolve() {
            return present ? OptionalLong.of(value) : OptionalLong.empty();
        }
    }

    /// An [OptionalDouble].
    record OfOptionalDouble(boolean present, double value) implements StandIn {
        Object readResolve() {
            return present ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    /// A path of the default file system.
    record OfPath(String text) implements StandIn {
        Object readResolve() {
            return Path.of(text);
        }
    }

    /// A pair made by [Map#entry].
    @SuppressWarnings("serial")
    record OfEntry(Object key, Object value) implements StandIn {
        Object readResolve() {
            return Map.entry(key, value);
        }
    }
}
