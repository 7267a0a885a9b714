package telaio.jupyter.eval;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.complete.Completer;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;
import telaio.jupyter.complete.Inspector;

/// Helps to write a cell: finds the snippet at the cursor and what it may use. Declares nothing.
/// Used by the compile thread only.
final class Assistant {
    /// Lines for the kernel rather than for Java, but not the one being typed.
    private static final Pattern MAGIC_LINE = Pattern.compile("(?m)^%[^\n]*(?=\n)");

    /// What is completed for nobody, so that the first user does not wait.
    private static final List<String> REHEARSAL = List.of("\"\".", "Str", "IO.p");

    private static final String INSPECTED = "\"\".length(";

    /// How many steps [#rehearse] has.
    static final int STEPS = REHEARSAL.size() + 1;

    private final Compiler compiler;
    private final Splitter splitter;

    /// Made when first needed, as JShell is.
    private @Nullable Completer completer;

    private @Nullable Inspector inspector;

    Assistant(Compiler compiler, Splitter splitter) {
        this.compiler = compiler;
        this.splitter = splitter;
    }

    /// The snippets before a place in a cell.
    ///
    /// @param earlier whole ones
    /// @param offset where the one at the place begins
    private record Place(List<String> earlier, int offset) {}

    /// The cell with blanks for what is no Java, every character in its place.
    private static String java(String code) {
        return MAGIC_LINE
                .matcher(code.replace('\r', ' '))
                .replaceAll(line -> " ".repeat(line.group().length()));
    }

    /// Completes the text before `cursor`.
    Completion complete(String code, int cursor) {
        var text = java(code);
        var before = text.substring(0, cursor);
        var place = place(before);
        boolean called = text.startsWith("(", cursor);
        compiler.provideFor(before);
        return completer()
                .complete(before, place.earlier(), place.offset(), called, compiler.libraryTypes());
    }

    /// Inspects the name at `cursor`, or the one that is called around it.
    Inspection inspect(String code, int cursor, boolean source) {
        var text = java(code);
        int end = Inspector.endOfName(text, cursor);
        if (end < 0) {
            return Inspection.NOTHING;
        }
        var before = text.substring(0, end);
        boolean call = text.substring(end).stripLeading().startsWith("(");
        compiler.provideFor(before + ";");
        var place = place(before);
        return inspector()
                .inspect(
                        before,
                        place.earlier(),
                        place.offset(),
                        call,
                        source,
                        compiler.libraryTypes());
    }

    private Inspector inspector() {
        var made = inspector;
        if (made == null) {
            made = compiler.inspector();
            inspector = made;
        }
        return made;
    }

    private Completer completer() {
        var made = completer;
        if (made == null) {
            made = compiler.completer();
            completer = made;
        }
        return made;
    }

    /// Does a step of what costs most the first time.
    void rehearse(int step) {
        if (step < REHEARSAL.size()) {
            var code = REHEARSAL.get(step);
            complete(code, code.length());
        } else {
            inspect(INSPECTED, INSPECTED.length(), false);
        }
    }

    /// Whether nothing can be added to a whole snippet, as to an expression.
    private static boolean isClosed(String source) {
        var text = source.stripTrailing();
        return text.endsWith(";") || text.endsWith("}");
    }

    private Place place(String before) {
        var pieces = splitter.split(before);
        if (pieces.isEmpty()) {
            return new Place(List.of(), 0);
        }
        var last = pieces.getLast();
        int end = last.offset() + last.source().length();
        boolean over =
                last.end() == Splitter.End.WHOLE
                        && end <= before.length()
                        && isClosed(before.substring(last.offset(), end));
        var earlier =
                pieces.subList(0, over ? pieces.size() : pieces.size() - 1).stream()
                        .map(Splitter.Piece::source)
                        .toList();
        return new Place(earlier, over ? end : last.offset());
    }
}
