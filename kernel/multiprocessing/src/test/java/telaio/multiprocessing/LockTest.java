package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

@Timeout(60)
@SuppressWarnings("LockNotBeforeTry") // how long a lock is held is what is tested
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class LockTest extends InBothWays {
    @Test
    @Tag("L1")
    @Tag("L7")
    void is_taken_and_given_back() throws Exception {
        var lock = new Lock();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.tryLock()).isFalse();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        try (var held = lock.acquire()) {
            assertThat(held).isNotNull();
            assertThat(lock.isLocked()).isTrue();
        }
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        lock.release();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void does_not_hang_its_owner_who_asks_again() throws Exception {
        var lock = new Lock();
        lock.lock();
        assertThatThrownBy(lock::lock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MainProcess")
                .hasMessageContaining(Thread.currentThread().getName());
        assertThatThrownBy(lock::acquire).isInstanceOf(IllegalStateException.class);
        assertThat(lock.tryLock(20, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
    }

    @Test
    @Tag("L1")
    @Tag("L8")
    void is_given_back_by_its_owner_only() throws Exception {
        var lock = new Lock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        lock.lock();
        var other =
                Threads.start(() -> {
                    lock.unlock();
                    return true;
                });
        assertThatThrownBy(other::result)
                .hasCauseInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(Thread.currentThread().getName());
        assertThat(lock.isLocked()).isTrue();
        lock.unlock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    @Tag("L3")
    void names_who_has_it() throws Exception {
        var lock = new Lock();
        assertThat(lock.toString()).isEqualTo("Lock[free]");
        var thread = Thread.ofPlatform().name("Anna").start(lock::lock);
        thread.join();
        assertThat(lock.toString())
                .contains("MainProcess")
                .contains("" + ProcessHandle.current().pid())
                .contains("Anna");
    }

    @Test
    @Tag("L10")
    void waits_no_shorter_than_its_timeout() throws Exception {
        var lock = new Lock();
        lock.lock();
        var waiter =
                Threads.start(() -> {
                    long before = System.nanoTime();
                    boolean taken = lock.tryLock(200, TimeUnit.MILLISECONDS);
                    return taken ? -1 : System.nanoTime() - before;
                });
        assertThat(waiter.result()).isGreaterThanOrEqualTo(200_000_000L);
    }

    @Test
    @Tag("L10")
    void ends_the_waits_that_heed_an_interrupt() {
        var lock = new Lock();
        lock.lock();
        var waiter = Threads.start(lock::acquire);
        Threads.untilWaiting(1);
        assertThat(Domain.current().waiters().getFirst().pid())
                .isEqualTo(ProcessHandle.current().pid());
        waiter.thread().interrupt();
        assertThatThrownBy(waiter::result)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void waits_on_through_an_interrupt_when_lock_was_called() throws Exception {
        var lock = new Lock();
        lock.lock();
        var waiter =
                Threads.start(() -> {
                    lock.lock();
                    lock.unlock();
                    return Thread.interrupted();
                });
        Threads.untilWaiting(1);
        waiter.thread().interrupt();
        waiter.thread().interrupt();
        assertThat(Domain.current().waiters()).hasSize(1);
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void ends_even_lock_when_the_origin_is_stopped() {
        var lock = new Lock();
        lock.lock();
        var origin = Origin.of(System.nanoTime());
        var waiter =
                Threads.start(() -> {
                    var previous = Origin.enter(origin);
                    try {
                        lock.lock();
                        return true;
                    } finally {
                        Origin.leave(previous);
                    }
                });
        Threads.untilWaiting(1);
        origin.stop();
        assertThatThrownBy(waiter::result).hasCauseInstanceOf(Stopped.class);
    }

    @Test
    void goes_to_everyone_who_waits() throws Exception {
        var lock = new Lock();
        lock.lock();
        var waiters = new java.util.ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 5; i++) {
            waiters.add(
                    Threads.start(() -> {
                        try (var held = lock.acquire()) {
                            return held != null;
                        }
                    }));
        }
        Threads.untilWaiting(5);
        lock.unlock();
        for (var waiter : waiters) {
            assertThat(waiter.result()).isTrue();
        }
        assertThat(lock.isLocked()).isFalse();
    }
}
