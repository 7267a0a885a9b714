package telaio.multiprocessing.shipping;

import java.io.Externalizable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How to get from a value to a part of it, as one would write it in Java: `list[3].conn`.
///
/// @param type of the part
/// @param captured whether the path begins at a variable that a lambda or a local class captured
record FieldPath(String path, Class<?> type, boolean captured) {

    /// The nearest part of `root` (itself included) that cannot be sent.
    ///
    /// @param name how to call the root; may be empty
    /// @return null if all that could be looked at can be sent
    static @Nullable FieldPath toUnsendable(String name, Object root) {
        return new Search().from(new FieldPath(name, root.getClass(), false), root);
    }

    private FieldPath field(String name, Class<?> type) {
        if (name.startsWith("val$")) {
            return new FieldPath(name.substring("val$".length()), type, true);
        }
        if (LambdaNames.isLambda(this.type.getName())) {
            return new FieldPath(name, type, true);
        }
        if (name.startsWith("this$")) {
            return new FieldPath(path, type, captured);
        }
        return new FieldPath(path.isEmpty() ? name : path + "." + name, type, captured);
    }

    private FieldPath element(String index, Class<?> type) {
        return new FieldPath(path + "[" + index + "]", type, captured);
    }

    /// Breadth first, so that the shortest path is found.
    private static final class Search {
        private record Place(FieldPath path, Object object) {}

        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Queue<Place> places = new ArrayDeque<>();

        @Nullable FieldPath from(FieldPath path, Object root) {
            places.add(new Place(path, root));
            for (var place = places.poll(); place != null; place = places.poll()) {
                if (!seen.add(place.object)) {
                    continue;
                }
                var replaced = replacement(place.object);
                if (replaced instanceof SerializedLambda lambda) {
                    captures(place.path, lambda);
                } else if (replaced == null) {
                    if (!Sendable.canSend(place.object.getClass())) {
                        return place.path;
                    }
                    parts(place.path, place.object);
                }
            }
            return null;
        }

        private void captures(FieldPath path, SerializedLambda lambda) {
            for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                visit(path, "captured[" + i + "]", lambda.getCapturedArg(i));
            }
        }

        private void parts(FieldPath path, Object object) {
            switch (object) {
                case Object[] array -> elements(path, List.of(0), array);
                case Optional<?> optional -> visit(path, "get()", optional.orElse(null));
                case AtomicReference<?> reference -> visit(path, "get()", reference.get());
                case Map.Entry<?, ?> entry when Sendable.isOfJdk(entry.getClass()) -> {
                    visit(path, "getKey()", entry.getKey());
                    visit(path, "getValue()", entry.getValue());
                }
                case Map<?, ?> map when Sendable.isOfJdk(map.getClass()) -> entries(path, map);
                case Collection<?> all when Sendable.isOfJdk(all.getClass()) ->
                        elements(path, all, all.toArray());
                case Throwable thrown -> {
                    visit(path, "getCause()", thrown.getCause());
                    visit(path, "getSuppressed()", thrown.getSuppressed());
                    fields(path, object);
                }
                case Externalizable own -> {}
                default -> fields(path, object);
            }
        }

        private void elements(FieldPath path, Collection<?> of, @Nullable Object[] elements) {
            boolean ordered = of instanceof List || of instanceof Queue;
            for (int i = 0; i < elements.length; i++) {
                var element = elements[i];
                if (element != null) {
                    var index = ordered ? String.valueOf(i) : "…";
                    places.add(new Place(path.element(index, element.getClass()), element));
                }
            }
        }

        private void entries(FieldPath path, Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    var index = key(key);
                    places.add(new Place(path.element(index, value.getClass()), value));
                }
                visit(path, "keySet()", key);
            });
        }

        private static String key(@Nullable Object key) {
            return switch (key) {
                case String text when text.length() <= 40 -> '"' + text + '"';
                case Number number -> number.toString();
                case Enum<?> constant -> constant.name();
                case null -> "null";
                default -> "…";
            };
        }

        private void fields(FieldPath path, Object object) {
            for (Class<?> type = object.getClass();
                    type != null && !Sendable.isOfJdk(type);
                    type = type.getSuperclass()) {
                for (var field : type.getDeclaredFields()) {
                    if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                            && !field.getType().isPrimitive()) {
                        visit(path, field.getName(), read(field, object));
                    }
                }
            }
        }

        private void visit(FieldPath path, String name, @Nullable Object value) {
            if (value != null) {
                places.add(new Place(path.field(name, value.getClass()), value));
            }
        }

        private static @Nullable Object read(Field field, Object object) {
            try {
                field.setAccessible(true);
                return field.get(object);
            } catch (IllegalAccessException | InaccessibleObjectException closed) {
                return null; // Then the text names the object that holds the field.
            }
        }

        /// What the object's own `writeReplace` sends in its place.
        ///
        /// @return null if it has none
        private static @Nullable Object replacement(Object object) {
            if (Sendable.isOfJdk(object.getClass())) {
                return null;
            }
            for (Class<?> type = object.getClass();
                    type != null && !Sendable.isOfJdk(type);
                    type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    if (method.getName().equals("writeReplace")
                            && method.getParameterCount() == 0) {
                        return type.isHidden() ? invoke(method, object) : object;
                    }
                }
            }
            return null;
        }

        private static Object invoke(Method method, Object object) {
            try {
                method.setAccessible(true);
                return method.invoke(object);
            } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
                return object;
            }
        }
    }
}
