package telaio.multiprocessing.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened in a process of a family, as its stream of events tells it.
///
/// @param kind what happened
/// @param time when, by `System.nanoTime()`; on Linux that is one clock for all processes of a
///   machine. Of what gives something to others (release, put, task done, set) a moment before they
///   can have it, of what gets something (acquire, take, get) one after: so times say who was
///   first, as far as that matters
/// @param pid number of the process in which it happened
/// @param process its name
/// @param thread the thread's `Thread.threadId()`
/// @param threadName its name, cut after 23 bytes; empty if it has none
/// @param what what it happened to
/// @param use of a wait, what for; of a lock, how it is had; of a `SET` that reads and writes in
///   one step, `HOLD`; else null
/// @param detail of `GET` and `SET` in a `SharedArray`, the index; of `EXIT`, the exit code; of
///   `START`, [#POOL_WORKER] if it is one; of `ACQUIRE` of a `Lock` or `RLock`, [#TRIED] if it was
///   taken by `tryLock`; else 0
/// @param held the locks this thread had then, the first three, in the order they were taken; those
///   taken while the stream was on
/// @param file the source file of the first code outside the JDK and this library, such as `In[4]`,
///   cut after 31 bytes; empty if there is none
/// @param line the line in it, from 1; 0 or less if it is not known
public record TraceEvent(
        Kind kind,
        long time,
        long pid,
        String process,
        long thread,
        String threadName,
        Watched what,
        Claim.@Nullable Use use,
        long detail,
        List<Watched> held,
        String file,
        int line) {
    /// What [#detail] says of the start of a worker of a pool.
    public static final long POOL_WORKER = 1;

    /// What [#detail] says of a lock for which its taker would not have waited as long as it takes.
    public static final long TRIED = 1;

    /// What can happen.
    public enum Kind {
        /// A process was started; told by the one that started it.
        START,
        /// A process has ended; told by the one that started it.
        EXIT,
        /// A `join()` returned because the process has ended.
        JOIN,
        /// A thread begins to wait, having spun in vain, or begins to join a process.
        WAIT_BEGIN,
        /// Its wait is over, for whatever reason.
        WAIT_END,
        /// A lock was taken, or permits of a semaphore.
        ACQUIRE,
        /// A lock, or permits, were given back.
        RELEASE,
        /// Something was put into a queue or sent.
        PUT,
        /// Something was taken from a queue or received.
        TAKE,
        /// A queue, a connection or an array was closed.
        CLOSE,
        /// A job was reported as dealt with.
        TASK_DONE,
        /// A `Value`, or one element of a `SharedArray`, was read.
        GET,
        /// It was written. Reading and writing in one step is a `SET`.
        SET
    }
}
