package telaio.jupyter.complete;

import java.util.ArrayDeque;

/// A place in a text of Java: what stands before it, up to the name that touches it.
///
/// @param before the text before that name
/// @param name the name from its beginning to the place; may be empty
record Spot(String before, String name) {
    /// The place at the end of `text`.
    static Spot endOf(String text) {
        int begin = text.length();
        while (begin > 0 && Character.isJavaIdentifierPart(text.charAt(begin - 1))) {
            begin--;
        }
        return new Spot(text.substring(0, begin), text.substring(begin));
    }

    /// Where the name at `place` ends.
    static int endOfName(String text, int place) {
        int end = place;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Whether a member is being named.
    boolean isMember() {
        var left = before.stripTrailing();
        return left.endsWith(".") || left.endsWith("::");
    }

    /// Whether what follows is code, and not within a comment, a string or a character.
    static boolean inCode(String text) {
        return end(text, new ArrayDeque<>()) == text.length();
    }

    /// The last parenthesis that is open at the end of `text`.
    ///
    /// @return its index, or −1
    static int openParenthesis(String text) {
        var open = new ArrayDeque<Integer>();
        if (end(text, open) != text.length()) {
            return -1;
        }
        while (!open.isEmpty() && text.charAt(open.peek()) == '[') {
            open.pop();
        }
        return open.isEmpty() || text.charAt(open.peek()) != '(' ? -1 : open.peek();
    }

    /// Walks over code.
    ///
    /// @param open gets the brackets that are open at the end, the innermost first
    /// @return the length of the text, or more if a comment or literal is open at its end
    private static int end(String text, ArrayDeque<Integer> open) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                at = after(text, "\n", at);
            } else if (text.startsWith("/*", at)) {
                at = after(text, "*/", at + 2);
            } else if (text.startsWith("\"\"\"", at)) {
                at = afterLiteral(text, "\"\"\"", at + 3);
            } else if (c == '"' || c == '\'') {
                at = afterLiteral(text, String.valueOf(c), at + 1);
            } else {
                if (c == '(' || c == '[' || c == '{') {
                    open.push(at);
                } else if ((c == ')' || c == ']' || c == '}') && !open.isEmpty()) {
                    open.pop();
                }
                at++;
            }
        }
        return at;
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() + 1 : found + end.length();
    }

    /// A literal on one line that nobody closed ends with the line.
    private static int afterLiteral(String text, String quote, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.startsWith(quote, at)) {
                return at + quote.length();
            } else if (text.charAt(at) == '\n' && quote.length() == 1) {
                return at + 1;
            }
        }
        return text.length() + 1;
    }
}
