package telaio.display;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The renderers that user code has registered in this process. Any thread may call it.
final class Registry {
    /// A renderer with its class.
    private record Entry<T>(Class<T> type, Renderer<? super T> renderer) {
        @Nullable Bundle render(Object value) {
            return renderer.render(type.cast(value));
        }
    }

    /// Global to the process, as the classes are. The one registered last is first.
    private static volatile List<Entry<?>> entries = List.of();

    private Registry() {}

    static synchronized <T> void add(Class<T> type, Renderer<? super T> renderer) {
        var more = new ArrayList<Entry<?>>();
        more.add(new Entry<>(type, renderer));
        entries.stream().filter(e -> e.type() != type).forEach(more::add);
        entries = List.copyOf(more);
    }

    static boolean isEmpty() {
        return entries.isEmpty();
    }

    /// What the most specific renderer makes of `value`; not one for `Object`.
    static @Nullable Bundle render(Object value) {
        Entry<?> best = null;
        for (var entry : entries) {
            if (entry.type() != Object.class
                    && entry.type().isInstance(value)
                    && (best == null
                            || (best.type() != entry.type()
                                    && best.type().isAssignableFrom(entry.type())))) {
                best = entry;
            }
        }
        return best == null ? null : best.render(value);
    }

    /// What a renderer for `Object` makes of `value`.
    static @Nullable Bundle renderAny(Object value) {
        for (var entry : entries) {
            if (entry.type() == Object.class) {
                return entry.render(value);
            }
        }
        return null;
    }
}
