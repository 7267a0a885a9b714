package telaio.display;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads what can be a row of a table: records and maps, whose columns have names, and arrays.
final class Rows {
    /// Rows longer than that are cut by the table.
    private static final int LONGEST = 10_000;

    private Rows() {}

    /// The components of a record by name. One whose accessor throws has the exception as its
    /// value.
    static Map<String, @Nullable Object> components(Record row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : row.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            Object value;
            try {
                accessor.setAccessible(true);
                value = accessor.invoke(row);
            } catch (InvocationTargetException thrown) {
                value = thrown.getTargetException();
            } catch (ReflectiveOperationException | RuntimeException inaccessible) {
                value = inaccessible;
            }
            values.put(component.getName(), value);
        }
        return values;
    }

    /// The rows of a table, or null if these are no such: they must all be records of one class,
    /// all maps, or all arrays.
    ///
    /// @param items the first ones
    static @Nullable List<Map<String, @Nullable Object>> of(Collection<?> items) {
        Class<?> kind = null;
        for (var item : items) {
            var next = kind(item);
            if (next == null || (kind != null && kind != next)) {
                return null;
            }
            kind = next;
        }
        return kind == null ? null : items.stream().map(Rows::row).toList();
    }

    private static @Nullable Class<?> kind(@Nullable Object item) {
        if (item instanceof Record) {
            return item.getClass();
        }
        if (item instanceof Map<?, ?>) {
            return Map.class;
        }
        return item != null && item.getClass().isArray() ? Object[].class : null;
    }

    private static Map<String, @Nullable Object> row(Object item) {
        if (item instanceof Record row) {
            return components(row);
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        } else {
            IntStream.range(0, Math.min(LONGEST, Array.getLength(item)))
                    .forEach(i -> values.put(String.valueOf(i), Array.get(item, i)));
        }
        return values;
    }
}
