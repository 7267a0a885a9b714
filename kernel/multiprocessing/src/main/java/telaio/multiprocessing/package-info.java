/// Python's multiprocessing for the JVM: processes that run lambdas, and the queues, locks and
/// pools between them.
///
/// ```java
/// import telaio.multiprocessing.Process;
/// import telaio.multiprocessing.Queue;
///
/// var queue = new Queue<String>();
/// var child = new Process(() -> queue.put("hello from " + ProcessHandle.current().pid()));
/// child.start();
/// child.join();
/// System.out.println(queue.get());
/// ```
///
/// The child is a process of the operating system, with a heap of its own: what the lambda refers
/// to is copied when the process is started. Queues, locks and the other shared objects are not:
/// whoever they are sent to uses the same one.
///
/// | Python | here |
/// |---|---|
/// | `Process` | [Process][telaio.multiprocessing.Process], with a [builder][telaio.multiprocessing.Process#builder] |
/// | `Queue`, `SimpleQueue` | [Queue][telaio.multiprocessing.Queue], a `BlockingQueue` |
/// | `JoinableQueue` | [JoinableQueue][telaio.multiprocessing.JoinableQueue] |
/// | `Pipe`, `Connection` | [Pipe][telaio.multiprocessing.Pipe], [Connection][telaio.multiprocessing.Connection] |
/// | `Lock`, `RLock` | [Lock][telaio.multiprocessing.Lock], [RLock][telaio.multiprocessing.RLock] |
/// | `Semaphore`, `BoundedSemaphore` | [Semaphore][telaio.multiprocessing.Semaphore], [BoundedSemaphore][telaio.multiprocessing.BoundedSemaphore] |
/// | `Condition` | [Condition][telaio.multiprocessing.Condition], made by its lock |
/// | `Event`, `Barrier` | [Event][telaio.multiprocessing.Event], [Barrier][telaio.multiprocessing.Barrier] |
/// | – | [ReadWriteLock][telaio.multiprocessing.ReadWriteLock] |
/// | `Value`, `Array` | [Value][telaio.multiprocessing.Value], [SharedArray][telaio.multiprocessing.SharedArray] |
/// | `SharedMemory` | [SharedMemory][telaio.multiprocessing.SharedMemory] |
/// | `Pool` | [Pool][telaio.multiprocessing.Pool] |
/// | `ProcessPoolExecutor` | [ProcessPoolExecutor][telaio.multiprocessing.ProcessPoolExecutor], an `ExecutorService` |
/// | `as_completed`, `wait` | [Futures][telaio.multiprocessing.Futures] |
/// | `Manager` | [Manager][telaio.multiprocessing.Manager] |
/// | start methods | [StartMethod][telaio.multiprocessing.StartMethod] |
/// | – | [Watch][telaio.multiprocessing.Watch]: who waits for what, who has what |
/// | – | [Trace][telaio.multiprocessing.Trace]: what happens, event by event |
///
/// What goes wrong has a name: [WorkerDied][telaio.multiprocessing.WorkerDied],
/// [RemoteException][telaio.multiprocessing.RemoteException],
/// [BrokenProcessPool][telaio.multiprocessing.BrokenProcessPool],
/// [OwnerDied][telaio.multiprocessing.OwnerDied],
/// [TaskNotSerializable][telaio.multiprocessing.TaskNotSerializable],
/// [QueueClosed][telaio.multiprocessing.QueueClosed],
/// [EndOfStream][telaio.multiprocessing.EndOfStream].
@NullMarked
package telaio.multiprocessing;

import org.jspecify.annotations.NullMarked;
