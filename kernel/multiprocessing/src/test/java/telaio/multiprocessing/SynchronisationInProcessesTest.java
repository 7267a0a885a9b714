package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Locks and their like in processes started by [Process], with all that ends those.
@Timeout(120)
@SuppressWarnings({
    "LockNotBeforeTry",
    "WaitNotInLoop"
}) // how long a lock is held is what is tested
class SynchronisationInProcessesTest {
    @RegisterExtension final Console console = new Console();

    @Test
    @Tag("B10")
    void a_barrier_outlives_processes_whose_task_returned() throws Exception {
        var barrier = new Barrier(2);
        for (int i = 0; i < 2; i++) {
            var process = new Process(barrier::await);
            process.start();
            assertThat(barrier.await()).isNotNegative();
            process.join();
            assertThat(process.exitCode()).hasValue(0);
            assertThat(barrier.isBroken()).isFalse();
        }
    }

    @Test
    @Tag("B10")
    void a_barrier_is_broken_by_a_process_whose_task_fails_or_is_killed() throws Exception {
        var barrier = new Barrier(2);
        var failing =
                new Process(() -> {
                    throw new IllegalStateException(barrier.getParties() + " parties");
                });
        failing.start();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        failing.join();
        barrier.reset();
        var waiting = new Process(barrier::await);
        waiting.start();
        Threads.until(() -> barrier.getNumberWaiting() == 1);
        waiting.kill();
        waiting.join();
        Threads.until(barrier::isBroken);
        assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("process " + waiting.pid());
    }

    @Test
    @Tag("L2")
    @Tag("L5")
    @Tag("C1")
    void everything_is_the_same_in_a_process_it_is_sent_to() throws Exception {
        var lock = new Lock();
        var rlock = new RLock();
        var condition = lock.newCondition();
        var semaphore = new BoundedSemaphore(1);
        var event = new Event();
        var both = new ReadWriteLock();
        semaphore.acquire();
        var process =
                new Process(() -> {
                    lock.lock();
                    rlock.lock();
                    both.writeLock().lock();
                    semaphore.release();
                    event.set();
                    condition.await();
                    both.writeLock().unlock();
                    rlock.unlock();
                    lock.unlock();
                });
        process.start();
        event.await();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(rlock.isLocked()).isTrue();
        assertThat(both.readLock().tryLock()).isFalse();
        lock.lock();
        condition.signal();
        lock.unlock();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(lock.isLocked() || rlock.isLocked()).isFalse();
        assertThat(both.readLock().tryLock()).isTrue();
    }

    @Test
    void italians_are_told_in_italian() throws Exception {
        var semaphore = new BoundedSemaphore(1);
        var lock = new Lock();
        var condition = lock.newCondition();
        var process =
                Process.builder()
                        .env("TELAIO_LANG", "it")
                        .start(() -> {
                            assertThatThrownBy(semaphore::release)
                                    .hasMessageContaining("i permessi sono 1");
                            assertThatThrownBy(condition::signal)
                                    .hasMessageContaining("un thread deve avere il suo lock");
                            assertThatThrownBy(() -> new Barrier(0))
                                    .hasMessageContaining("deve essere tra 1 e");
                            assertThatThrownBy(() -> new Semaphore(-1))
                                    .hasMessageContaining("non può essere negativo");
                        });
        process.join();
        assertThat(console.err()).isEmpty();
        assertThat(process.exitCode()).hasValue(0);
    }
}
