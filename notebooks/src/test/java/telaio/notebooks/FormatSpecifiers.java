package telaio.notebooks;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds what `String.format` would replace in a string literal.
final class FormatSpecifiers {
    /// `%[argument$][flags][width][.precision]conversion`, as `java.util.Formatter` reads it.
    private static final Pattern SPECIFIER =
            Pattern.compile("%(?:\\d+\\$|<)?[-#+ 0,(]*\\d*(?:\\.\\d+)?(?:[tT][a-zA-Z]|[a-zA-Z%])");

    private FormatSpecifiers() {}

    /// Those of `literal`, in order. Whether the string is ever used as a format is not asked: "50
    /// % di" counts as one, and is better written "50 per cento".
    static List<String> in(String literal) {
        return SPECIFIER.matcher(literal).results().map(MatchResult::group).toList();
    }
}
