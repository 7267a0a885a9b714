package telaio.jupyter.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a cell into magics and the Java between them. A `%` that Java means, in a text block, a
/// comment, or as an operator that goes on from the line before, stays Java.
final class Parts {
    sealed interface Part {}

    /// Some of the cell's Java.
    ///
    /// @param code as many empty lines as stand before it in the cell, then its text
    /// @param values the magics that stand where a value is assigned, in order
    record Java(String code, List<Value> values) implements Part {}

    /// A magic on lines of its own.
    record Said(Call call) implements Part {}

    /// `%name …` after `=`, up to the end of the line.
    ///
    /// @param from where it begins in the part's code
    /// @param to where it ends
    record Value(int from, int to, Call call) {}

    private static final String NAME = "[A-Za-z][\\w-]*";

    private static final Pattern ANYWHERE = Pattern.compile("(?m)(?:^|=)[ \\t]*%%?[A-Za-z]");

    private static final Pattern WHOLE_CELL =
            Pattern.compile(
                    "(?<above>(?:[ \\t]*\\n)*)[ \\t]*%%(?<name>"
                            + NAME
                            + ")(?<arguments>[^\\n]*)(?:\\n(?<body>.*))?",
                    Pattern.DOTALL);

    private static final Pattern MAGIC =
            Pattern.compile(
                    "%(?<name>" + NAME + ")(?<arguments>(?=[ \\t;]|$)[^\\n]*)", Pattern.MULTILINE);

    private final String code;
    private final List<Part> parts = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /// Where the Java that is being read begins.
    private int begin;

    /// Of the statement being read: open brackets, last character that says something (0 for none),
    /// and whether there was a `=` outside of brackets.
    private int depth;

    private char last;
    private boolean assigns;

    private Parts(String code) {
        this.code = code;
    }

    /// Whether there may be a magic in a text: cheap, and true too often.
    static boolean maybeIn(String code) {
        return code.indexOf('%') >= 0 && ANYWHERE.matcher(code).find();
    }

    /// Cuts `code`, whose lines end in `\n`, in order.
    static List<Part> of(String code) {
        var cell = WHOLE_CELL.matcher(code);
        if (cell.matches()) {
            var body = cell.group("body");
            int line = 1 + (int) cell.group("above").chars().filter(c -> c == '\n').count();
            var arguments = cell.group("arguments").strip();
            return List.of(
                    new Said(
                            new Call(
                                    cell.group("name"),
                                    arguments,
                                    body == null ? "" : body,
                                    line)));
        }
        var reading = new Parts(code);
        reading.read();
        return reading.parts;
    }

    private void read() {
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '%') {
                at = percent(at);
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                at = java(at, c);
            }
        }
        java(code.length());
    }

    /// @return where to go on
    private int percent(int at) {
        var magic = MAGIC.matcher(code).region(at, code.length());
        if (depth == 0 && magic.lookingAt()) {
            var call =
                    new Call(
                            magic.group("name"),
                            arguments(magic.group("arguments")),
                            null,
                            line(at));
            int lineStart = code.lastIndexOf('\n', at) + 1;
            if (last == '=') {
                values.add(new Value(at, magic.end(), call));
                end();
                return magic.end();
            }
            if (last == 0 && code.substring(lineStart, at).isBlank()) {
                java(lineStart);
                parts.add(new Said(call));
                begin = Math.min(magic.end() + 1, code.length());
                return magic.end();
            }
        }
        last = '%';
        return at + 1;
    }

    private static String arguments(String rest) {
        var arguments = rest.strip();
        return arguments.endsWith(";")
                ? arguments.substring(0, arguments.length() - 1).stripTrailing()
                : arguments;
    }

    private int line(int at) {
        return 1 + (int) code.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /// The Java up to `end` is a part.
    private void java(int end) {
        if (end > begin && !code.substring(begin, end).isBlank()) {
            var above = "\n".repeat(line(begin) - 1);
            int shift = above.length() - begin;
            parts.add(
                    new Java(
                            above + code.substring(begin, end),
                            values.stream()
                                    .map(v -> new Value(v.from + shift, v.to + shift, v.call))
                                    .toList()));
        }
        values.clear();
        end();
    }

    private void end() {
        last = 0;
        assigns = false;
    }

    /// Reads what begins with `c`, not blank.
    ///
    /// @return where it ends
    private int java(int at, char c) {
        if (code.startsWith("//", at)) {
            return until("\n", at + 2, false);
        }
        if (code.startsWith("/*", at)) {
            return until("*/", at + 2, false);
        }
        if (code.startsWith("\"\"\"", at)) {
            last = '"';
            return until("\"\"\"", at + 3, true);
        }
        last = c;
        switch (c) {
            case '"', '\'' -> {
                return Math.min(until(String.valueOf(c), at + 1, true), until("\n", at + 1, false));
            }
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> depth = Math.max(0, depth - 1);
            case '=' -> assigns |= depth == 0;
            default -> {}
        }
        // What a brace ends in an assignment goes on: an array, a lambda, a switch.
        if (depth == 0 && (c == ';' || (c == '}' && !assigns))) {
            end();
        }
        return at + 1;
    }

    private int until(String end, int from, boolean escapes) {
        for (int at = from; at < code.length(); at++) {
            if (escapes && code.charAt(at) == '\\') {
                at++;
            } else if (code.startsWith(end, at)) {
                return at + end.length();
            }
        }
        return code.length();
    }

    /// The code of a part with each of its magics replaced.
    ///
    /// @param replacements Java expressions, one for each of `part.values()`
    static String filled(Java part, List<String> replacements) {
        var filled = new StringBuilder(part.code());
        for (int i = replacements.size() - 1; i >= 0; i--) {
            var value = part.values().get(i);
            filled.replace(value.from(), value.to(), replacements.get(i) + ";");
        }
        return filled.toString();
    }

    /// The code with empty lines in the place of its magics; null for a cell that is one magic.
    static @Nullable String javaOf(String code) {
        var java = new StringBuilder();
        for (var part : of(code)) {
            switch (part) {
                case Said(var call) when call.body() != null -> {
                    return null;
                }
                case Said _ -> {}
                case Java some -> {
                    var nulls = some.values().stream().map(_ -> "null").toList();
                    int lines = (int) java.chars().filter(c -> c == '\n').count();
                    java.append(filled(some, nulls).substring(lines));
                }
            }
        }
        return java.toString();
    }
}
