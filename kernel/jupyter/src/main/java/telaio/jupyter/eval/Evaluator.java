package telaio.jupyter.eval;

import telaio.display.Arrival;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;

/// Compiles and runs cells: one at a time, and others beside them. [#evaluate] is called by the
/// cells' thread, and by any other for a cell that runs [beside][Cell#beside]; so is [#deliver].
/// Every method may be called at any time.
public interface Evaluator extends AutoCloseable {
    /// Runs a cell to its end. Never throws for what the cell does, nor for what the compiler does.
    Outcome evaluate(Cell cell);

    /// Evaluates one expression after a cell, for `user_expressions`; prints nothing.
    Outcome expression(Cell cell);

    /// Calls whoever listens to a comm. Never throws for what they do.
    ///
    /// @param cell names the message in all they print and start; it has no code
    Outcome deliver(Cell cell, Arrival arrival);

    Completeness completeness(String code);

    /// What may stand at a place of a cell; also while a cell runs.
    ///
    /// @param cursor in characters
    Completion complete(String code, int cursor);

    /// What the name at a place of a cell means; also while a cell runs.
    ///
    /// @param cursor in characters
    /// @param source whether the source of what cells declare is wanted
    Inspection inspect(String code, int cursor, boolean source);

    /// Stops what runs for an origin, its threads and its processes. Does nothing when nothing
    /// runs.
    void interrupt(long origin);

    /// Ends the session and every process it started. Returns when they are gone.
    @Override
    void close();
}
