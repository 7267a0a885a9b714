package telaio.classroom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    /// The display that was printed last, if nothing has been printed since.
    private @Nullable Live live;

    /// By display id what was not printed in its place, to be printed when the cell is over.
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /// A display at the end of what was printed, which can be written over.
    private record Live(String id, int lines) {}

    private record Waiting(int count, String text) {}

    /// @param err gets what cells print on their stderr, and their errors
    /// @param colours whether the terminal understands ANSI colours
    public CellPrinter(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /// Cell `count` is about to run.
    void begins(int count) {
        settle();
        heading(count);
    }

    void print(int count, Stream stream) {
        under(count);
        text(stream.name().equals("stderr") ? err : out, stream.text());
    }

    void print(int count, ExecuteResult result) {
        under(count);
        endLine();
        String text = plain(result.data());
        // the columns of a table stand below each other
        line(out, "Out[" + count + "]:" + (text.indexOf('\n') < 0 ? " " : "\n") + text);
    }

    /// Prints a display.
    ///
    /// @param id by which it may be updated, or null
    void print(int count, JsonObject data, @Nullable String id) {
        under(count);
        endLine();
        show(plain(data), id);
    }

    /// Prints the new content of a display: in its place, where a terminal still has it as the last
    /// lines; else, of many updates the last, when the next cell begins.
    void update(int count, JsonObject data, String id) {
        var last = live;
        if (last != null && last.id.equals(id)) {
            text(out, "\u001B[" + last.lines + "A\u001B[J");
            show(plain(data), id);
        } else {
            waiting.remove(id);
            waiting.put(id, new Waiting(count, plain(data)));
        }
    }

    private void show(String text, @Nullable String id) {
        line(out, text);
        if (id != null) {
            waiting.remove(id);
            if (colours) {
                live = new Live(id, 1 + (int) text.chars().filter(c -> c == '\n').count());
            }
        }
    }

    /// Prints what displays have come to.
    private void settle() {
        var last = List.copyOf(waiting.values());
        waiting.clear();
        for (var display : last) {
            under(display.count);
            endLine();
            line(out, display.text);
        }
    }

    /// Nothing more will come.
    void ends() {
        settle();
        endLine();
    }

    void print(int count, ErrorOutput error) {
        under(count);
        endLine();
        for (String line : error.traceback()) {
            line(err, colours ? line : COLOUR.matcher(line).replaceAll(""));
        }
    }

    /// What comes next begins on a line of its own.
    private void endLine() {
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
        live = null;
        stream.print(text);
        stream.flush();
        atLineStart = text.endsWith("\n");
    }

    private static String plain(JsonObject data) {
        JsonElement plain = data.get("text/plain");
        return plain == null ? String.join(", ", data.keySet()) : plain.getAsString();
    }
}
