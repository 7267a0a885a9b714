package telaio.jupyter.eval;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import telaio.session.SessionRequest;
import telaio.session.SessionRequest.Move;

/// Where variables and types of the notebook are held, and what must be handed over when JShell
/// puts them into another class. Used by the compile thread only.
final class Heritage {
    private final Compiler compiler;

    /// The class that holds a variable, by its name.
    private final Map<String, String> variables = new HashMap<>();

    /// The class around a type, by its name.
    private final Map<String, String> types = new HashMap<>();

    /// By the variable's name.
    private final Map<String, Move> moves = new LinkedHashMap<>();

    private final Map<String, String> hosts = new LinkedHashMap<>();

    Heritage(Compiler compiler) {
        this.compiler = compiler;
    }

    /// Takes note of a snippet that was defined.
    ///
    /// @param inherits whether a variable keeps the value it had
    void take(Snippet snippet, boolean inherits) {
        switch (snippet) {
            case VarSnippet variable -> {
                var to = holder(variable);
                var from = variables.put(variable.name(), to);
                if (inherits && from != null && !from.equals(to)) {
                    moves.merge(
                            variable.name(),
                            new Move(from, to, variable.name()),
                            (first, last) -> new Move(first.from(), last.to(), last.name()));
                }
            }
            case TypeDeclSnippet type -> {
                var to = holder(type);
                var from = types.put(type.name(), to);
                if (from != null && !from.equals(to)) {
                    hosts.replaceAll((_, last) -> last.equals(from) ? to : last);
                    hosts.put(from, to);
                }
            }
            default -> {}
        }
    }

    void forget(VarSnippet variable) {
        variables.remove(variable.name());
    }

    /// The request for everything taken since the last one. Where types were replaced, every
    /// variable may hold an object of theirs.
    ///
    /// @param origin the cell that replaced them
    Optional<SessionRequest.Inherit> request(long origin) {
        if (!hosts.isEmpty()) {
            compiler.variables().stream()
                    .map(v -> new Move(holder(v), holder(v), v.name()))
                    .forEach(move -> moves.putIfAbsent(move.name(), move));
        }
        var request =
                moves.isEmpty()
                        ? Optional.<SessionRequest.Inherit>empty()
                        : Optional.of(
                                new SessionRequest.Inherit(
                                        origin, List.copyOf(moves.values()), Map.copyOf(hosts)));
        moves.clear();
        hosts.clear();
        return request;
    }

    private String holder(Snippet snippet) {
        return compiler.wrapper(snippet).fullClassName();
    }
}
