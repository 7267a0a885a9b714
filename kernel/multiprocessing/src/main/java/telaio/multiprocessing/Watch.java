package telaio.multiprocessing;

import java.util.List;
import java.util.Optional;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Watched;

/// Shows what all processes of a family wait for and what they have, from any of them and at any
/// moment, also when they are stuck:
///
/// ```java
/// Watch.waiting().forEach(IO::println);
/// Watch.holders().forEach(IO::println);
/// ```
///
/// What it shows is no photograph: it looks at one thing after the other, and nobody stands still
/// meanwhile. A claim was true at some moment of the call; two of them need not have been true
/// together. What stays the same from one call to the next, like a deadlock, was true all the time
/// if each `since` is the same. Looking costs those who are looked at nothing.
///
/// A process that has not used anything shared is not seen.
public final class Watch {
    private Watch() {}

    /// The threads that wait now for something shared or for the end of a [Process]; of each that
    /// has waited so long that it stopped spinning, which takes microseconds. A thread that has
    /// several waits for one after another: it is shown with the one. At most 1024 waits are shown.
    public static List<Claim> waiting() {
        return Domain.current().census().waiting();
    }

    /// Who has what: locks of all kinds by thread (a reader as often as it took the lock), the turn
    /// to put into a queue or to take from it, which lasts as long as the item is copied, and the
    /// ends of pipes by process. Permits of a [Semaphore] belong to nobody, nor do [Event],
    /// [Condition] and [Barrier].
    public static List<Claim> holders() {
        return Domain.current().census().holding();
    }

    /// How [#waiting], [#holders] and [Trace] name this object. Two objects that are the same
    /// shared thing have the same name, in all processes.
    ///
    /// @param shared a lock (also one side of a [ReadWriteLock]), [Semaphore], [Event],
    ///   [Condition], [Barrier], [Queue], [Connection], [Value], [SharedArray], or started
    ///   [Process]
    /// @return empty for any other object, and for what was closed before this process got it
    public static Optional<Watched> what(Object shared) {
        return Optional.ofNullable(
                switch (shared) {
                    case Lock lock -> cell(lock.address());
                    case RLock lock -> cell(lock.address());
                    case ReadWriteLock lock -> cell(lock.address());
                    case ReadWriteLock.Side side -> cell(side.address());
                    case Semaphore semaphore -> cell(semaphore.address());
                    case Event event -> cell(event.address());
                    case Condition condition -> cell(condition.address());
                    case Barrier barrier -> cell(barrier.address());
                    case Value<?> value -> cell(value.address());
                    case SharedArray<?> array -> array.watched();
                    case Queue<?> queue -> queue.watched();
                    case Connection<?> connection -> connection.watched();
                    case Process process -> Watched.process(process.pid());
                    default -> null;
                });
    }

    private static Watched cell(Address address) {
        return Domain.current().cells().watched(address);
    }
}
