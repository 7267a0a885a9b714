package telaio.jupyter.complete;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/// Finds the type of what stands before a dot. Used by the compile thread only.
final class TypeFinder {
    private final SourceCodeAnalysis analysis;
    private final Catalogue catalogue;

    TypeFinder(SourceCodeAnalysis analysis, Catalogue catalogue) {
        this.analysis = analysis;
        this.catalogue = catalogue;
    }

    /// The members of what stands before the last dot, if that is a class of Java or the library.
    ///
    /// @param text up to and with the dot, or the two colons
    /// @param library full names by simple name
    Optional<Members> members(String text, Map<String, String> library) {
        var left = text.stripTrailing();
        int mark = left.endsWith("::") ? 2 : left.endsWith(".") ? 1 : 0;
        if (mark == 0) {
            return Optional.empty();
        }
        var type = typeAtEnd(left.substring(0, left.length() - mark));
        return type.isEmpty() ? Optional.empty() : catalogue.find(type, library).map(Members::new);
    }

    /// The type of the expression, or the type, that `text` ends with; empty if unknown.
    private String typeAtEnd(String text) {
        var expression = expression(text);
        return Stream.of(text, expression)
                .filter(code -> !Spot.endOf(code).name().isEmpty())
                .flatMap(code -> analysis.documentation(code, code.length(), false).stream())
                .map(Documentation::signature)
                .map(signature -> signature.substring(signature.indexOf(':') + 1))
                .findFirst()
                .orElseGet(() -> type(expression));
    }

    /// The type of an expression of declared names, as JShell prints it; empty if unknown.
    String type(String expression) {
        if (expression.isBlank()) {
            return "";
        }
        var type = analysis.analyzeType(expression, expression.length());
        return type == null ? "" : type;
    }

    /// The chain of names and calls that `text` ends with.
    private static String expression(String text) {
        var open = new ArrayDeque<Character>();
        int begin = text.length();
        while (begin > 0) {
            char c = text.charAt(begin - 1);
            if (c == ')' || c == ']') {
                open.push(c);
            } else if (c == '(' || c == '[') {
                if (open.isEmpty()) {
                    break;
                }
                open.pop();
            } else if (open.isEmpty()
                    && !Character.isJavaIdentifierPart(c)
                    && c != '.'
                    && c != '"') {
                break;
            }
            begin--;
        }
        return text.substring(begin);
    }
}
