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

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class EventTest extends InBothWays {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void is_set_until_it_is_cleared() throws Exception {
        var event = new Event();
        assertThat(event.isSet()).isFalse();
        assertThat(event.toString()).isEqualTo("Event[not set]");
        assertThat(event.await(Duration.ZERO)).isFalse();
        assertThat(event.await(50, TimeUnit.MILLISECONDS)).isFalse();
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.toString()).isEqualTo("Event[set]");
        event.await();
        assertThat(event.await(Duration.ZERO)).isTrue();
        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThatThrownBy(() -> event.await(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout");
    }

    @Test
    void lets_all_processes_go_on() throws Exception {
        var event = new Event();
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 2; i++) {
            children.add(ChildJvm.start(event::await));
        }
        for (var child : children) {
            Threads.until(() -> Holding.isWaiting(child.pid()));
        }
        try (var setter = ChildJvm.start(event::set)) {
            assertThat(setter.join()).isZero();
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        assertThat(event.isSet()).isTrue();
    }

    @Test
    void lets_all_go_on_who_waited_also_if_it_is_cleared_at_once() throws Exception {
        var event = new Event();
        var waiters = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 4; i++) {
            waiters.add(Threads.start(() -> event.await(LONG)));
        }
        Threads.untilWaiting(4);
        event.set();
        event.clear();
        for (var waiter : waiters) {
            assertThat(waiter.result()).isTrue();
        }
        assertThat(event.isSet()).isFalse();
    }

    @Test
    void ends_its_wait_with_an_interrupt() {
        var event = new Event();
        var waiter =
                Threads.start(() -> {
                    event.await();
                    return true;
                });
        Threads.untilWaiting(1);
        waiter.thread().interrupt();
        assertThatThrownBy(waiter::result).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void is_not_held_up_by_a_waiter_that_was_killed() throws Exception {
        var event = new Event();
        var child = ChildJvm.start(event::await);
        Threads.until(() -> Holding.isWaiting(child.pid()));
        var waiter = Threads.start(() -> event.await(LONG));
        Threads.untilWaiting(2);
        child.kill();
        event.set();
        assertThat(waiter.result()).isTrue();
    }

    /// What another language does in a signal handler, a JVM does in a shutdown hook.
    @Test
    @Tag("E3")
    @Tag("rule-12")
    void can_be_set_by_the_end_of_a_process_whose_threads_look_and_wait() throws Exception {
        var stop = new Event();
        var running = new Event();
        var done = new Event();
        try (var child = ChildJvm.start(() -> watch(stop, running, done))) {
            assertThat(running.await(LONG)).isTrue();
            ProcessHandle.of(child.pid()).orElseThrow().destroy();
            assertThat(done.await(LONG)).isTrue();
            child.join();
        }
        assertThat(stop.isSet()).isTrue();
    }

    private static void watch(Event stop, Event running, Event done) throws Exception {
        var waiting =
                Threads.start(() -> {
                    stop.await();
                    return true;
                });
        var looking =
                Threads.start(() -> {
                    while (!stop.isSet()) {
                        Thread.onSpinWait();
                    }
                    return true;
                });
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            stop.set();
                            try {
                                if (waiting.result() && looking.result()) {
                                    done.set();
                                }
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        }));
        running.set();
        new Event().await();
    }
}
