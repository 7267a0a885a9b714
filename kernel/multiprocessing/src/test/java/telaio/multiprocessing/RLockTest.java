package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // how long a lock is held is what is tested
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class RLockTest extends InBothWays {
    @Test
    @Tag("L4")
    void is_given_back_as_often_as_it_was_taken() {
        var lock = new RLock();
        for (int i = 1; i <= 3; i++) {
            lock.lock();
            assertThat(lock.getHoldCount()).isEqualTo(i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(lock.isLocked()).isTrue();
            lock.unlock();
        }
        assertThat(lock.isLocked()).isFalse();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void counts_through_copies_of_the_same_lock() throws Exception {
        var lock = new RLock();
        var copy = (RLock) Objects.requireNonNull(Codec.decode(Codec.encode(lock)));
        lock.lock();
        copy.lock();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        copy.unlock();
        lock.release();
        assertThat(copy.isLocked()).isFalse();
    }

    @Test
    @Tag("L7")
    void is_given_back_by_try() throws Exception {
        var lock = new RLock();
        try (var outer = lock.acquire();
                var inner = lock.acquire()) {
            assertThat(outer).isNotSameAs(inner);
            assertThat(lock.getHoldCount()).isEqualTo(2);
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Tag("L6")
    void says_who_has_it_and_how_often() throws Exception {
        var lock = new RLock();
        assertThat(lock.toString()).isEqualTo("RLock[free]");
        Thread.ofPlatform()
                .name("Bruno")
                .start(() -> {
                    lock.lock();
                    lock.lock();
                })
                .join();
        assertThat(lock.toString())
                .contains("MainProcess")
                .contains("" + ProcessHandle.current().pid())
                .contains("Bruno")
                .contains("2 times");
    }

    @Test
    @Tag("L8")
    void is_given_back_by_its_owner_only() {
        var lock = new RLock();
        lock.lock();
        var other =
                Threads.start(() -> {
                    lock.unlock();
                    return true;
                });
        assertThatThrownBy(other::result)
                .hasCauseInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(Thread.currentThread().getName());
        assertThat(lock.getHoldCount()).isEqualTo(1);
    }

    @Test
    @Tag("L10")
    void has_waits_that_end_in_time_or_with_an_interrupt() throws Exception {
        var lock = new RLock();
        lock.lock();
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isTrue();
        lock.unlock();
        var late =
                Threads.start(() -> {
                    long before = System.nanoTime();
                    boolean taken = lock.tryLock(200, TimeUnit.MILLISECONDS);
                    return taken || lock.tryLock() ? -1 : System.nanoTime() - before;
                });
        assertThat(late.result()).isGreaterThanOrEqualTo(200_000_000L);
        var interrupted =
                Threads.start(() -> {
                    lock.lockInterruptibly();
                    return true;
                });
        Threads.untilWaiting(1);
        interrupted.thread().interrupt();
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(InterruptedException.class);
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Tag("L5")
    void is_seen_as_held_by_others() throws Exception {
        var lock = new RLock();
        try (var child =
                Holding.start(() -> {
                    lock.lock();
                    lock.lock();
                })) {
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.getHoldCount()).isZero();
            assertThat(lock.toString()).contains("Anna").contains("" + child.pid()).contains("2");
        }
    }

    @Test
    @Tag("L9")
    void is_free_and_taken_once_after_its_owner_died() throws Exception {
        var lock = new RLock();
        var child =
                Holding.start(() -> {
                    lock.lock();
                    lock.lock();
                    lock.lock();
                });
        child.killAndRecover();
        assertThatThrownBy(lock::lock)
                .isInstanceOf(OwnerDied.class)
                .hasMessageContaining("" + child.pid());
        lock.lock();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @Tag("L9")
    void is_freed_by_who_waits_when_nobody_else_notices_the_death() throws Exception {
        var lock = new RLock();
        var child = Holding.start(lock::lock);
        var waiter =
                Threads.start(() -> {
                    lock.lock();
                    return true;
                });
        Threads.untilWaiting(2);
        child.kill(); // and no launcher tells the domain
        assertThatThrownBy(waiter::result).hasCauseInstanceOf(OwnerDied.class);
        assertThat(lock.tryLock(10, TimeUnit.SECONDS)).isTrue();
    }
}
