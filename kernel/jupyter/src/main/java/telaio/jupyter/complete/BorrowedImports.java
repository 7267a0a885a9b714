package telaio.jupyter.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/// The imports of a cell that has not run yet, lent to JShell for one look. Used by the compile
/// thread only.
final class BorrowedImports {
    private static final Pattern LAST = Pattern.compile("(?<name>\\w+|\\*)\\s*;?\\s*$");

    private BorrowedImports() {}

    /// Works with the imports among `earlier`, as far as nothing else can be touched by them.
    ///
    /// @param taken names that JShell has an import for
    static <T> T during(JShell shell, List<String> earlier, Set<String> taken, Supplier<T> work) {
        var made = new ArrayList<Snippet>();
        try {
            for (var snippet : earlier) {
                if (Surroundings.kind(snippet) == Surroundings.Kind.IMPORT
                        && isFree(shell, snippet, taken)) {
                    shell.eval(snippet).forEach(event -> made.add(event.snippet()));
                }
            }
            return work.get();
        } finally {
            made.stream().filter(snippet -> shell.status(snippet).isActive()).forEach(shell::drop);
        }
    }

    /// Whether an import replaces no other, and completes no declaration that waits for it.
    private static boolean isFree(JShell shell, String snippet, Set<String> taken) {
        var source = snippet.strip();
        var name = LAST.matcher(source);
        return name.find()
                && !taken.contains(name.group("name"))
                && shell.imports()
                        .map(ImportSnippet::source)
                        .map(String::strip)
                        .noneMatch(source::equals)
                && Declared.isWhole(shell);
    }
}
