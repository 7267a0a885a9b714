package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;

@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // how long a lock is held is what is tested
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class LockBetweenProcessesTest extends InBothWays {
    private static final int INCREMENTS = 100_000;

    @Test
    @Tag("L11")
    void protects_a_counter_from_two_processes(@TempDir Path folder) throws Exception {
        var file = folder.resolve("counter").toString();
        Files.write(Path.of(file), new byte[Long.BYTES]);
        var lock = new Lock();
        try (var one = ChildJvm.start(() -> increment(lock, file));
                var other = ChildJvm.start(() -> increment(lock, file))) {
            assertThat(one.join()).isZero();
            assertThat(other.join()).isZero();
        }
        assertThat(counter(file).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(2 * INCREMENTS);
        assertThat(lock.isLocked()).isFalse();
    }

    private static void increment(Lock lock, String file) throws IOException {
        var counter = counter(file);
        for (int i = 0; i < INCREMENTS; i++) {
            lock.lock();
            try {
                counter.set(ValueLayout.JAVA_LONG, 0, counter.get(ValueLayout.JAVA_LONG, 0) + 1);
            } finally {
                lock.unlock();
            }
        }
    }

    private static MemorySegment counter(String file) throws IOException {
        try (var channel =
                FileChannel.open(
                        Path.of(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, Arena.ofAuto());
        }
    }

    @Test
    @Tag("L2")
    @Tag("L3")
    void is_seen_as_held_by_others_who_name_the_holder() throws Exception {
        var lock = new Lock();
        try (var child = holder(lock)) {
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.toString()).contains("Anna").contains("" + child.pid());
            assertThatThrownBy(lock::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("" + child.pid());
        }
    }

    @Test
    @Tag("L9")
    @Tag("rule-10")
    void tells_exactly_one_taker_that_its_owner_died() throws Exception {
        var lock = new Lock();
        var child = holder(lock);
        child.killAndRecover();
        assertThatThrownBy(lock::tryLock)
                .isInstanceOf(OwnerDied.class)
                .hasMessageContaining("" + child.pid());
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @Test
    @Tag("L9")
    @Tag("rule-10")
    void tells_exactly_one_of_those_who_wait_that_its_owner_died() throws Exception {
        var lock = new Lock();
        var child = holder(lock);
        var waiters = new ArrayList<Threads.Running<String>>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Threads.start(() -> outcome(lock)));
        }
        Threads.untilWaiting(4); // the child waits as well
        child.killAndRecover();
        var outcomes = new ArrayList<String>();
        for (var waiter : waiters) {
            outcomes.add(waiter.result());
        }
        assertThat(outcomes).containsExactlyInAnyOrder("owner died", "taken", "taken");
    }

    @Test
    @Tag("L9")
    void is_freed_by_who_waits_when_nobody_else_notices_the_death() throws Exception {
        var lock = new Lock();
        var child = holder(lock);
        var waiter = Threads.start(() -> outcome(lock));
        Threads.untilWaiting(2);
        child.kill(); // and no launcher tells the domain
        assertThat(waiter.result()).isEqualTo("owner died");
        assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();
    }

    private static String outcome(Lock lock) {
        try {
            lock.lock();
            lock.unlock();
            return "taken";
        } catch (OwnerDied e) {
            return "owner died";
        }
    }

    /// A child named Anna that has the lock and keeps it.
    private static ChildJvm holder(Lock lock) throws Exception {
        var taken = new Queue<Boolean>();
        var never = new Queue<Boolean>();
        var child =
                ChildJvm.start(() -> {
                    Domain.current().name("Anna");
                    lock.lock();
                    taken.put(true);
                    never.get();
                });
        assertThat(taken.get()).isTrue();
        Threads.untilWaiting(1);
        return child;
    }
}
