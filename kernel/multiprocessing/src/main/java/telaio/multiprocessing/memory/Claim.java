package telaio.multiprocessing.memory;

import java.time.Duration;

/// Who waits for something, or has it.
///
/// @param pid number of the process
/// @param process its name; empty if it ended meanwhile
/// @param thread the thread's `Thread.threadId()`; 0 where the process as a whole has it
/// @param what what it waits for, or has
/// @param use in which way
/// @param since when the wait began, by `System.nanoTime()`, which on Linux is one clock for all
///   processes of a machine; 0 for what it has
public record Claim(long pid, String process, long thread, Watched what, Use use, long since) {
    /// What somebody does, or waits to do.
    public enum Use {
        /// Waits to have it.
        ACQUIRE,
        /// Has it alone.
        HOLD,
        /// Has it together with other readers.
        READ,
        /// Has it as the only writer.
        WRITE,
        /// Waits for an `Event` to be set, for a signal, for the others at a `Barrier`.
        AWAIT,
        /// Puts, or waits to put.
        PUT,
        /// Takes, or waits to take.
        TAKE,
        /// Waits for the end of a `Process`, or of the jobs of a `JoinableQueue`.
        JOIN
    }

    /// How long it has waited; zero for what it has.
    public Duration waited() {
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
