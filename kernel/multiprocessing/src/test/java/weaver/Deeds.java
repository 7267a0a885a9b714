package weaver;

import static telaio.multiprocessing.memory.TraceEvent.Kind.ACQUIRE;
import static telaio.multiprocessing.memory.TraceEvent.Kind.EXIT;
import static telaio.multiprocessing.memory.TraceEvent.Kind.GET;
import static telaio.multiprocessing.memory.TraceEvent.Kind.JOIN;
import static telaio.multiprocessing.memory.TraceEvent.Kind.PUT;
import static telaio.multiprocessing.memory.TraceEvent.Kind.RELEASE;
import static telaio.multiprocessing.memory.TraceEvent.Kind.SET;
import static telaio.multiprocessing.memory.TraceEvent.Kind.START;
import static telaio.multiprocessing.memory.TraceEvent.Kind.TAKE;
import static telaio.multiprocessing.memory.TraceEvent.Kind.TASK_DONE;

import java.util.List;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.JoinableQueue;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.SharedArray;
import telaio.multiprocessing.Value;
import telaio.multiprocessing.memory.TraceEvent.Kind;

/// What user code does that is traced: outside the library's packages, so that its lines are told.
@SuppressWarnings("LockNotBeforeTry") // it is the events that matter
public final class Deeds {
    private Deeds() {}

    /// One of each, in one thread.
    public static List<Kind> oneOfEach(
            Lock lock,
            Value<Integer> value,
            SharedArray<Integer> array,
            JoinableQueue<String> queue)
            throws InterruptedException {
        lock.lock();
        value.set(1);
        value.get();
        array.set(2, 7);
        lock.unlock();
        queue.put("a");
        queue.get();
        queue.taskDone();
        return List.of(ACQUIRE, SET, GET, SET, RELEASE, PUT, TAKE, TASK_DONE);
    }

    /// Parent and child, one after the other: each step has to wait for the one before.
    public static List<Kind> family(Queue<Integer> there, Queue<Integer> back) throws Exception {
        var child =
                new Process(() -> {
                    back.put(there.get() + 1);
                    there.get(); // it ends after the parent has told what it did
                });
        child.start();
        there.put(1);
        back.get();
        there.put(2);
        child.join();
        return List.of(START, PUT, TAKE, PUT, TAKE, PUT, TAKE, EXIT, JOIN);
    }

    /// Takes a lock and waits for ever.
    public static void stay(Lock lock, Event never) throws InterruptedException {
        lock.lock();
        never.await();
    }
}
