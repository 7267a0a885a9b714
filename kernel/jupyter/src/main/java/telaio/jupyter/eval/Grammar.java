package telaio.jupyter.eval;

/// Judges whether a text is ready to be run. Used by the compile thread only.
final class Grammar {
    private static final String INDENT = "    ";

    private final Bench bench;

    Grammar(Bench bench) {
        this.bench = bench;
    }

    Completeness completeness(String code) {
        for (var piece : bench.splitter().split(code.replace("\r\n", "\n"))) {
            switch (piece.end()) {
                case WHOLE -> {
                    if (isWrong(piece.source())) {
                        return new Completeness.Invalid();
                    }
                }
                case OPEN, EXTENSIBLE -> {
                    return new Completeness.Incomplete(indent(code));
                }
                case BROKEN -> {
                    return new Completeness.Invalid();
                }
            }
        }
        return new Completeness.Complete();
    }

    /// Errors of names and types do not count: what is missing may be declared before it runs.
    private boolean isWrong(String source) {
        var snippet = bench.compiler().scan(source);
        return snippet != null
                && bench.compiler().errors(snippet).stream().anyMatch(CompileErrors::isSyntax);
    }

    /// As the last line, one step further behind an opening bracket.
    private static String indent(String code) {
        var lines = code.stripTrailing();
        var last = lines.substring(lines.lastIndexOf('\n') + 1);
        var margin = last.substring(0, last.length() - last.stripLeading().length());
        boolean opens =
                last.endsWith("{")
                        || last.endsWith("(")
                        || last.endsWith("[")
                        || last.endsWith("->");
        return opens ? margin + INDENT : margin;
    }
}
