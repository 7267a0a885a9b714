package telaio.jupyter.eval;

/// How tracebacks are coloured. Only colours that can be read on light and on dark ground: of
/// JupyterLab's, plain red and bold cyan have a contrast of 2.7 and 3.1 at least on the grounds it
/// gives to errors; bold red has 2.1 on the dark one, plain cyan 1.6 on the light one.
enum Style {
    /// For `stderr`, which clients already show in a colour of its own.
    PLAIN("", "", ""),
    ANSI("\u001b[31m", "\u001b[1;36m", "\u001b[0m");

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
