package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Processes that use locks, conditions, semaphores and barriers without rest, one of which is
/// killed at a random moment again and again. No wait of theirs has a timeout: who hangs makes no
/// steps, and fails the test.
@Timeout(120)
@SuppressWarnings("WaitNotInLoop") // a condition that waits for a predicate loops itself
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class SynchronisationCrashTest {
    private static final int KILLS = 6;
    private static final int CHILDREN = 4;
    private static final int ROOM = 3;

    @Parameter WaitingStrategy strategy = WaitingStrategy.NATIVE;

    private final SplittableRandom random = new SplittableRandom(4);

    @BeforeEach
    void start() {
        strategy.use();
    }

    @AfterEach
    void end() {
        WaitingStrategy.reset();
    }

    /// What one child does over and over; it counts its steps by releasing the semaphore.
    private interface Work extends Serializable {
        void run(int child, Semaphore steps) throws Exception;
    }

    private static ChildJvm child(Work work, int child, Semaphore steps) throws IOException {
        return ChildJvm.start(
                () -> {
                    while (true) {
                        work.run(child, steps);
                    }
                },
                List.of("-XX:TieredStopAtLevel=1"));
    }

    /// Kills and replaces children while all of them work, and waits after each death until all
    /// work on.
    ///
    /// @param mend done before a dead child is replaced
    private void killUnderLoad(Work work, Runnable mend) throws Exception {
        var steps = new Semaphore[CHILDREN];
        var children = new ChildJvm[CHILDREN];
        for (int i = 0; i < CHILDREN; i++) {
            steps[i] = new Semaphore(0);
            children[i] = child(work, i, steps[i]);
        }
        try {
            untilAllWork(steps);
            for (int kill = 0; kill < KILLS; kill++) {
                Threads.pause(Duration.ofNanos(random.nextLong(3_000_000)));
                int victim = random.nextInt(CHILDREN);
                if (kill % 2 == 0) {
                    children[victim].kill(); // the others have to notice it
                } else {
                    children[victim].killAndRecover();
                }
                mend.run();
                children[victim].close();
                children[victim] = child(work, victim, steps[victim]);
                untilAllWork(steps);
            }
        } finally {
            for (var child : children) {
                child.close();
            }
        }
    }

    private static void untilAllWork(Semaphore[] steps) {
        for (var step : steps) {
            step.drainPermits();
        }
        for (var step : steps) {
            Threads.until(() -> step.availablePermits() >= 20);
        }
    }

    @Test
    @Tag("C8")
    @Tag("L9")
    void locks_and_conditions_go_on() throws Exception {
        var lock = new RLock();
        var notEmpty = lock.newCondition();
        var notFull = lock.newCondition();
        var items = new Semaphore(0); // a number
        killUnderLoad(
                (child, steps) -> {
                    if (child % 2 == 0) {
                        exchange(lock, notEmpty, notFull, () -> put(items, notFull, notEmpty));
                    } else {
                        exchange(lock, notEmpty, notFull, () -> take(items, notEmpty, notFull));
                    }
                    steps.release();
                },
                () -> {});
        assertThat(items.availablePermits()).isBetween(0, ROOM);
    }

    private static void put(Semaphore items, Condition notFull, Condition notEmpty)
            throws InterruptedException {
        notFull.awaitUntil(() -> items.availablePermits() < ROOM);
        items.release();
        notEmpty.signal();
    }

    private static void take(Semaphore items, Condition notEmpty, Condition notFull)
            throws InterruptedException {
        notEmpty.awaitUntil(() -> items.availablePermits() > 0);
        items.acquire();
        notFull.signal();
    }

    private static void exchange(
            RLock lock, Condition notEmpty, Condition notFull, ChildJvm.Work action)
            throws Exception {
        boolean died = false;
        try {
            lock.lock();
            try (var again = lock.acquire()) {
                assertThat(again).isNotNull();
                action.run();
            } finally {
                lock.unlock();
            }
        } catch (OwnerDied e) {
            died = true;
        }
        while (died) {
            // The dead one may have changed the number and not signalled.
            try (var held = lock.acquire()) {
                assertThat(held).isNotNull();
                notEmpty.signalAll();
                notFull.signalAll();
                died = false;
            } catch (OwnerDied e) {
                assertThat(lock.isHeldByCurrentThread()).isFalse();
            }
        }
    }

    @Test
    void readers_and_writers_go_on() throws Exception {
        var lock = new ReadWriteLock();
        killUnderLoad(
                (child, steps) -> {
                    try (var held = (child == 0 ? lock.writeLock() : lock.readLock()).acquire()) {
                        assertThat(held).isNotNull();
                        steps.release();
                    } catch (OwnerDied e) {
                        assertThat(lock.writeLock().isHeldByCurrentThread()).isFalse();
                    }
                },
                () -> {});
        assertThat(lock.toString()).isEqualTo("ReadWriteLock[free]");
    }

    @Test
    void semaphores_lose_at_most_what_the_dead_had_taken() throws Exception {
        int permits = KILLS + CHILDREN + 2;
        var semaphore = new Semaphore(permits);
        killUnderLoad(
                (child, steps) -> {
                    int count = child + 1;
                    semaphore.acquire(Math.min(count, 2));
                    semaphore.release(Math.min(count, 2));
                    steps.release();
                },
                () -> semaphore.release(2)); // may be more than it had: nobody knows
        int most = permits + 2 * KILLS;
        assertThat(semaphore.availablePermits()).isBetween(permits - 2 * CHILDREN, most);
    }

    @Test
    @Tag("B10")
    void barriers_are_broken_and_go_on_after_a_reset() throws Exception {
        var barrier = new Barrier(CHILDREN);
        killUnderLoad(
                (child, steps) -> {
                    try {
                        barrier.await();
                        steps.release();
                    } catch (BrokenBarrierException e) {
                        Threads.until(() -> !barrier.isBroken());
                    }
                },
                () -> {
                    Threads.until(barrier::isBroken);
                    barrier.reset();
                });
    }
}
