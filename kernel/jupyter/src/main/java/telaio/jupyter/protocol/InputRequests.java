package telaio.jupyter.protocol;

import java.io.IOException;
import java.net.ConnectException;

/// Asks the client that sent a request for a line of input. Called by any thread.
public interface InputRequests {
    /// Asks, and waits for the answer. Where several ask at a time, the next question is shown when
    /// the one before was answered.
    ///
    /// @param request the execute request on whose behalf is asked; its client allows input
    /// @return the line typed, without its end
    /// @throws ConnectException if the client has not connected its stdin channel for half a minute
    /// @throws IOException if the question was [cancelled][#cancel], or the kernel ends
    /// @throws InterruptedException if this thread is interrupted while waiting
    String ask(Message request, Content.InputRequest question)
            throws ConnectException, IOException, InterruptedException;

    /// Ends the waits of all who ask on behalf of a request.
    void cancel(Header request);
}
