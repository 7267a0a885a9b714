package telaio.jupyter.eval;

/// Compiles and runs cells, one at a time. [#evaluate] is called by the shell thread, [#interrupt]
/// and [#close] by any other.
public interface Evaluator extends AutoCloseable {
    /// Runs a cell to its end. Never throws for what the cell does, nor for what the compiler does.
    Outcome evaluate(Cell cell);

    /// Evaluates one expression after a cell, for `user_expressions`; prints nothing.
    Outcome expression(Cell cell);

    Completeness completeness(String code);

    /// Stops the running cell, its threads and its processes. Does nothing when none runs.
    void interrupt();

    /// Ends the session and every process it started. Returns when they are gone.
    @Override
    void close();
}
