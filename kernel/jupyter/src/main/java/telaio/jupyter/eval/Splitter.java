package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// Cuts a cell into snippets, the unit JShell compiles.
final class Splitter {
    /// One snippet of a cell.
    ///
    /// @param source what to compile: the cell's text, with a semicolon where only that was missing
    /// @param offset where `source` begins in the cell, in characters
    /// @param end how the snippet ends
    record Piece(String source, int offset, End end) {}

    /// How the text of a snippet ends.
    enum End {
        /// As Java wants it, or lacking nothing but a semicolon.
        WHOLE,
        /// More text must follow: an open brace, an open text block.
        OPEN,
        /// More text may follow, e.g. the body of a `for`, though it can be run as it is.
        EXTENSIBLE,
        /// No text that follows can make it right.
        BROKEN
    }

    private final Supplier<SourceCodeAnalysis> analysis;

    Splitter(Supplier<SourceCodeAnalysis> analysis) {
        this.analysis = analysis;
    }

    /// Cuts `code`, whose lines end in `\n`.
    ///
    /// @return the snippets in order; empty if there is nothing but blanks and comments. Only the
    ///   last may be other than [End#WHOLE]
    List<Piece> split(String code) {
        var pieces = new ArrayList<Piece>();
        var rest = code;
        while (!rest.isBlank()) {
            var info = analysis.get().analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            var piece = piece(info, rest, code.length() - rest.length());
            pieces.add(piece);
            if (piece.end() != End.WHOLE || info.remaining().length() >= rest.length()) {
                break;
            }
            rest = info.remaining();
        }
        return pieces;
    }

    private static Piece piece(CompletionInfo info, String rest, int offset) {
        return switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> new Piece(info.source(), offset, End.WHOLE);
            case CONSIDERED_INCOMPLETE -> new Piece(info.source(), offset, End.EXTENSIBLE);
            case DEFINITELY_INCOMPLETE -> new Piece(rest, offset, End.OPEN);
            case UNKNOWN -> new Piece(rest, offset, End.BROKEN);
        };
    }
}
