package telaio.classroom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.regex.Pattern;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.Stream;

/// Shows on a terminal what cells print, as it comes, each under the number of its cell. Not safe
/// for more than one thread at a time.
public final class CellPrinter {
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;
    private int shown;
    private boolean atLineStart = true;

    /// @param err gets what cells print on their stderr, and their errors
    /// @param colours whether the terminal understands ANSI colours
    public CellPrinter(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /// Cell `count` is about to run.
    void begins(int count) {
        heading(count);
    }

    void print(int count, Stream stream) {
        under(count);
        text(stream.name().equals("stderr") ? err : out, stream.text());
    }

    void print(int count, ExecuteResult result) {
        under(count);
        endLine();
        line(out, "Out[" + count + "]: " + plain(result.data()));
    }

    void print(int count, JsonObject data) {
        under(count);
        endLine();
        line(out, plain(data));
    }

    void print(int count, ErrorOutput error) {
        under(count);
        endLine();
        for (String line : error.traceback()) {
            line(err, colours ? line : COLOUR.matcher(line).replaceAll(""));
        }
    }

    /// What comes next begins on a line of its own.
    void endLine() {
        if (!atLineStart) {
            out.println();
            out.flush();
            atLineStart = true;
        }
    }

    /// Output of an earlier cell's thread or process comes under its own number.
    private void under(int count) {
        if (count != shown) {
            heading(count);
        }
    }

    private void heading(int count) {
        endLine();
        line(out, "In[" + count + "]");
        shown = count;
    }

    private void line(PrintStream stream, String text) {
        text(stream, text + System.lineSeparator());
    }

    private void text(PrintStream stream, String text) {
        stream.print(text);
        stream.flush();
        atLineStart = text.endsWith("\n");
    }

    private static String plain(JsonObject data) {
        JsonElement plain = data.get("text/plain");
        return plain == null ? String.join(", ", data.keySet()) : plain.getAsString();
    }
}
