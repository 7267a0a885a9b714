package telaio.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;

/// What the kernel asks of the session. Requests that run or read notebook code are done in order
/// by the session's main thread, or beside it by one of their origin's own, see [Beside]; the
/// others at once by the thread that reads the link.
public sealed interface SessionRequest {
    /// Done in order with those of the same origin.
    sealed interface Ordered extends SessionRequest {
        /// On whose behalf.
        long origin();
    }

    /// Gives an origin a thread of its own, in which its requests are done from now on, until
    /// [Over]. At once, no answer.
    record Beside(long origin) implements SessionRequest {}

    /// Nothing more is asked on behalf of an origin that has had [Beside], and nothing is stopped.
    /// At once, no answer.
    record Over(long origin) implements SessionRequest {}

    /// Calls whoever listens to a comm. In order; answered by [SessionEvent.Answer].
    record Comm(long origin, Arrival arrival) implements Ordered {}

    /// Takes classes in, by binary name; they are defined on first use. At once, no answer.
    record Load(Map<String, byte[]> classes) implements SessionRequest {}

    /// A variable that may get another place.
    ///
    /// @param from class that holds the variable so far
    /// @param to class that holds it from now on; may be the same
    record Move(String from, String to, String name) {}

    /// Gives the values of variables to those that replace them; objects of replaced classes are
    /// carried over to the new ones. In order; answered by [SessionEvent.Passed].
    ///
    /// @param origin the cell that replaced them
    /// @param hosts see [telaio.multiprocessing.shipping.Renewal]
    record Inherit(long origin, List<Move> moves, Map<String, String> hosts) implements Ordered {}

    /// Calls a static method without parameters. In order; answered by [SessionEvent.Answer].
    ///
    /// @param origin on whose behalf
    /// @param render whether the answer shows the method's result
    record Invoke(long origin, String className, String method, boolean render)
            implements Ordered {}

    /// Shows a variable. At once, also while something runs; answered by [SessionEvent.Shown].
    ///
    /// @param origin names the look; a [Stop] of it ends a `toString` that does not
    record Variable(long origin, String className, String name) implements SessionRequest {}

    /// Sets a variable to null, so that what it held can be freed. In order, no answer.
    record Clear(String className, String name) implements SessionRequest {}

    /// Puts entries at the end of the class path and sets environment variables: here as far as
    /// that is possible, and for the processes started from now on. In order, no answer.
    ///
    /// @param classPath jars and folders, absolute
    record Extend(List<String> classPath, Map<String, String> environment)
            implements SessionRequest {}

    /// Runs a script of the system's shell, whose output is the cell's. In order; answered by
    /// [SessionEvent.Answer], the value being the exit code.
    record Script(long origin, String text) implements Ordered {}

    /// Stops the threads and child processes of an origin. At once; the running [Invoke] of that
    /// origin then answers [SessionEvent.Stopped].
    record Stop(long origin) implements SessionRequest {}

    /// Waits until the processes of a stopped origin are gone. In order; answered by
    /// [SessionEvent.Stopped].
    record Settle(long origin) implements Ordered {}

    /// A line the user typed, for the [SessionEvent.InputRequested] of this number. At once.
    ///
    /// @param text the line without its end, or null if there is no one to ask
    record Input(long number, @Nullable String text) implements SessionRequest {}

    /// Ends the session as `System.exit(0)` does. At once.
    record Exit() implements SessionRequest {}
}
