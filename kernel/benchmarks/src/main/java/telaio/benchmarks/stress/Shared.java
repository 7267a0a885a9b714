package telaio.benchmarks.stress;

import java.io.Serializable;
import java.util.List;
import telaio.multiprocessing.Condition;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.OwnerDied;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.RLock;
import telaio.multiprocessing.Semaphore;

/// What all parties of a round share.
///
/// @param journal file of the [Journal]
/// @param queues the first without limit, the second bounded
record Shared(
        String journal,
        List<Queue<byte[]>> queues,
        Lock lock,
        RLock reentrant,
        Condition notEmpty,
        Condition notFull,
        Semaphore semaphore)
        implements Serializable {
    private static final int CAPACITY = 16;

    static final int PERMITS = 2;

    static Shared of(String journal) {
        var reentrant = new RLock();
        return new Shared(
                journal,
                List.of(new Queue<>(), new Queue<>(CAPACITY)),
                new Lock(),
                reentrant,
                reentrant.newCondition(),
                reentrant.newCondition(),
                new Semaphore(PERMITS));
    }

    /// Wakes all who wait for a condition: one who died may have changed what they wait for.
    void signalAll(Journal journal) {
        boolean told = true;
        while (told) {
            try {
                wakeAll();
                told = false;
            } catch (OwnerDied e) {
                journal.told(1, e.pid());
            }
        }
    }

    private void wakeAll() {
        reentrant.lock();
        try {
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            reentrant.unlock();
        }
    }
}
