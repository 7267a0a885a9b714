package telaio.jupyter.complete;

import java.util.List;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/// What the cells of a notebook have declared so far. Used by the compile thread only.
final class Declared {
    private Declared() {}

    static Optional<VarSnippet> variable(JShell shell, String name) {
        return shell.variables().filter(v -> v.name().equals(name)).findFirst();
    }

    static List<MethodSnippet> methods(JShell shell, String name) {
        return shell.methods().filter(m -> m.name().equals(name)).toList();
    }

    static Optional<TypeDeclSnippet> type(JShell shell, String name) {
        return shell.types().filter(t -> t.name().equals(name)).findFirst();
    }

    /// Whether all that was declared finds what it needs.
    static boolean isWhole(JShell shell) {
        return shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet)
                .map(shell::status)
                .noneMatch(status ->
                        status == jdk.jshell.Snippet.Status.RECOVERABLE_DEFINED
                                || status == jdk.jshell.Snippet.Status.RECOVERABLE_NOT_DEFINED);
    }
}
