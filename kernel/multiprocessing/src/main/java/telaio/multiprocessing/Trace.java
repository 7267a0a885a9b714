package telaio.multiprocessing;

import java.util.List;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceLogs;
import telaio.multiprocessing.memory.TraceReader;

/// The stream of what happens in all processes of a family: starts and ends, waits, locks, queues,
/// shared values. Off until somebody switches it on, in whichever process; then all processes tell
/// at once, also those that run already.
///
/// ```java
/// Trace.on();
/// …
/// Trace.events().forEach(IO::println);
/// Trace.off();
/// ```
///
/// Every process writes into shared memory, so that what a killed one had told is still there. Of
/// each process the latest events are kept; older ones are lost, and counted: nobody ever waits to
/// tell. At most 64 processes are told of at a time, and one that starts then takes the place of
/// one that has ended. Where there is no room in shared memory, events are lost too.
///
/// What a pool's own queues carry is not told, nor what `peek`, `size` and their like look at, nor
/// what is read or written through a memory segment or in bulk.
public final class Trace {
    /// How many events are kept of each process if nothing else is said: they take 2 MB.
    public static final int EVENTS = 1 << 14;

    private static final int LEAST = 16;
    private static final int MOST = 1 << 20;

    private Trace() {}

    /// Switches the stream on, as [#on(int)] with [#EVENTS].
    public static void on() {
        on(EVENTS);
    }

    /// Switches the stream on; does nothing if it is. What was told before it was off is forgotten.
    ///
    /// @param events how many of the latest events of each process are kept, of 136 bytes each
    /// @throws IllegalArgumentException if that is not from 16 to 1 048 576
    public static void on(int events) {
        logs().on(Given.between(LEAST, MOST, events, "events"));
    }

    /// Switches the stream off; does nothing if it is. What was told can still be read.
    public static void off() {
        logs().off();
    }

    /// Whether the stream is on.
    public static boolean isOn() {
        return logs().isOn();
    }

    /// All events that are kept, the earliest first.
    public static List<TraceEvent> events() {
        return reader().read();
    }

    /// Reads the stream from the oldest event on that is kept, piece by piece as it grows. Readers
    /// do not take anything from one another.
    public static TraceReader reader() {
        return logs().reader();
    }

    private static TraceLogs logs() {
        return Domain.current().tracer().logs();
    }
}
