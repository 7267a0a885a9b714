package telaio.multiprocessing.shipping;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/// Finds what objects need in another process: the cell classes, and the static fields their code
/// may read.
///
/// Of what JShell puts around snippets, code counts method by method: one cell of the notebook must
/// not drag in all others. A class that a cell declares counts whole, once an object of it exists
/// or may be made: which of its methods are called is decided at run time. What is reached only by
/// reflection is not seen.
final class Reachability {
    private static final String INITIALISER = "<clinit>()V";

    private final CellClasses cells;
    private final Map<String, CellClass> classes = new LinkedHashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Set<CellCode.Member> methods = new HashSet<>();
    private final Set<CellCode.Member> reads = new LinkedHashSet<>();
    private final Queue<Runnable> open = new ArrayDeque<>();
    private final Set<String> initialisers = new LinkedHashSet<>();

    Reachability(CellClasses cells) {
        this.cells = cells;
    }

    /// An object of this class goes along.
    void met(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        whole(element.getName());
        follow();
    }

    /// The classes found so far.
    Collection<CellClass> classes() {
        return classes.values();
    }

    /// The static fields found so far, each with the class through which the code names it.
    Set<CellCode.Member> reads() {
        return reads;
    }

    /// The static fields that classes may read while they are being initialised, apart from those
    /// that initialisation sets. If there are any, the order in which the receiver rebuilds things
    /// matters.
    Set<CellCode.Member> readsOfInitialisers() {
        var early = new Reachability(cells);
        initialisers.forEach(owner -> early.scan(owner, INITIALISER));
        early.follow();
        early.reads.removeIf(read -> initialisers.contains(read.owner()));
        return early.reads;
    }

    private void follow() {
        for (var next = open.poll(); next != null; next = open.poll()) {
            next.run();
        }
    }

    private void ship(String name) {
        if (!CellClasses.isCellClass(name) || classes.containsKey(name)) {
            return;
        }
        var cell = cells.find(name);
        if (cell != null) {
            classes.put(name, cell);
            for (var mentioned : cell.code().mentions()) {
                // Lambdas count when code makes them: their names are in the class file unmade too.
                if (!LambdaNames.isLambda(mentioned)) {
                    open.add(() -> ship(mentioned));
                }
            }
        }
    }

    private void whole(String name) {
        if (!CellClasses.isCellClass(name) || CellTransform.isWrapper(name) || !whole.add(name)) {
            return;
        }
        ship(name);
        var cell = cells.find(name);
        if (cell != null) {
            cell.code().supertypes().forEach(this::whole);
            cell.code().methods().keySet().forEach(key -> scan(name, key));
        }
    }

    private void call(CellCode.Member method) {
        if (CellTransform.isWrapper(method.owner())) {
            ship(method.owner());
            scan(method.owner(), method.key());
            scan(method.owner(), INITIALISER);
        } else {
            whole(method.owner());
        }
    }

    private void scan(String owner, String key) {
        var cell = cells.find(owner);
        var body = cell == null ? null : cell.code().methods().get(key);
        if (body == null || !methods.add(new CellCode.Member(owner, key))) {
            return;
        }
        if (key.equals(INITIALISER)) {
            initialisers.add(owner);
        }
        for (var read : body.reads()) {
            reads.add(read);
            open.add(() -> ship(read.owner()));
            open.add(() -> scan(read.owner(), INITIALISER));
        }
        body.calls().forEach(method -> open.add(() -> call(method)));
        body.made().forEach(made -> open.add(() -> whole(made)));
    }
}
