package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class SemaphoreTest extends InBothWays {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    @Tag("S1")
    void has_as_many_permits_as_are_released() throws Exception {
        var semaphore = new Semaphore(2);
        semaphore.acquire();
        semaphore.acquire();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.release();
        semaphore.release();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.release(2); // above the first value
        assertThat(semaphore.availablePermits()).isEqualTo(4);
        assertThat(semaphore.toString()).isEqualTo("Semaphore[4 permits]");
        assertThat(semaphore.drainPermits()).isEqualTo(4);
        assertThat(semaphore.tryAcquire()).isFalse();
    }

    @Test
    @Tag("S1")
    void refuses_to_exceed_its_bound() throws Exception {
        var semaphore = new BoundedSemaphore(2);
        assertThat(semaphore.toString()).isEqualTo("BoundedSemaphore[2 of 2 permits]");
        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there are 2 permits");
        semaphore.acquire(2);
        assertThatThrownBy(() -> semaphore.release(3)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.release(2);
        assertThatThrownBy(() -> semaphore.acquire(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 2");
        try (var child = ChildJvm.start(() -> child(semaphore))) {
            assertThat(child.join()).isZero();
        }
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    private static void child(BoundedSemaphore semaphore) throws InterruptedException {
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        semaphore.acquire();
    }

    @Test
    @Tag("S3")
    void gives_up_after_its_timeout_in_every_form() throws Exception {
        var semaphore = new Semaphore(0);
        long before = System.nanoTime();
        assertThat(semaphore.tryAcquire(SHORT)).isFalse();
        assertThat(semaphore.tryAcquire(2, SHORT)).isFalse();
        assertThat(semaphore.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(semaphore.tryAcquire(2, 100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(4 * SHORT.toNanos());
        assertThat(semaphore.tryAcquire(Duration.ZERO)).isFalse();
        assertThat(semaphore.tryAcquire(-1, TimeUnit.SECONDS)).isFalse();
        assertThat(semaphore.tryAcquire(0)).isTrue();
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThatThrownBy(() -> new Semaphore(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("permits")
                .hasMessageContaining("-1");
        var semaphore = new Semaphore(1);
        assertThatThrownBy(() -> semaphore.acquire(-2)).hasMessageContaining("-2");
        assertThatThrownBy(() -> semaphore.tryAcquire(-2)).hasMessageContaining("-2");
        assertThatThrownBy(() -> semaphore.release(-2)).hasMessageContaining("-2");
        assertThatThrownBy(() -> semaphore.tryAcquire(Duration.ofSeconds(-3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout")
                .hasMessageContaining("-3");
        semaphore.release(Integer.MAX_VALUE - 1);
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    @Tag("L8")
    void may_be_released_by_another_process() throws Exception {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var waiter = Threads.start(() -> semaphore.tryAcquire(Duration.ofSeconds(30)));
        Threads.untilWaiting(1);
        try (var child = ChildJvm.start(semaphore::release)) {
            assertThat(waiter.result()).isTrue();
            assertThat(child.join()).isZero();
        }
    }

    @Test
    void ends_its_waits_with_an_interrupt_or_a_stop() {
        var semaphore = new Semaphore(0);
        var interrupted =
                Threads.start(() -> {
                    semaphore.acquire();
                    return true;
                });
        var origin = Origin.of(System.nanoTime());
        var stopped =
                Threads.start(() -> {
                    var previous = Origin.enter(origin);
                    try {
                        semaphore.acquireUninterruptibly();
                        return true;
                    } finally {
                        Origin.leave(previous);
                    }
                });
        Threads.untilWaiting(2);
        interrupted.thread().interrupt();
        origin.stop();
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(stopped::result).hasCauseInstanceOf(Stopped.class);
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void wakes_one_who_wants_many_and_those_who_want_one() throws Exception {
        var semaphore = new Semaphore(0);
        var many =
                Threads.start(() -> {
                    semaphore.acquire(3);
                    return true;
                });
        var few = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 2; i++) {
            few.add(
                    Threads.start(() -> {
                        semaphore.acquire();
                        return true;
                    }));
        }
        Threads.untilWaiting(3);
        semaphore.release();
        semaphore.release();
        for (var waiter : few) {
            assertThat(waiter.result()).isTrue();
        }
        semaphore.release(3);
        assertThat(many.result()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void lets_virtual_threads_wait_by_the_hundred() throws Exception {
        var semaphore = new Semaphore(0);
        var done = new Semaphore(0);
        for (int i = 0; i < 100; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        semaphore.acquireUninterruptibly();
                        done.release();
                    });
        }
        Threads.untilWaiting(100);
        semaphore.release(100);
        assertThat(done.tryAcquire(100, Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void a_waiter_that_is_killed_takes_no_permit_along() throws Exception {
        var semaphore = new Semaphore(0);
        var child = ChildJvm.start(semaphore::acquire);
        Threads.until(() -> Holding.isWaiting(child.pid()));
        var waiter =
                Threads.start(() -> {
                    semaphore.acquire();
                    return true;
                });
        Threads.untilWaiting(2);
        child.kill();
        semaphore.release();
        assertThat(waiter.result()).isTrue();
        Threads.until(() -> !Holding.isWaiting(ProcessHandle.current().pid()));
        child.killAndRecover();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void a_permit_of_a_dead_process_stays_missing_until_someone_releases_it() throws Exception {
        var semaphore = new Semaphore(1);
        Holding.start(semaphore::acquire).killAndRecover();
        assertThat(semaphore.tryAcquire(SHORT)).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void never_gives_more_permits_than_there_are() throws Exception {
        var semaphore = new BoundedSemaphore(2);
        var inside = new Semaphore(0);
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 3; i++) {
            children.add(ChildJvm.start(() -> comeAndGo(semaphore, inside)));
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(inside.availablePermits()).isZero();
    }

    private static void comeAndGo(Semaphore semaphore, Semaphore inside) throws Exception {
        for (int i = 0; i < 5_000; i++) {
            semaphore.acquire();
            inside.release();
            assertThat(inside.availablePermits()).isLessThanOrEqualTo(2);
            inside.acquire();
            semaphore.release();
        }
    }
}
