package telaio.display;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A value in the forms a client can show, by MIME type. Runs where the value lives, as its
/// `toString` is called.
public final class Rendering {
    /// Longer tables are cut: a client slows down long before the eye gives up.
    private static final int MAX_ROWS = 100;

    private Rendering() {}

    /// Renders `value`.
    ///
    /// @return `text/plain` always; `text/html` for maps, and for collections and arrays of records
    public static Map<String, String> of(@Nullable Object value) {
        var data = new LinkedHashMap<String, String>();
        data.put("text/plain", plain(value));
        var html = html(value);
        if (html != null) {
            data.put("text/html", html);
        }
        return data;
    }

    private static String plain(@Nullable Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        var nested = Arrays.deepToString(new Object[] {value});
        return nested.substring(1, nested.length() - 1);
    }

    private static @Nullable String html(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> mapTable(map);
            case Collection<?> items when !items.isEmpty() -> recordTable(items);
            case Object[] items when items.length > 0 -> recordTable(Arrays.asList(items));
            case null, default -> null;
        };
    }

    private static String mapTable(Map<?, ?> map) {
        var rows =
                map.entrySet().stream()
                        .limit(MAX_ROWS)
                        .map(entry -> Stream.of(entry.getKey(), entry.getValue()));
        return table(Stream.of(), rows, map.size());
    }

    private static @Nullable String recordTable(Collection<?> items) {
        var shown = items.stream().limit(MAX_ROWS).toList();
        var types =
                shown.stream().map(o -> o == null ? Void.class : o.getClass()).distinct().toList();
        if (types.size() != 1 || !types.getFirst().isRecord()) {
            return null;
        }
        var components = List.of(types.getFirst().getRecordComponents());
        var rows = shown.stream().map(row -> components.stream().map(c -> read(c, row)));
        return table(components.stream().map(RecordComponent::getName), rows, items.size());
    }

    private static @Nullable Object read(RecordComponent component, Object row) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException unreadable) {
            return unreadable.getCause() == null ? unreadable : unreadable.getCause();
        }
    }

    private static String table(Stream<String> head, Stream<? extends Stream<?>> rows, int size) {
        var html = new StringBuilder("<table>");
        var names = head.map(name -> "<th>" + escape(name) + "</th>").collect(Collectors.joining());
        if (!names.isEmpty()) {
            html.append("<thead><tr>").append(names).append("</tr></thead>");
        }
        html.append("<tbody>");
        rows.forEach(cells ->
                html.append("<tr>")
                        .append(cells.map(Rendering::cell).collect(Collectors.joining()))
                        .append("</tr>"));
        html.append("</tbody></table>");
        return size > MAX_ROWS ? html + "<p>" + MAX_ROWS + " / " + size + "</p>" : html.toString();
    }

    private static String cell(@Nullable Object value) {
        return "<td>" + escape(plain(value)) + "</td>";
    }

    private static String escape(String text) {
        return Objects.requireNonNull(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
