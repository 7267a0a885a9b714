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
    private final CellRewriter rewriter;
    private final Map<Snippet, Places.Place> places = new HashMap<>();

    private final Heritage heritage;

    Workshop(Compiler compiler, CellBook book) {
        this.compiler = compiler;
        this.book = book;
        this.rewriter = compiler.rewriter();
        this.heritage = new Heritage(compiler);
    }

    /// The requests that bring the classes of `compiled` into the session, before its calls.
    ///
    /// @param place where the compiled source begins
    /// @param origin the cell's
    List<SessionRequest> loading(Compiled compiled, Places.Place place, long origin) {
        var tables = new LinkedHashMap<String, Places.Table>();
        for (var event : compiled.events()) {
            var snippet = event.snippet();
            if (!event.status().isActive()) {
                places.remove(snippet);
                continue;
            }
            if (event.causeSnippet() == null) {
                places.put(snippet, place);
            }
            take(event, event.causeSnippet() != null, tables);
        }
        compiled.revived().forEach(event -> take(event, true, tables));
        var requests = new ArrayList<SessionRequest>();
        var all = rewriter.rewrite(placed(compiled.classes(), tables));
        all.putAll(placed(compiled.redefined(), tables));
        if (!all.isEmpty()) {
            requests.add(new SessionRequest.Load(all));
            heritage.request(origin).ifPresent(requests::add);
        }
        return requests;
    }

    /// @param inherits whether a variable keeps the value it had
    private void take(SnippetEvent event, boolean inherits, Map<String, Places.Table> tables) {
        var snippet = event.snippet();
        if (event.status().isDefined() && snippet.kind() != Snippet.Kind.IMPORT) {
            heritage.take(snippet, inherits);
            register(snippet, event.status(), tables);
        }
    }

    /// The request that brings the class of a snippet that JShell does not know into the session.
    SessionRequest loading(Shortcut.Made made) {
        return new SessionRequest.Load(rewriter.rewrite(made.classes()));
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
        places.remove(temporary);
        heritage.forget(temporary);
        return new SessionRequest.Clear(holder, temporary.name());
    }

    /// Where a snippet of a cell stands.
    Places.Place place(Snippet snippet) {
        return places.getOrDefault(snippet, new Places.Place(0, 1));
    }
}
