package telaio.jupyter.eval;

import java.util.List;
import java.util.Map;

/// How a cell ended.
public sealed interface Outcome {
    /// The cell's last snippet is an expression.
    ///
    /// @param data the value by MIME type; always has `text/plain`
    record Value(Map<String, Object> data) implements Outcome {}

    /// The cell ended without a value.
    record Nothing() implements Outcome {}

    /// A compile error, or an exception that left the cell.
    ///
    /// @param name the exception's class, or `CompilationError`
    /// @param message the exception's message, or the first compile error
    /// @param traceback lines to show, with ANSI colours
    record Failed(String name, String message, List<String> traceback) implements Outcome {}

    /// The user stopped the cell.
    record Interrupted() implements Outcome {}

    /// The session JVM ended while the cell ran. The next cell runs in a fresh one.
    ///
    /// @param message a sentence for the user: how it ended (exit code or signal), what is lost
    record SessionDied(String message) implements Outcome {}
}
