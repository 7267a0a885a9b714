package telaio.jupyter.magic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Completeness;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.JShellEvaluator;
import telaio.jupyter.eval.Notebook;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.magic.Magic.Form;

/// Does the magics of cells and leaves their Java to the evaluator of Java, which alone sees a cell
/// without a magic.
public final class MagicEvaluator implements Evaluator {
    /// A magic's name up to the cursor.
    private static final Pattern TYPED =
            Pattern.compile("(?m)^[ \\t]*(?<sign>%%?)(?<name>[A-Za-z][\\w-]*|)\\z");

    private static final Pattern SAID = Pattern.compile("^[ \\t]*%%?(?<name>[A-Za-z][\\w-]*)");

    private final Frontend frontend;
    private final JShellEvaluator java;
    private final Notebook notebook;

    /// Made when the first magic is met. Guarded by this.
    private @Nullable Catalogue catalogue;

    /// Of the cells that run and have magics.
    private final Set<Desk> desks = ConcurrentHashMap.newKeySet();

    /// Starts JShell and a session in the background.
    ///
    /// @param frontend is told what the cells print and ask
    public MagicEvaluator(Frontend frontend) {
        this(frontend, new JShellEvaluator(frontend));
    }

    /// Takes over an evaluator of Java.
    public MagicEvaluator(Frontend frontend, JShellEvaluator java) {
        this.frontend = frontend;
        this.java = java;
        this.notebook = new Notebook(java);
    }

    @Override
    public Outcome evaluate(Cell cell) {
        if (!Parts.maybeIn(cell.code())) {
            return java.evaluate(cell);
        }
        var desk = new Desk(this, cell);
        desks.add(desk);
        try {
            return desk.evaluate(cell.code(), 1);
        } finally {
            desks.remove(desk);
        }
    }

    @Override
    public Outcome deliver(Cell cell, Arrival arrival) {
        return java.deliver(cell, arrival);
    }

    @Override
    public Outcome expression(Cell cell) {
        return java.expression(cell);
    }

    @Override
    public Completeness completeness(String code) {
        if (!Parts.maybeIn(code)) {
            return java.completeness(code);
        }
        var rest = Parts.javaOf(code.replace("\r\n", "\n").replace('\r', '\n'));
        return rest == null || rest.isBlank()
                ? new Completeness.Complete()
                : java.completeness(rest);
    }

    @Override
    public Completion complete(String code, int cursor) {
        var typed = TYPED.matcher(code.substring(0, cursor));
        if (!typed.find()) {
            return java.complete(code, cursor);
        }
        var form = typed.group("sign").equals("%") ? Form.LINE : Form.CELL;
        var prefix = typed.group("name").toLowerCase(Locale.ROOT);
        var matches =
                catalogue().names(form).stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .map(name -> new Completion.Match(name, Completion.Kind.MAGIC, ""))
                        .toList();
        return new Completion(matches, typed.start("name"), cursor);
    }

    @Override
    public Inspection inspect(String code, int cursor, boolean source) {
        int lineStart = code.lastIndexOf('\n', Math.max(0, cursor - 1)) + 1;
        int lineEnd = code.indexOf('\n', lineStart);
        var line = code.substring(lineStart, lineEnd < 0 ? code.length() : lineEnd);
        var said = SAID.matcher(line);
        if (!said.find() || cursor - lineStart > said.end()) {
            return java.inspect(code, cursor, source);
        }
        try {
            var magic = catalogue().named(said.group("name"));
            return new Inspection(List.of(new Inspection.Sentence(magic.help())), Optional.empty());
        } catch (MagicFailed unknown) {
            return Inspection.NOTHING;
        }
    }

    @Override
    public void interrupt(long origin) {
        desks.stream().filter(desk -> desk.cell().origin() == origin).forEach(Desk::stop);
        java.interrupt(origin);
    }

    @Override
    public void close() {
        desks.forEach(Desk::stop);
        java.interrupt();
        java.close();
    }

    Frontend frontend() {
        return frontend;
    }

    JShellEvaluator java() {
        return java;
    }

    Notebook notebook() {
        return notebook;
    }

    synchronized Catalogue catalogue() {
        var known = catalogue;
        if (known == null) {
            known = Catalogue.load();
            catalogue = known;
        }
        return known;
    }
}
