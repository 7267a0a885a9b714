package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import telaio.multiprocessing.shipping.CellRewriter;
import telaio.session.SessionRequest;

/// From compiled snippets to what the session is asked to do: knows where each snippet stands and
/// which class holds it, and prepares classes for the session. Used by the compile thread only.
final class Workshop {
    private final Compiler compiler;
    private final CellBook book;
    private final CellRewriter rewriter = new CellRewriter();
    private final Map<Snippet, Places.Place> places = new HashMap<>();

    /// The class that holds a variable, by snippet.
    private final Map<Snippet, String> holders = new HashMap<>();

    Workshop(Compiler compiler, CellBook book) {
        this.compiler = compiler;
        this.book = book;
    }

    /// The requests that bring the classes of `compiled` into the session, before its calls.
    ///
    /// @param place where the compiled source begins
    /// @param origin the cell's
    List<SessionRequest> loading(Compiler.Compiled compiled, Places.Place place, long origin) {
        var tables = new LinkedHashMap<String, Places.Table>();
        var inheriting = new ArrayList<SessionRequest>();
        for (var event : compiled.events()) {
            var snippet = event.snippet();
            if (!event.status().isActive()) {
                forget(snippet);
                continue;
            }
            if (event.causeSnippet() == null) {
                places.put(snippet, place);
            }
            if (event.status().isDefined() && snippet.kind() != Snippet.Kind.IMPORT) {
                inherit(event, origin, inheriting);
                register(snippet, event.status(), tables);
            }
        }
        var requests = new ArrayList<SessionRequest>();
        if (!compiled.classes().isEmpty()) {
            var placed = placed(compiled.classes(), tables);
            requests.add(new SessionRequest.Load(rewriter.rewrite(placed)));
            requests.addAll(inheriting);
        }
        return requests;
    }

    /// A variable whose class was replaced because something it uses changed keeps its value.
    private void inherit(SnippetEvent event, long origin, List<SessionRequest> inheriting) {
        if (event.snippet() instanceof VarSnippet variable) {
            var to = compiler.wrapper(variable).fullClassName();
            var from = holders.put(variable, to);
            if (event.causeSnippet() != null && from != null && !from.equals(to)) {
                inheriting.add(new SessionRequest.Inherit(origin, from, to, variable.name()));
            }
        }
    }

    private void register(Snippet snippet, Status status, Map<String, Places.Table> tables) {
        var wrapper = compiler.wrapper(snippet);
        var place = places.get(snippet);
        var name = wrapper.fullClassName();
        if (place != null) {
            tables.put(name, Places.table(wrapper, place));
        }
        if (status == Status.RECOVERABLE_DEFINED) {
            var missing = compiler.unresolved(snippet);
            book.unresolved(name, missing);
            if (place != null && snippet instanceof MethodSnippet && !missing.isEmpty()) {
                // JShell replaced the body: the only place to tell is where the name stands.
                int line = Names.line(snippet.source(), missing.getFirst());
                tables.put(name, new Places.Table(place, new int[] {0, line}));
            }
        }
    }

    private static Map<String, byte[]> placed(
            Map<String, byte[]> classes, Map<String, Places.Table> tables) {
        var placed = new LinkedHashMap<String, byte[]>();
        classes.forEach((name, bytes) -> {
            var table = tables.get(CellBook.wrapperOf(name));
            placed.put(name, table == null ? bytes : Places.write(bytes, table));
        });
        return placed;
    }

    /// Removes the variable JShell made for the value of an expression.
    ///
    /// @return the request that lets go of the value
    SessionRequest dropping(VarSnippet temporary) {
        var holder = compiler.wrapper(temporary).fullClassName();
        compiler.drop(temporary);
        forget(temporary);
        return new SessionRequest.Clear(holder, temporary.name());
    }

    /// Where a snippet of a cell stands.
    Places.Place place(Snippet snippet) {
        return places.getOrDefault(snippet, new Places.Place(0, 1));
    }

    private void forget(Snippet snippet) {
        places.remove(snippet);
        holders.remove(snippet);
    }
}
