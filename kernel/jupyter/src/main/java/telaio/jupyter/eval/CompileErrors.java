package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;

/// Compile errors in terms of the cell: place and message, the line of source, a caret, javac's
/// details.
final class CompileErrors {
    static final String NAME = "CompilationError";

    private static final Pattern IDENTIFIER =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    /// Errors of the parser, as against those of names and types. The codes are javac's own.
    private static final Set<String> SYNTAX =
            Set.of(
                    "expected",
                    "illegal.start",
                    "illegal.char",
                    "illegal.esc.char",
                    "illegal.text.block",
                    "illegal.nonascii",
                    "illegal.underscore",
                    "not.stmt",
                    "premature.eof",
                    "unclosed",
                    "orphaned",
                    "empty.char.lit",
                    "else.without.if",
                    "catch.without.try",
                    "finally.without.try",
                    "try.without.catch",
                    "variable.not.allowed",
                    "class.not.allowed",
                    "malformed",
                    "int.number.too.large",
                    "invalid.meth.decl.ret.type.req");

    private final Compiler compiler;
    private final Style style;
    private final Hints hints;

    CompileErrors(Compiler compiler, Style style) {
        this.compiler = compiler;
        this.style = style;
        this.hints = new Hints(new Lexicon(compiler::names, compiler::type));
    }

    /// Whether an error is one of grammar, that no declaration elsewhere can mend.
    static boolean isSyntax(Diag error) {
        var code = error.getCode().replace("compiler.err.", "");
        return SYNTAX.stream().anyMatch(code::startsWith);
    }

    /// A rejected snippet.
    Outcome.Failed failed(Snippet snippet, Places.Place place) {
        var lines = new ArrayList<String>();
        var errors = compiler.errors(snippet);
        for (var error : errors) {
            add(lines, error, snippet.source(), place);
        }
        var first = errors.isEmpty() ? NAME : headline(errors.getFirst());
        if (errors.isEmpty()) {
            lines.add(style.bad(place.file() + ": " + first));
        }
        return new Outcome.Failed(NAME, first, List.copyOf(lines));
    }

    /// A declaration that refers to types nobody declared.
    Outcome.Failed undefined(Snippet snippet, Places.Place place) {
        var missing = compiler.unresolved(snippet);
        var message = Texts.NOT_DEFINED.text(String.join(", ", missing));
        var name = missing.isEmpty() ? "" : Names.bare(missing.getFirst());
        int begin = Names.find(snippet.source(), name);
        var lines = new ArrayList<String>();
        show(lines, message, snippet.source(), place, begin, begin + name.length());
        hiddenHint(lines, name);
        hints.missing(name, snippet.source()).ifPresent(lines::add);
        return new Outcome.Failed(NAME, message, List.copyOf(lines));
    }

    private void add(List<String> lines, Diag error, String source, Places.Place place) {
        var message = compiler.message(error).lines().toList();
        int begin = Math.clamp(error.getStartPosition(), 0, source.length());
        int end = Math.clamp(error.getEndPosition(), begin, source.length());
        show(lines, message.getFirst(), source, place, begin, end);
        message.stream().skip(1).filter(CompileErrors::telling).forEach(lines::add);
        hints.of(error, String.join("\n", message), source, place.line())
                .filter(hint -> !lines.contains(hint))
                .ifPresent(lines::add);
        hidden(lines, source.substring(begin, Math.min(end, endOfLine(source, begin))));
        hidden(lines, String.join(" ", message));
    }

    private void hidden(List<String> lines, String text) {
        IDENTIFIER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .forEach(name -> hiddenHint(lines, name));
    }

    /// The line with the error's beginning, underlined up to the error's or the line's end.
    private void show(
            List<String> lines,
            String message,
            String source,
            Places.Place place,
            int begin,
            int end) {
        // An error at the end of the text belongs to its last line with something on it.
        int at = begin == source.length() ? source.stripTrailing().length() : begin;
        int lineBegin = source.lastIndexOf('\n', at - 1) + 1;
        int lineEnd = endOfLine(source, at);
        int line = place.line() + Places.lineAt(source, at);
        var text = source.substring(lineBegin, lineEnd);
        var margin = source.substring(lineBegin, at).replaceAll("[^\t]", " ");
        int width = Math.max(1, Math.min(end, lineEnd) - at);
        lines.add(style.bad(place.file() + ", line " + line + ": " + message));
        lines.add("    " + text);
        lines.add("    " + margin + style.bad("^".repeat(width)));
    }

    private static int endOfLine(String source, int at) {
        int newline = source.indexOf('\n', at);
        return newline < 0 ? source.length() : newline;
    }

    /// JShell puts cells into classes that have no name for the user.
    private static boolean telling(String detail) {
        return !detail.strip().equals("location: class");
    }

    private void hiddenHint(List<String> lines, String name) {
        compiler.hiddenBy(name)
                .map(java -> Texts.HIDDEN.text(name, name, java))
                .filter(hint -> !lines.contains(hint))
                .ifPresent(lines::add);
    }

    /// The first line of javac's message, with the symbol it is about.
    private String headline(Diag error) {
        var lines = compiler.message(error).lines().map(String::strip).toList();
        return lines.stream()
                .filter(line -> line.startsWith("symbol:"))
                .findFirst()
                .map(line -> lines.getFirst() + ": " + line.substring("symbol:".length()).strip())
                .orElse(lines.getFirst());
    }
}
