package telaio.jupyter.eval;

/// How tracebacks are coloured. Only colours that can be read on light and on dark ground.
enum Style {
    /// For `stderr`, which clients already show in a colour of its own.
    PLAIN("", "", ""),
    ANSI("\u001b[1;31m", "\u001b[36m", "\u001b[0m");

    private final String red;
    private final String cyan;
    private final String end;

    Style(String red, String cyan, String end) {
        this.red = red;
        this.cyan = cyan;
        this.end = end;
    }

    String bad(String text) {
        return red + text + end;
    }

    String place(String text) {
        return cyan + text + end;
    }
}
