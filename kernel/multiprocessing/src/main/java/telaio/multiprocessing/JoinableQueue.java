package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.time.Duration;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
import telaio.multiprocessing.memory.TraceEvent;

/// A queue of jobs that can be waited for: who takes a job reports with [#taskDone] that it is
/// dealt with, and [#join] waits until that was said of every job ever put.
///
/// `join` waits for jobs, not for processes. A job whose taker dies before it reports stays
/// unfinished: who fears that uses [#join(Duration)], and looks after its workers.
///
/// @param <E> type of the items; null is refused
public final class JoinableQueue<E> extends Queue<E> {
    private static final long serialVersionUID = 1L;

    /// Makes a queue without limit.
    public JoinableQueue() {
        super();
    }

    /// Makes a queue that holds at most `capacity` items: then `put` waits.
    ///
    /// @throws IllegalArgumentException if `capacity` is less than 1
    public JoinableQueue(int capacity) {
        super(capacity);
    }

    JoinableQueue(Address address) {
        super(address);
    }

    /// Reports one job as dealt with; as a rule in a `finally`, so that a job that fails does not
    /// keep `join` waiting for ever.
    ///
    /// @throws IllegalStateException if it was called as often as jobs were put
    /// @throws QueueClosed if the queue is closed
    public void taskDone() {
        long before = tracer().now();
        boolean done;
        try {
            done = open().unfinished().finishOne();
        } catch (RingClosed e) {
            throw closed(e);
        }
        if (!done) {
            throw new IllegalStateException(DataTexts.taskDoneTooOften());
        }
        tracer().gave(TraceEvent.Kind.TASK_DONE, open(), before);
    }

    /// Waits until every job put so far, and meanwhile, is reported as dealt with.
    ///
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    public void join() throws InterruptedException {
        await(Patience.UNTIL_INTERRUPTED);
    }

    /// As [#join()], but for at most `timeout`.
    ///
    /// @param timeout longest wait; zero means do not wait
    /// @return whether all jobs are dealt with
    /// @throws QueueClosed if the queue is closed, or becomes so
    /// @throws InterruptedException if this thread is interrupted while waiting
    /// @throws IllegalArgumentException if `timeout` is negative
    public boolean join(Duration timeout) throws InterruptedException {
        return await(Timeouts.patience(timeout));
    }

    private boolean await(Patience patience) throws InterruptedException {
        try {
            return open().unfinished().awaitNone(patience);
        } catch (RingClosed e) {
            throw closed(e);
        }
    }

    /// How many jobs were put and not reported as dealt with; at once out of date when others use
    /// the queue. Zero once it is closed.
    public int unfinished() {
        return isClosed() ? 0 : open().unfinished().count();
    }

    private Object writeReplace() {
        return new PlainHandle(PlainHandle.Kind.JOINABLE_QUEUE, address());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a queue is sent as its handle");
    }
}
