package telaio.jupyter.eval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the brackets of a source, those in texts and comments apart.
final class Brackets {
    private static final Pattern PASSED_OVER =
            Pattern.compile(
                    "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'"
                            + "|//[^\n]*|/\\*(?s:.*?)\\*/");

    private static final String OPENING = "{([";
    private static final String CLOSING = "})]";

    private Brackets() {}

    /// The source with blanks for texts and comments, every character in its place.
    private static String bare(String source) {
        return PASSED_OVER
                .matcher(source)
                .replaceAll(found -> found.group().replaceAll("[^\n]", " "));
    }

    /// A sentence about the innermost bracket that is not closed.
    ///
    /// @param firstLine line of the cell on which `source` begins
    static Optional<String> open(String source, int firstLine) {
        Deque<Integer> open = new ArrayDeque<>();
        var code = bare(source);
        for (int i = 0; i < code.length(); i++) {
            if (OPENING.indexOf(code.charAt(i)) >= 0) {
                open.push(i);
            } else if (CLOSING.indexOf(code.charAt(i)) >= 0 && !open.isEmpty()) {
                open.pop();
            }
        }
        return Optional.ofNullable(open.peek())
                .map(at ->
                        HintTexts.UNCLOSED.text(
                                code.substring(at, at + 1),
                                firstLine + Places.lineAt(source, at),
                                CLOSING.charAt(OPENING.indexOf(code.charAt(at)))));
    }

    /// Whether a place is within the body of a lambda.
    static boolean inLambda(String source, int at) {
        var code = bare(source).substring(0, at);
        for (int arrow = code.lastIndexOf("->");
                arrow >= 0;
                arrow = code.lastIndexOf("->", arrow - 1)) {
            if (isOpen(code.substring(arrow + 2))) {
                return true;
            }
        }
        return false;
    }

    /// Whether the body that begins `code` goes on at its end.
    private static boolean isOpen(String code) {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            boolean blockEnded = depth == 0 && c == '}';
            if (depth < 0 || blockEnded || (depth == 0 && c == ';')) {
                return false;
            }
        }
        return true;
    }
}
