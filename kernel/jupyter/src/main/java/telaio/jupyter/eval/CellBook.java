package telaio.jupyter.eval;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What tracebacks need to know of the cells of one session. Written by the compile thread, read by
/// any.
final class CellBook {
    private final Map<String, List<String>> sources = new ConcurrentHashMap<>();
    private final Map<String, List<String>> unresolved = new ConcurrentHashMap<>();

    /// Remembers the text of a cell.
    void source(Places.Place cell, String code) {
        sources.put(cell.file(), code.lines().toList());
    }

    /// The line of source that a stack frame's file and line name, or null if it is not there.
    @Nullable String source(String file, int line) {
        var lines = sources.getOrDefault(file, List.of());
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : null;
    }

    /// Remembers what the code of a snippet's wrapper class refers to that does not exist.
    void unresolved(String wrapperClass, List<String> names) {
        unresolved.put(wrapperClass, names);
    }

    /// What a class refers to that does not exist; empty if nothing.
    List<String> unresolved(String className) {
        return unresolved.getOrDefault(wrapperOf(className), List.of());
    }

    /// `REPL.$JShell$7` for it and the classes within.
    static String wrapperOf(String className) {
        int number = className.indexOf("$JShell$") + "$JShell$".length();
        int inner = className.indexOf('$', number);
        return inner < 0 ? className : className.substring(0, inner);
    }
}
