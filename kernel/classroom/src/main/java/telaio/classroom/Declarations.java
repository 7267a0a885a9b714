package telaio.classroom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that the code of a cell gives a meaning for all cells: its types, methods and
/// variables. Read roughly, as code need not be right to be looked at.
final class Declarations {
    private static final Pattern UNICODE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");

    /// Tokens of a list of parameters.
    private static final int LONGEST = 2000;

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Declarations() {}

    static Set<String> of(String source) {
        var declarations = new Declarations();
        declarations.read(source);
        declarations.find();
        return declarations.names;
    }

    private void read(String source) {
        var code =
                UNICODE.matcher(source)
                        .replaceAll(it -> Matcher.quoteReplacement(character(it.group(1))));
        int at = 0;
        while (at < code.length()) {
            int end = end(code, at);
            char first = code.charAt(at);
            boolean isCode =
                    !Character.isWhitespace(first)
                            && first != '"'
                            && first != '\''
                            && !comment(code, at);
            if (isCode) {
                tokens.add(code.substring(at, end));
            }
            at = end;
        }
    }

    private static boolean comment(String code, int at) {
        return code.startsWith("//", at) || code.startsWith("/*", at);
    }

    /// Where ends what begins at `at`.
    private static int end(String code, int at) {
        char first = code.charAt(at);
        if (code.startsWith("//", at)) {
            return after(code, "\n", at);
        }
        if (code.startsWith("/*", at)) {
            return after(code, "*/", at + 2);
        }
        if (code.startsWith("\"\"\"", at)) {
            return quoted(code, "\"\"\"", at + 3);
        }
        if (first == '"' || first == '\'') {
            return quoted(code, String.valueOf(first), at + 1);
        }
        if (code.startsWith("->", at) || code.startsWith("==", at)) {
            return at + 2;
        }
        int end = at + 1;
        if (Character.isJavaIdentifierStart(first)) {
            while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int after(String code, String mark, int from) {
        int found = code.indexOf(mark, from);
        return found < 0 ? code.length() : found + mark.length();
    }

    /// A string that is not closed ends with its line.
    private static int quoted(String code, String mark, int from) {
        for (int at = from; at < code.length(); at++) {
            if (code.startsWith(mark, at)) {
                return at + mark.length();
            }
            if (mark.length() == 1 && code.charAt(at) == '\n') {
                return at;
            }
            if (code.charAt(at) == '\\') {
                at++;
            }
        }
        return code.length();
    }

    private static String character(String hexadecimal) {
        return String.valueOf((char) Integer.parseInt(hexadecimal, 16));
    }

    /// Only outside of braces and parentheses is a name everybody's.
    private void find() {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            switch (token) {
                case "{" -> depth++;
                case "}" -> depth--;
                case "(" -> {
                    if (depth == 0) {
                        method(i);
                    }
                    depth++;
                }
                case ")" -> depth--;
                case "=", ";" -> {
                    if (depth == 0 && i > 0 && isName(tokens.get(i - 1)) && !isMember(i - 1)) {
                        names.add(tokens.get(i - 1));
                    }
                }
                default -> {
                    if (depth == 0 && TYPES.contains(token) && i + 1 < tokens.size()) {
                        names.add(tokens.get(i + 1));
                    }
                }
            }
        }
    }

    /// `type name(…) {` or `type name(…) throws`.
    private void method(int open) {
        int close = open;
        int depth = 0;
        int farthest = Math.min(tokens.size(), open + LONGEST);
        do {
            depth += tokens.get(close).equals("(") ? 1 : tokens.get(close).equals(")") ? -1 : 0;
            close++;
        } while (depth > 0 && close < farthest);
        boolean body =
                close < tokens.size()
                        && (tokens.get(close).equals("{") || tokens.get(close).equals("throws"));
        if (body
                && open > 1
                && isName(tokens.get(open - 1))
                && !tokens.get(open - 2).equals("new")) {
            names.add(tokens.get(open - 1));
        }
    }

    private boolean isMember(int at) {
        return at > 0 && tokens.get(at - 1).equals(".");
    }

    private static boolean isName(String token) {
        return Character.isJavaIdentifierStart(token.charAt(0));
    }

    /// Whether code uses one of these names.
    static boolean mentions(String source, Set<String> names) {
        var declarations = new Declarations();
        declarations.read(source);
        return declarations.tokens.stream().anyMatch(names::contains);
    }
}
