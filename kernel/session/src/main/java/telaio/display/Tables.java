package telaio.display;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Maps, and collections and arrays of records, maps or arrays as tables.
final class Tables {
    private static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 30;
    private static final int LONGEST_CELL = 200;

    /// Java's own text stands for maps and arrays that fit on a line.
    private static final int LINE = 80;

    private Tables() {}

    /// The forms of a table, or null if `value` is none.
    static @Nullable Bundle bundle(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : bundle(ofMap(map), Plain.of(map));
        }
        if (value instanceof Collection<?> items) {
            var table = items.isEmpty() ? null : ofRows(items, items.size());
            return table == null ? null : bundle(table, "");
        }
        if (value instanceof Object[] items && items.length > 0) {
            var table = ofRows(Arrays.asList(items), items.length);
            boolean nested = items.getClass().getComponentType().isArray();
            return table == null ? null : bundle(table, nested ? Plain.of(items) : "");
        }
        return null;
    }

    /// @param own Java's own text of the value, where it may stand for the aligned table
    private static Bundle bundle(Table table, String own) {
        boolean ownFits = !own.isEmpty() && own.length() <= LINE && own.indexOf('\n') < 0;
        return Bundle.html(table.html()).and(Showing.PLAIN, ownFits ? own : table.plain());
    }

    private static Table ofMap(Map<?, ?> map) {
        var rows =
                map.entrySet().stream()
                        .limit(MOST_ROWS)
                        .map(entry -> List.of(cell(entry.getKey()), cell(entry.getValue())))
                        .toList();
        return new Table(List.of(), rows, note(rows.size(), map.size(), 0, 0));
    }

    private static @Nullable Table ofRows(Collection<?> items, int size) {
        var shown = items.stream().limit(MOST_ROWS).toList();
        var rows = Rows.of(shown);
        if (rows == null) {
            return null;
        }
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        if (columns.isEmpty()) {
            return null;
        }
        var names = columns.stream().limit(MOST_COLUMNS).toList();
        var cells = rows.stream().map(row -> cells(row, names)).toList();
        boolean named = !Objects.requireNonNull(shown.getFirst()).getClass().isArray();
        int width = named ? columns.size() : widest(shown);
        return new Table(
                named ? names : List.of(), cells, note(cells.size(), size, names.size(), width));
    }

    private static int widest(List<?> arrays) {
        return arrays.stream().mapToInt(Array::getLength).max().orElse(0);
    }

    private static List<Table.Cell> cells(Map<String, @Nullable Object> row, List<String> names) {
        return names.stream()
                .map(name -> row.containsKey(name) ? cell(row.get(name)) : Table.Cell.EMPTY)
                .toList();
    }

    private static Table.Cell cell(@Nullable Object value) {
        return new Table.Cell(Plain.cut(Plain.of(value), LONGEST_CELL), value instanceof Number);
    }

    private static String note(int rows, int allRows, int columns, int allColumns) {
        var note = new StringJoiner(", ");
        Stream.of(
                        rows < allRows ? Texts.ROWS.text(rows, allRows) : "",
                        columns < allColumns ? Texts.COLUMNS.text(columns, allColumns) : "")
                .filter(part -> !part.isEmpty())
                .forEach(note::add);
        return note.toString();
    }
}
