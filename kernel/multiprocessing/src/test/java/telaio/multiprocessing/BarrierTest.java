package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
class BarrierTest extends InBothWays {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static List<Threads.Running<Integer>> threads(Barrier barrier, int count) {
        var result = new ArrayList<Threads.Running<Integer>>();
        for (int i = 0; i < count; i++) {
            result.add(Threads.start(barrier::await));
        }
        return result;
    }

    private static void untilWaiting(Barrier barrier, int count) {
        Threads.until(() -> barrier.getNumberWaiting() == count);
    }

    private static void assertBroken(List<Threads.Running<Integer>> waiters) {
        for (var waiter : waiters) {
            assertThatThrownBy(waiter::result).hasCauseInstanceOf(BrokenBarrierException.class);
        }
    }

    @Test
    @Tag("B2")
    void tells_each_how_many_were_still_to_come() throws Exception {
        var barrier = new Barrier(4);
        var arrivals = new Queue<Integer>();
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 2; i++) {
            children.add(
                    ChildJvm.start(() -> {
                        for (int round = 0; round < 3; round++) {
                            arrivals.put(barrier.await());
                        }
                    }));
        }
        for (int round = 0; round < 3; round++) {
            for (var waiter : threads(barrier, 2)) {
                arrivals.put(waiter.result());
            }
            // Children can be ahead by one round, and then wait for this thread.
            var got = new ArrayList<Integer>();
            for (int i = 0; i < 4; i++) {
                got.add(arrivals.get());
            }
            assertThat(got).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.toString()).isEqualTo("Barrier[0 of 4 arrived]");
    }

    @Test
    @Tag("B3")
    void does_its_action_once_before_all_go_on() throws Exception {
        var done = new Semaphore(0);
        var barrier = new Barrier(3, done::release);
        try (var child =
                ChildJvm.start(() -> {
                    barrier.await();
                    assertThat(done.availablePermits()).isEqualTo(1);
                })) {
            for (var waiter : threads(barrier, 2)) {
                assertThat(waiter.result()).isNotNegative();
                assertThat(done.availablePermits()).isEqualTo(1);
            }
            assertThat(child.join()).isZero();
        }
    }

    @Test
    @Tag("B3")
    void is_broken_by_an_action_that_fails() {
        var barrier =
                new Barrier(
                        3,
                        () -> {
                            throw new IllegalStateException("no");
                        });
        var waiters = threads(barrier, 2);
        untilWaiting(barrier, 2);
        assertThatThrownBy(barrier::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertBroken(waiters);
    }

    @Test
    @Tag("B4")
    void is_broken_by_abort() throws Exception {
        var barrier = new Barrier(4);
        var waiters = threads(barrier, 2);
        try (var child =
                ChildJvm.start(() ->
                        assertThatThrownBy(barrier::await)
                                .isInstanceOf(BrokenBarrierException.class))) {
            untilWaiting(barrier, 3);
            assertThat(barrier.toString()).isEqualTo("Barrier[3 of 4 arrived]");
            barrier.abort();
            assertThat(child.join()).isZero();
        }
        assertBroken(waiters);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThat(barrier.toString()).isEqualTo("Barrier[broken]");
        assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("reset()");
    }

    @Test
    @Tag("B6")
    void begins_anew_with_reset() throws Exception {
        var barrier = new Barrier(3);
        var waiters = threads(barrier, 2);
        untilWaiting(barrier, 2);
        barrier.reset();
        assertBroken(waiters);
        assertThat(barrier.isBroken()).isFalse();
        barrier.abort();
        barrier.reset();
        for (var waiter : threads(barrier, 3)) {
            assertThat(waiter.result()).isNotNegative();
        }
    }

    @Test
    @Tag("B7")
    void is_broken_by_one_who_does_not_wait_long_enough() throws Exception {
        var barrier = new Barrier(4);
        var waiters = threads(barrier, 2);
        untilWaiting(barrier, 2);
        long before = System.nanoTime();
        assertThatThrownBy(() -> barrier.await(Duration.ofMillis(100)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("in time");
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
        assertBroken(waiters);
        barrier.reset();
        assertThatThrownBy(() -> barrier.await(1, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    @Tag("B7")
    void has_a_timeout_for_all_if_made_so() throws Exception {
        var barrier = new Barrier(2, () -> {}, Duration.ofMillis(100));
        try (var child =
                ChildJvm.start(() ->
                        assertThatThrownBy(barrier::await)
                                .isInstanceOf(BrokenBarrierException.class)
                                .hasMessageContaining("in time"))) {
            assertThat(child.join()).isZero();
        }
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void is_broken_by_an_interrupt_or_a_stop() {
        var barrier = new Barrier(3);
        var waiters = threads(barrier, 2);
        untilWaiting(barrier, 2);
        waiters.getFirst().thread().interrupt();
        assertThatThrownBy(waiters.getFirst()::result)
                .hasCauseInstanceOf(InterruptedException.class);
        assertBroken(waiters.subList(1, 2));
        barrier.reset();
        var origin = Origin.of(System.nanoTime());
        var stopped =
                Threads.start(() -> {
                    var previous = Origin.enter(origin);
                    try {
                        return barrier.await();
                    } finally {
                        Origin.leave(previous);
                    }
                });
        var other = threads(barrier, 1);
        untilWaiting(barrier, 2);
        origin.stop();
        assertThatThrownBy(stopped::result)
                .cause()
                .isInstanceOfAny(Stopped.class, InterruptedException.class);
        assertBroken(other);
    }

    @Test
    @Tag("B8")
    void lets_a_single_party_pass() throws Exception {
        var barrier = new Barrier(1);
        assertThat(barrier.await()).isZero();
        assertThat(barrier.await(Duration.ZERO)).isZero();
        assertThat(barrier.getParties()).isEqualTo(1);
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThatThrownBy(() -> new Barrier(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parties")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> new Barrier(-7)).hasMessageContaining("-7");
        assertThatThrownBy(() -> new Barrier(3_000_000)).hasMessageContaining("3,000,000");
        assertThatThrownBy(() -> new Barrier(2).await(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("B9")
    void keeps_five_in_step_for_a_thousand_rounds() throws Exception {
        int rounds = 1000;
        var barrier = new Barrier(5);
        var passed = new Queue<Integer>();
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 2; i++) {
            children.add(ChildJvm.start(() -> pass(barrier, passed, rounds)));
        }
        var threads = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 3; i++) {
            threads.add(
                    Threads.start(() -> {
                        pass(barrier, passed, rounds);
                        return true;
                    }));
        }
        for (int round = 0; round < rounds; round++) {
            for (int party = 0; party < 5; party++) {
                assertThat(passed.get()).isEqualTo(round);
            }
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        for (var thread : threads) {
            assertThat(thread.result()).isTrue();
        }
    }

    /// Two meetings a round: nobody writes a round before all have written the one before.
    private static void pass(Barrier barrier, Queue<Integer> passed, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            barrier.await();
            passed.put(round);
            barrier.await();
        }
    }

    @Test
    @Tag("B10")
    void is_broken_by_a_party_that_was_killed_while_it_waited() throws Exception {
        var barrier = new Barrier(3);
        var waiters = threads(barrier, 1);
        var child = ChildJvm.start(barrier::await);
        untilWaiting(barrier, 2);
        child.killAndRecover();
        assertBroken(waiters);
        assertThatThrownBy(() -> barrier.await(LONG))
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("process " + child.pid());
        barrier.reset();
        for (var waiter : threads(barrier, 3)) {
            assertThat(waiter.result()).isNotNegative();
        }
    }

    @Test
    @Tag("B10")
    void is_broken_by_a_party_that_was_killed_before_it_came() throws Exception {
        var barrier = new Barrier(3);
        var child = Holding.start(() -> assertThat(barrier.getParties()).isEqualTo(3));
        var waiters = threads(barrier, 2);
        untilWaiting(barrier, 2);
        child.kill(); // and no launcher tells the domain
        assertBroken(waiters);
    }

    @Test
    @Tag("B10")
    void is_not_broken_by_parties_that_end_when_their_work_is_done() throws Exception {
        var barrier = new Barrier(2);
        for (int i = 0; i < 2; i++) {
            try (var child = ChildJvm.start(barrier::await)) {
                assertThat(barrier.await()).isNotNegative();
                assertThat(child.join()).isZero();
            }
            assertThat(barrier.isBroken()).isFalse();
        }
    }
}
