package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

@Timeout(120)
@SuppressWarnings({
    "LockNotBeforeTry",
    "WaitNotInLoop",
    "JavaUtilDate"
}) // single signals are what is tested
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class ConditionTest extends InBothWays {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static Threads.Running<Boolean> waiter(RLock lock, Condition condition) {
        return Threads.start(() -> {
            try (var held = lock.acquire()) {
                return held != null && condition.await(LONG);
            }
        });
    }

    private static void untilWaiting(Condition condition, int count) {
        Threads.until(() -> condition.toString().contains("[" + count + " waiting"));
    }

    private static void signal(RLock lock, Condition condition, int count) {
        lock.lock();
        try {
            condition.signal(count);
        } finally {
            lock.unlock();
        }
    }

    private static long done(List<Threads.Running<Boolean>> waiters) {
        return waiters.stream().filter(it -> it.task().isDone()).count();
    }

    @Test
    @Tag("C1")
    void a_signal_wakes_exactly_one_in_whichever_process() throws Exception {
        var lock = new Lock();
        var condition = lock.newCondition();
        var woken = new Semaphore(0);
        var thread =
                Threads.start(() -> {
                    waitOnce(lock, condition, woken);
                    return true;
                });
        try (var child = ChildJvm.start(() -> waitOnce(lock, condition, woken))) {
            untilWaiting(condition, 2);
            for (int left = 1; left >= 0; left--) {
                try (var held = lock.acquire()) {
                    assertThat(held).isNotNull();
                    condition.signal();
                }
                assertThat(woken.tryAcquire(LONG)).isTrue();
                assertThat(woken.tryAcquire()).isFalse();
                untilWaiting(condition, left);
            }
            assertThat(thread.result()).isTrue();
            assertThat(child.join()).isZero();
        }
    }

    private static void waitOnce(Lock lock, Condition condition, Semaphore woken)
            throws InterruptedException {
        try (var held = lock.acquire()) {
            assertThat(held).isNotNull();
            assertThat(condition.await(LONG)).isTrue();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            woken.release();
        }
    }

    @Test
    @Tag("C2")
    void a_signal_for_all_wakes_all_who_wait_now() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var late = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 6; i++) {
            late.add(
                    Threads.start(() -> {
                        try (var held = lock.acquire()) {
                            return held != null && condition.await(SHORT);
                        }
                    }));
        }
        for (var waiter : late) {
            assertThat(waiter.result()).isFalse();
        }
        var waiters = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 3; i++) {
            waiters.add(waiter(lock, condition));
        }
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 3; i++) {
            children.add(
                    ChildJvm.start(() -> assertThat(waiter(lock, condition).result()).isTrue()));
        }
        untilWaiting(condition, 6);
        lock.lock();
        condition.signalAll();
        lock.unlock();
        for (var waiter : waiters) {
            assertThat(waiter.result()).isTrue();
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        untilWaiting(condition, 0);
    }

    @Test
    @Tag("C3")
    void signals_wake_as_many_as_they_say() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var waiters = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 6; i++) {
            waiters.add(waiter(lock, condition));
            untilWaiting(condition, i + 1);
        }
        signal(lock, condition, 2);
        assertThat(waiters.get(0).result() && waiters.get(1).result()).isTrue();
        assertThat(done(waiters)).isEqualTo(2);
        signal(lock, condition, 4);
        for (var waiter : waiters) {
            assertThat(waiter.result()).isTrue();
        }
        signal(lock, condition, 3);
        lock.lock();
        assertThat(condition.await(SHORT)).isFalse(); // nobody heard those three
        assertThatThrownBy(() -> condition.signal(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void has_room_for_many_who_wait() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var waiters = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 100; i++) {
            waiters.add(waiter(lock, condition));
        }
        untilWaiting(condition, 100);
        signal(lock, condition, 40);
        untilWaiting(condition, 60);
        signal(lock, condition, 100);
        for (var waiter : waiters) {
            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    @Tag("C4")
    void gives_up_after_its_timeout_in_every_form() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        lock.lock();
        long before = System.nanoTime();
        assertThat(condition.await(SHORT)).isFalse();
        assertThat(condition.await(100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitNanos(SHORT.toNanos())).isLessThanOrEqualTo(0);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(3 * SHORT.toNanos());
        assertThat(condition.awaitUntil(Date.from(Instant.now().plus(SHORT)))).isFalse();
        assertThat(condition.await(Duration.ZERO)).isFalse();
        assertThatThrownBy(() -> condition.await(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout");
        assertThat(lock.getHoldCount()).isEqualTo(1);
    }

    @Test
    @Tag("C5")
    void waits_for_a_predicate_in_both_processes() throws Exception {
        var lock = new Lock();
        var condition = lock.newCondition();
        var state = new Semaphore(0); // a number both see
        try (var child =
                ChildJvm.start(() -> {
                    turn(lock, condition, state, 1);
                    turn(lock, condition, state, 3);
                })) {
            turn(lock, condition, state, 0);
            turn(lock, condition, state, 2);
            try (var held = lock.acquire()) {
                assertThat(held).isNotNull();
                condition.awaitUntil(() -> state.availablePermits() == 4);
            }
            assertThat(child.join()).isZero();
        }
    }

    private static void turn(Lock lock, Condition condition, Semaphore state, int turn)
            throws InterruptedException {
        try (var held = lock.acquire()) {
            assertThat(held).isNotNull();
            assertThat(condition.awaitUntil(() -> state.availablePermits() == turn, LONG)).isTrue();
            state.release();
            condition.signalAll();
        }
    }

    @Test
    @Tag("C6")
    void gives_up_on_a_predicate_that_never_holds() throws Exception {
        var lock = new Lock();
        var condition = lock.newCondition();
        lock.lock();
        long before = System.nanoTime();
        assertThat(condition.awaitUntil(() -> false, SHORT)).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(condition.awaitUntil(() -> true, Duration.ZERO)).isTrue();
    }

    @Test
    @Tag("C9")
    void is_for_holders_of_its_lock_only() throws Exception {
        var lock = new Lock();
        var condition = lock.newCondition();
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> all =
                List.of(
                        condition::await,
                        condition::awaitUninterruptibly,
                        condition::signal,
                        condition::signalAll,
                        () -> condition.await(SHORT),
                        () -> condition.awaitUntil(() -> true));
        for (var use : all) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("must hold its lock: free");
        }
        try (var child = Holding.start(lock::lock)) {
            assertThatThrownBy(condition::signal)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("Anna")
                    .hasMessageContaining("" + child.pid());
        }
    }

    @Test
    void gives_an_rlock_up_altogether_and_has_it_again_as_often() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var waiter =
                Threads.start(() -> {
                    lock.lock();
                    lock.lock();
                    lock.lock();
                    condition.await();
                    return lock.getHoldCount();
                });
        untilWaiting(condition, 1);
        assertThat(lock.tryLock(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        condition.signal();
        lock.unlock();
        assertThat(waiter.result()).isEqualTo(3);
    }

    @Test
    void an_interrupt_ends_a_wait_and_takes_no_signal_along() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var interrupted =
                Threads.start(() -> {
                    lock.lock();
                    try {
                        condition.await();
                        return true;
                    } finally {
                        lock.unlock(); // it has the lock again
                    }
                });
        untilWaiting(condition, 1);
        var other = waiter(lock, condition);
        untilWaiting(condition, 2);
        interrupted.thread().interrupt();
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(InterruptedException.class);
        signal(lock, condition, 1);
        assertThat(other.result()).isTrue();
    }

    @Test
    void waits_on_through_an_interrupt_when_asked_to() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var waiter =
                Threads.start(() -> {
                    lock.lock();
                    condition.awaitUninterruptibly();
                    lock.unlock();
                    return Thread.interrupted();
                });
        untilWaiting(condition, 1);
        waiter.thread().interrupt();
        signal(lock, condition, 1);
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void a_stop_ends_a_wait_and_what_cleans_up_after_it_hides_nothing() {
        var lock = new RLock();
        var condition = lock.newCondition();
        var origin = Origin.of(System.nanoTime());
        var stopped =
                Threads.start(() -> {
                    var previous = Origin.enter(origin);
                    lock.lock();
                    try {
                        condition.await(LONG);
                        return true;
                    } finally {
                        try {
                            lock.unlock();
                        } finally {
                            Origin.leave(previous);
                        }
                    }
                });
        untilWaiting(condition, 1);
        origin.stop();
        assertThatThrownBy(stopped::result).hasCauseInstanceOf(Stopped.class);
        untilWaiting(condition, 0);
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    @Tag("C8")
    void a_waiter_that_was_killed_neither_blocks_nor_keeps_a_signal() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var child = ChildJvm.start(() -> waiter(lock, condition).result());
        untilWaiting(condition, 1);
        var waiter = waiter(lock, condition);
        untilWaiting(condition, 2);
        child.kill(); // nobody has noticed it yet
        signal(lock, condition, 1); // goes to the one that waited longest, the dead one
        assertThat(waiter.result()).isTrue(); // who waits passes it on
        lock.lock();
        condition.signalAll();
        lock.unlock();
        child.killAndRecover();
        untilWaiting(condition, 0);
    }

    @Test
    @Tag("C8")
    @Tag("rule-11")
    void a_signal_for_all_does_not_stop_at_the_dead() throws Exception {
        var lock = new RLock();
        var condition = lock.newCondition();
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 2; i++) {
            children.add(ChildJvm.start(() -> waiter(lock, condition).result()));
        }
        untilWaiting(condition, 2);
        var waiter = waiter(lock, condition);
        untilWaiting(condition, 3);
        children.forEach(ChildJvm::kill);
        lock.lock();
        condition.signalAll();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
        children.forEach(ChildJvm::killAndRecover);
        untilWaiting(condition, 0);
    }

    @Test
    void one_who_comes_back_is_told_that_a_holder_died_and_has_the_lock() throws Exception {
        var lock = new Lock();
        var condition = lock.newCondition();
        var waiters = new ArrayList<Threads.Running<String>>();
        for (int i = 0; i < 3; i++) {
            waiters.add(
                    Threads.start(() -> {
                        lock.lock();
                        try {
                            condition.await();
                            return "signalled";
                        } catch (OwnerDied e) {
                            assertThat(lock.isHeldByCurrentThread()).isTrue();
                            return "owner died";
                        } finally {
                            lock.unlock();
                        }
                    }));
        }
        untilWaiting(condition, 3);
        var child =
                Holding.start(() -> {
                    lock.lock();
                    condition.signalAll();
                });
        child.killAndRecover();
        var outcomes = new ArrayList<String>();
        for (var waiter : waiters) {
            outcomes.add(waiter.result());
        }
        assertThat(outcomes).containsExactlyInAnyOrder("owner died", "signalled", "signalled");
        assertThat(lock.isLocked()).isFalse();
    }
}
