package telaio.jupyter.complete;

import java.util.List;

/// What may stand where the cursor is.
///
/// @param matches best first; each may replace the text between the positions
/// @param start where the name that is being typed begins, in characters
/// @param end the cursor, in characters
public record Completion(List<Match> matches, int start, int end) {
    /// A proposal.
    ///
    /// @param text what to insert; a method's has its parenthesis, closed if it has no parameters
    /// @param signature parameters and result of a method, one line for each of its forms; the type
    ///   of a variable; empty if unknown
    public record Match(String text, Kind kind, String signature) {}

    /// What a proposal is.
    public enum Kind {
        VARIABLE,
        PROPERTY,
        FUNCTION,
        CLASS,
        KEYWORD,
        MODULE,
        MAGIC
    }
}
