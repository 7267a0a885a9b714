package telaio.multiprocessing.memory;

/// Something that processes share, as one who watches sees it: not the object, but its kind and
/// where it is. The same in all processes of a family, and equal if it is the same thing.
///
/// @param kind what it is
/// @param region number of the file it is in; with [Kind#PROCESS], 0
/// @param offset where in that file it begins; with [Kind#CONNECTION], which end (0 or 1); with
///   [Kind#PROCESS], the number of the process
public record Watched(Kind kind, long region, long offset) {
    /// The kinds of things that can be waited for or had.
    public enum Kind {
        /// A `Lock`, also that of a `SharedArray`.
        LOCK,
        /// An `RLock`.
        RLOCK,
        /// A `Value`, and its lock.
        VALUE,
        /// A `ReadWriteLock`.
        READ_WRITE_LOCK,
        /// A `Semaphore` or `BoundedSemaphore`.
        SEMAPHORE,
        /// An `Event`.
        EVENT,
        /// A `Condition`.
        CONDITION,
        /// A `Barrier`.
        BARRIER,
        /// A `Queue` or `JoinableQueue`, or what carries the work of a pool.
        QUEUE,
        /// One end of a `Pipe`; with region 0, one of several.
        CONNECTION,
        /// A `SharedArray`.
        SHARED_ARRAY,
        /// A `Process`.
        PROCESS
    }

    /// A process, as what others wait for.
    public static Watched process(long pid) {
        return new Watched(Kind.PROCESS, 0, pid);
    }

    /// Kind and place: `LOCK 3:128`; of a process, its number.
    @Override
    public String toString() {
        return kind + " " + (kind == Kind.PROCESS ? "" : region + ":") + offset;
    }
}
