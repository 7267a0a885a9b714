package telaio.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import telaio.notebooks.JavaToken.Kind;

/// Cuts Java code into tokens; white space and comments are left out.
///
/// Generic brackets stay single characters: `>>` is two tokens, so that `List<List<T>>` needs no
/// parser.
final class JavaLexer {
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("abstract assert boolean break byte case catch char class const continue"
                                    + " default do double else enum extends false final finally"
                                    + " float for goto if implements import instanceof int"
                                    + " interface long native new null package private protected"
                                    + " public return short static strictfp super switch"
                                    + " synchronized this throw throws transient true try void"
                                    + " volatile while _")
                            .split(" "));

    /// In the order they are tried.
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    (?<skip> \\s+ | //[^\\n]* | /\\*[\\s\\S]*?\\*/ )
                    | (?<block> "{3}[\\s\\S]*?(?<!\\\\)"{3} )
                    | (?<string> "(?:[^"\\\\\\n]++|\\\\.)*+" )
                    | (?<character> '(?:[^'\\\\\\n]|\\\\[^\\n]{1,6}?)' )
                    | (?<number> \\.?\\d (?: [eEpP][+-] | [\\w.] )* )
                    | (?<name> \\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}* )
                    | (?<operator> -> | :: | \\.{3} | \\+\\+ | -- | && | \\|\\| | << | [-+*/%&|^=!<>]=
                        | [-+*/%&|^=!<>~?:;,.@(){}\\[\\]] )
                    """,
                    Pattern.COMMENTS);

    private JavaLexer() {}

    /// The tokens of `code`, in order.
    ///
    /// @throws IllegalArgumentException if a character begins no token, as an unclosed quote does
    static List<JavaToken> tokens(String code) {
        var tokens = new ArrayList<JavaToken>();
        Matcher matcher = TOKEN.matcher(code);
        int line = 1;
        int position = 0;
        while (position < code.length()) {
            if (!matcher.region(position, code.length()).lookingAt()) {
                throw new IllegalArgumentException(
                        "line %d: no Java token begins with %s"
                                .formatted(line, code.substring(position).lines().toList().get(0)));
            }
            String text = matcher.group();
            if (matcher.group("skip") == null) {
                tokens.add(new JavaToken(kind(matcher), text, line));
            }
            line += (int) text.chars().filter(character -> character == '\n').count();
            position = matcher.end();
        }
        return List.copyOf(tokens);
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("name") != null) {
            return KEYWORDS.contains(matcher.group()) ? Kind.KEYWORD : Kind.NAME;
        }
        if (matcher.group("block") != null) {
            return Kind.TEXT_BLOCK;
        }
        if (matcher.group("string") != null) {
            return Kind.STRING;
        }
        if (matcher.group("character") != null) {
            return Kind.CHARACTER;
        }
        return matcher.group("number") != null ? Kind.NUMBER : Kind.OPERATOR;
    }
}
