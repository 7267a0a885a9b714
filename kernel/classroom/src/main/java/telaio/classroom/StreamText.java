package telaio.classroom;

/// Printed text as a terminal and JupyterLab show it: `\r` goes back to the start of the line, `\b`
/// one character back, and what comes next is written over what was there. So a progress bar is one
/// line in the file too.
final class StreamText {
    private final StringBuilder text = new StringBuilder();

    /// Where the next character goes: within the last line, or at the end.
    private int cursor;

    void append(String more) {
        if (cursor == text.length() && more.indexOf('\r') < 0 && more.indexOf('\b') < 0) {
            text.append(more);
            cursor = text.length();
            return;
        }
        for (int i = 0; i < more.length(); i++) {
            put(more.charAt(i));
        }
    }

    private void put(char c) {
        switch (c) {
            case '\r' -> cursor = text.lastIndexOf("\n") + 1;
            case '\b' -> cursor = Math.max(text.lastIndexOf("\n") + 1, cursor - 1);
            case '\n' -> {
                text.append(c);
                cursor = text.length();
            }
            default -> {
                if (cursor < text.length()) {
                    text.setCharAt(cursor, c);
                } else {
                    text.append(c);
                }
                cursor++;
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
