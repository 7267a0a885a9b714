package telaio.jupyter.complete;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The snippets of a cell before the cursor as one text that JShell can complete at its end. JShell
/// itself takes one snippet, and knows of others only when they have been evaluated.
///
/// The text is a class with the methods and types of the cell, and with a method around the
/// variables and the cursor's own snippet.
final class Surroundings {
    private static final String MODIFIERS =
            "(?:@[\\w.]+(?:\\([^)]*\\))?\\s+|(?:public|private|protected|static|final|abstract|sealed"
                    + "|non-sealed|strictfp|synchronized)\\s+)*";

    private static final String TYPE =
            "[\\w.$]+(?:\\s*<[\\w.$<>,?&\\s\\[\\]]*>)?(?:\\s*\\[\\s*\\])*";

    private static final Pattern DECLARED_TYPE =
            Pattern.compile("^" + MODIFIERS + "(?:class|interface|enum|record|@interface)\\s+\\w");

    private static final Pattern METHOD =
            Pattern.compile(
                    "^"
                            + MODIFIERS
                            + "(?:<[^;{=]*?>\\s*)?(?<type>"
                            + TYPE
                            + ")\\s+\\w+\\s*\\([^;{=]*\\)\\s*(?:throws\\s[\\w.,\\s]+)?\\{");

    private static final Pattern VARIABLE =
            Pattern.compile(
                    "^" + MODIFIERS + "(?<type>" + TYPE + ")\\s+\\w+\\s*(?:\\[\\s*\\]\\s*)*[=;,]");

    private static final Pattern INFERRED =
            Pattern.compile(
                    "^(?<head>" + MODIFIERS + ")var\\s+(?<name>\\w+)\\s*=(?<value>.*?);?\\s*$",
                    Pattern.DOTALL);

    /// No types, though they stand where one would.
    private static final Pattern NO_TYPE =
            Pattern.compile("new|return|throw|assert|yield|else|case|import|package|goto|do|try");

    private static final Pattern COMMENTS =
            Pattern.compile("^(?:\\s+|//[^\n]*(?:\n|$)|/\\*.*?\\*/)+", Pattern.DOTALL);

    private Surroundings() {}

    /// What a snippet is, as far as its text tells.
    enum Kind {
        IMPORT,
        TYPE,
        METHOD,
        VARIABLE,
        OTHER
    }

    static Kind kind(String snippet) {
        var source = COMMENTS.matcher(snippet).replaceFirst("");
        if (source.startsWith("import ")) {
            return Kind.IMPORT;
        } else if (DECLARED_TYPE.matcher(source).find()) {
            return Kind.TYPE;
        }
        var method = METHOD.matcher(source);
        if (method.find() && !NO_TYPE.matcher(method.group("type")).matches()) {
            return Kind.METHOD;
        }
        var variable = VARIABLE.matcher(source);
        boolean declares = variable.find() && !NO_TYPE.matcher(variable.group("type")).matches();
        return declares ? Kind.VARIABLE : Kind.OTHER;
    }

    /// The text up to the cursor.
    ///
    /// @param earlier the snippets of the cell before the cursor's, whole
    /// @param current the cursor's snippet up to the cursor
    /// @param typeOf the type of an expression; empty if unknown
    static String text(List<String> earlier, String current, UnaryOperator<String> typeOf) {
        var kind = kind(current);
        boolean body = kind == Kind.TYPE || kind == Kind.METHOD;
        if (kind == Kind.IMPORT || (earlier.isEmpty() && !body)) {
            return current;
        }
        var members = all(earlier, Kind.TYPE) + all(earlier, Kind.METHOD);
        if (body) {
            var fields =
                    earlier.stream()
                            .filter(snippet -> kind(snippet) == Kind.VARIABLE)
                            .map(snippet -> field(snippet, typeOf))
                            .collect(Collectors.joining("\n"));
            return "class $0 {\n" + members + fields + "\n" + current;
        }
        return "class $0 {\n"
                + members
                + "void $1() throws Throwable {\n"
                + all(earlier, Kind.VARIABLE)
                + current;
    }

    private static String all(List<String> snippets, Kind kind) {
        return snippets.stream()
                .filter(snippet -> kind(snippet) == kind)
                .map(snippet -> snippet + "\n")
                .collect(Collectors.joining());
    }

    /// A field cannot be declared with `var`.
    private static String field(String variable, UnaryOperator<String> typeOf) {
        var inferred = INFERRED.matcher(COMMENTS.matcher(variable).replaceFirst(""));
        if (!inferred.matches()) {
            return variable;
        }
        var type = typeOf.apply(inferred.group("value").strip());
        return inferred.group("head")
                + (type.isEmpty() ? "Object" : type)
                + " "
                + inferred.group("name")
                + ";";
    }
}
