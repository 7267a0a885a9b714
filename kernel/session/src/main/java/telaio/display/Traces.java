package telaio.display;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Failure;

/// Throwables: what they say, their causes, and where in the notebook.
final class Traces {
    private static final String CELL_CLASS = "REPL.";

    /// Frames shown of a trace that never was in a cell.
    private static final int MOST = 20;

    private Traces() {}

    static Bundle bundle(Throwable thrown) {
        var failure = Failure.of(thrown);
        var text = new StringBuilder();
        print(text, failure, "");
        var trace = text.toString().stripTrailing();
        return Bundle.html(
                        "<details><summary><code>"
                                + Bundle.escape(failure.text())
                                + "</code></summary><pre>"
                                + Bundle.escape(trace)
                                + "</pre></details>")
                .and(Showing.PLAIN, trace);
    }

    private static void print(StringBuilder out, Failure failure, String caption) {
        out.append(caption).append(failure.text()).append('\n');
        for (var frame : shown(failure.frames())) {
            // classes made of lambdas stand nowhere in a cell
            if (!isCell(frame) || frame.getLineNumber() > 0) {
                out.append("    at ").append(place(frame)).append('\n');
            }
        }
        failure.suppressed().forEach(other -> print(out, other, "Suppressed: "));
        @Nullable Failure cause = failure.cause();
        if (cause != null) {
            print(out, cause, "Caused by: ");
        }
    }

    /// Below the cell's outermost frame there is only what runs cells.
    private static List<StackTraceElement> shown(List<StackTraceElement> frames) {
        for (int i = frames.size(); i > 0; i--) {
            if (isCell(frames.get(i - 1))) {
                return frames.subList(0, i);
            }
        }
        return frames.subList(0, Math.min(MOST, frames.size()));
    }

    private static boolean isCell(StackTraceElement frame) {
        return frame.getClassName().startsWith(CELL_CLASS);
    }

    private static String place(StackTraceElement frame) {
        if (!isCell(frame)) {
            return frame.toString();
        }
        var line = Texts.LINE.text(frame.getFileName(), frame.getLineNumber());
        // methods that the notebook's author did not name
        return frame.getMethodName().indexOf('$') >= 0
                ? line
                : line + " (" + frame.getMethodName() + ")";
    }
}
