package telaio.multiprocessing.shipping;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What travels in place of a JDK object that `java.io` refuses although it is plain data, or
/// writes slowly. Reading turns it back.
sealed interface StandIn extends Serializable {
    /// Primitive arrays from this size in bytes are copied in bulk.
    int BULK = 128;

    /// What to write; the object itself when it needs nobody in its place.
    static Object of(Object object) {
        return switch (object) {
            case Optional<?> optional -> new OfOptional(optional.orElse(null));
            case OptionalInt optional ->
                    new OfOptionalInt(optional.isPresent(), optional.orElse(0));
            case OptionalLong optional ->
                    new OfOptionalLong(optional.isPresent(), optional.orElse(0));
            case OptionalDouble optional ->
                    new OfOptionalDouble(optional.isPresent(), optional.orElse(0));
            case Path path -> new OfPath(path.toString());
            case SerializedLambda lambda -> SentLambda.of(lambda);
            case Map.Entry<?, ?> entry -> ofEntry(entry);
            case Collection<?> view -> copy(view);
            case Map<?, ?> view -> new LinkedHashMap<>(view);
            default -> object.getClass().isArray() ? ofArray(object) : new OfObject();
        };
    }

    /// Whether [#of] has something to put in the place of objects of this class.
    static boolean covers(Class<?> type) {
        if (Serializable.class.isAssignableFrom(type)) {
            return type == SerializedLambda.class
                    || (type.isArray() && type != byte[].class && PrimitiveArray.of(type) != null);
        }
        return type == Object.class
                || type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class
                || isView(type)
                || type == Path.of("").getClass();
    }

    /// The parts, views and pairs that `java.util`'s collections hand out, of classes without a
    /// public name: they have no state that a copy would lack.
    private static boolean isView(Class<?> type) {
        return type.getName().startsWith("java.util.")
                && (type.getModifiers() & Modifier.PUBLIC) == 0
                && (Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type)
                        || Map.Entry.class.isAssignableFrom(type));
    }

    private static Object ofEntry(Map.Entry<?, ?> entry) {
        return entry.getClass() == Map.entry(0, 0).getClass()
                ? new OfEntry(entry.getKey(), entry.getValue())
                : new AbstractMap.SimpleEntry<>(entry);
    }

    private static Object copy(Collection<?> view) {
        return switch (view) {
            case SortedSet<?> sorted -> new TreeSet<>(sorted);
            case Set<?> set -> new LinkedHashSet<>(set);
            case Deque<?> deque -> new ArrayDeque<>(deque);
            default -> new ArrayList<>(view);
        };
    }

    private static Object ofArray(Object array) {
        var kind = PrimitiveArray.of(array.getClass());
        return kind == null || kind.bytes(array) < BULK
                ? array
                : new OfArray(kind.tag(), kind.toBytes(array));
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

    /// A large array of a primitive type.
    ///
    /// @param tag of the [PrimitiveArray]
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
    record OfArray(byte tag, byte[] raw) implements StandIn {
        Object readResolve() throws ObjectStreamException {
            return PrimitiveArray.ofTag(tag)
                    .get(ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder()));
        }
    }
}
