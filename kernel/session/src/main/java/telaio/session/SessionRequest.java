package telaio.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the kernel asks of the session. Requests that run or read notebook code are done in order
/// by the session's main thread, the others at once by the thread that reads the link.
public sealed interface SessionRequest {
    /// Takes classes in, by binary name; they are defined on first use. At once, no answer.
    record Load(Map<String, byte[]> classes) implements SessionRequest {}

    /// Gives a variable's value to the one that replaces it, if the types still fit. In order, no
    /// answer unless the value does not fit: [SessionEvent.Lost].
    ///
    /// @param origin the cell that replaced it
    /// @param from class that holds the variable so far
    /// @param to class that holds it from now on
    record Inherit(long origin, String from, String to, String name) implements SessionRequest {}

    /// Calls a static method without parameters. In order; answered by [SessionEvent.Answer].
    ///
    /// @param origin on whose behalf
    /// @param render whether the answer shows the method's result
    record Invoke(long origin, String className, String method, boolean render)
            implements SessionRequest {}

    /// Shows a variable. In order; answered by [SessionEvent.Answer].
    record Variable(long origin, String className, String name) implements SessionRequest {}

    /// Sets a variable to null, so that what it held can be freed. In order, no answer.
    record Clear(String className, String name) implements SessionRequest {}

    /// Stops the threads and child processes of an origin. At once; the running [Invoke] of that
    /// origin then answers [SessionEvent.Stopped].
    record Stop(long origin) implements SessionRequest {}

    /// Waits until the processes of a stopped origin are gone. In order; answered by
    /// [SessionEvent.Stopped].
    record Settle(long origin) implements SessionRequest {}

    /// A line the user typed, for the [SessionEvent.InputRequested] of this number. At once.
    ///
    /// @param text the line without its end, or null if there is no one to ask
    record Input(long number, @Nullable String text) implements SessionRequest {}

    /// Ends the session as `System.exit(0)` does. At once.
    record Exit() implements SessionRequest {}
}
