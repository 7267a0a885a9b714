package telaio.benchmarks.stress;

import java.io.Serializable;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import telaio.benchmarks.stress.Journal.Field;
import telaio.multiprocessing.OwnerDied;
import telaio.multiprocessing.QueueClosed;

/// One process of a round. It does everything at once, each on a thread of its own: puts into and
/// takes from both queues, uses lock, condition and semaphore, until the round is over or it is
/// killed. None of its waits has a timeout.
///
/// @param objects what it shares with the others
/// @param number of this party in the journal
/// @param up whether it counts up where others count down
/// @param pauses whether it takes a breath now and then: at full rate a new process hardly gets a
///   processor to start on
record Party(Shared objects, int number, boolean up, boolean pauses) implements Serializable {
    /// Above it producers of the unbounded queue pause: room is limited.
    private static final int MANY = 20_000;

    private static final int BREATH = 16;
    private static final int ROOM = 3;
    private static final int FILLED = 61;

    void run() throws Exception {
        var journal = Journal.open(objects.journal(), Arena.ofAuto());
        var threads = new ArrayList<Thread>();
        for (int queue = 0; queue < Journal.QUEUES; queue++) {
            int number = queue;
            threads.add(start(journal, () -> put(journal, number)));
            threads.add(start(journal, () -> take(journal, number)));
        }
        threads.add(start(journal, () -> lock(journal)));
        threads.add(start(journal, () -> exchange(journal)));
        threads.add(start(journal, () -> semaphore(journal)));
        for (var thread : threads) {
            thread.join();
        }
    }

    /// What goes wrong is counted, and told in full as what nobody caught.
    private static Thread start(Journal journal, Callable<Boolean> work) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        work.call();
                    } catch (Exception | AssertionError e) {
                        journal.violation(e.toString());
                        throw new IllegalStateException("a party could not do its work", e);
                    }
                });
    }

    private boolean put(Journal journal, int number) throws InterruptedException {
        var queue = objects.queues().get(number);
        for (long i = 0; i < Journal.MOST && !journal.stopped(); i++) {
            while (number == 0 && queue.size() > MANY && !journal.stopped()) {
                LockSupport.parkNanos(100_000);
            }
            queue.put(message(i));
            pause(i);
            journal.set(this.number, Field.PUT_UNBOUNDED.of(number), i + 1);
            journal.add(this.number, Field.STEPS_PUT_UNBOUNDED.of(number));
        }
        journal.add(this.number, Field.FINISHED);
        return true;
    }

    private void pause(long step) {
        if (pauses && step % BREATH == 0) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /// Now and then one that needs a larger segment, or a file of its own.
    private byte[] message(long i) {
        int padding =
                i % 29_989 == 5
                        ? 5_000_000
                        : i % 4999 == 7 ? 1_100_000 : i % 997 == 3 ? 70_000 : (int) (i % 200);
        var message = ByteBuffer.allocate(Long.BYTES + padding);
        message.putLong((long) number << 32 | i);
        Arrays.fill(message.array(), Long.BYTES, message.capacity(), (byte) i);
        return message.array();
    }

    private boolean take(Journal journal, int number) throws InterruptedException {
        var queue = objects.queues().get(number);
        var latest = new HashMap<Integer, Long>();
        try {
            while (true) {
                journal.set(this.number, Field.TAKES_UNBOUNDED.of(number), 1);
                var message = queue.get();
                long text = ByteBuffer.wrap(message).getLong();
                int producer = (int) (text >>> 32);
                long i = text & 0xFFFFFFFFL;
                journal.taken(number, producer, i);
                journal.set(this.number, Field.TAKES_UNBOUNDED.of(number), 0);
                journal.add(this.number, Field.STEPS_TAKE_UNBOUNDED.of(number));
                var before = latest.put(producer, i);
                if (before != null && before >= i) {
                    journal.violation(i + " of party " + producer + " came after " + before);
                }
                checkWhole(journal, message, (byte) i);
            }
        } catch (QueueClosed e) {
            return true;
        }
    }

    private static void checkWhole(Journal journal, byte[] message, byte content) {
        boolean whole = message.length == Long.BYTES || message[message.length - 1] == content;
        for (int at = Long.BYTES; at < message.length; at += FILLED) {
            whole &= message[at] == content;
        }
        if (!whole) {
            journal.violation("a message of " + message.length + " bytes came damaged");
        }
    }

    private boolean lock(Journal journal) {
        for (long i = 0; !journal.stopped(); i++) {
            pause(i);
            try {
                objects.lock().lock();
            } catch (OwnerDied e) {
                journal.told(0, e.pid());
                continue;
            }
            journal.enter(0, number);
            journal.count();
            journal.leave(0, number);
            objects.lock().unlock();
            journal.add(number, Field.STEPS_LOCK);
        }
        return true;
    }

    /// Counts up or down, between 0 and 3.
    private boolean exchange(Journal journal) throws InterruptedException {
        var lock = objects.reentrant();
        for (long i = 0; !journal.stopped(); i++) {
            pause(i);
            try {
                lock.lock();
            } catch (OwnerDied e) {
                journal.told(1, e.pid());
                objects.signalAll(journal);
                continue;
            }
            journal.enter(1, number);
            lock.lock();
            try {
                count(journal);
            } finally {
                lock.unlock();
            }
            journal.leave(1, number);
            lock.unlock();
            journal.add(number, Field.STEPS_CONDITION);
        }
        objects.signalAll(journal);
        return true;
    }

    private void count(Journal journal) throws InterruptedException {
        if (up) {
            await(journal, objects.notFull(), ROOM);
            journal.number(Math.min(ROOM, journal.number() + 1));
            objects.notEmpty().signal();
        } else {
            await(journal, objects.notEmpty(), 0);
            journal.number(Math.max(0, journal.number() - 1));
            objects.notFull().signal();
        }
    }

    /// Waits until the number is another.
    private void await(Journal journal, telaio.multiprocessing.Condition condition, long not)
            throws InterruptedException {
        while (journal.number() == not && !journal.stopped()) {
            journal.leave(1, number);
            try {
                condition.await();
                journal.enter(1, number);
            } catch (OwnerDied e) { // and has the lock again
                journal.told(1, e.pid());
                journal.enter(1, number);
                objects.notEmpty().signalAll(); // the dead one may not have done it
                objects.notFull().signalAll();
            }
        }
    }

    private boolean semaphore(Journal journal) throws InterruptedException {
        for (long i = 0; !journal.stopped(); i++) {
            pause(i);
            journal.set(number, Field.AT_SEMAPHORE, 1);
            objects.semaphore().acquire();
            objects.semaphore().release();
            journal.set(number, Field.AT_SEMAPHORE, 0);
            journal.add(number, Field.STEPS_SEMAPHORE);
        }
        return true;
    }

    /// The fields that grow as long as a party works.
    static List<Field> steps() {
        return List.of(
                Field.STEPS_PUT_UNBOUNDED,
                Field.STEPS_PUT_BOUNDED,
                Field.STEPS_TAKE_UNBOUNDED,
                Field.STEPS_TAKE_BOUNDED,
                Field.STEPS_LOCK,
                Field.STEPS_CONDITION,
                Field.STEPS_SEMAPHORE);
    }
}
