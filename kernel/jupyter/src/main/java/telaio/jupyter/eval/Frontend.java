package telaio.jupyter.eval;

import java.io.IOException;
import telaio.display.Showing;

/// What running code asks of the client that shows the notebook. Called by any thread.
public interface Frontend {
    /// Text printed by code of the request `origin`; also after that cell has ended. May block to
    /// hold a fast printer back.
    void stream(long origin, Stream stream, String text);

    /// Something to be seen other than as text, shown by code of the request `origin`; in the order
    /// of its text. May block as [#stream] does.
    void show(long origin, Showing showing);

    /// Asks the user for a line.
    ///
    /// @throws IOException if the client of the request does not allow input, or the cell was
    ///   stopped while waiting
    String input(long origin, String prompt, boolean password) throws IOException;

    /// The session has ended, and with it all that its code had open at the client. Called before
    /// the outcome of what ran.
    void sessionEnded();

    /// Jupyter's names of the two streams.
    enum Stream {
        STDOUT,
        STDERR;

        /// `stdout` or `stderr`.
        public String jupyterName() {
            return this == STDOUT ? "stdout" : "stderr";
        }
    }
}
