package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // how long a lock is held is what is tested
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class ReadWriteLockTest extends InBothWays {
    private static Threads.Running<Boolean> taker(java.util.concurrent.locks.Lock lock) {
        return Threads.start(() -> {
            lock.lock();
            lock.unlock();
            return true;
        });
    }

    @Test
    void many_read_or_one_writes() throws Exception {
        var lock = new ReadWriteLock();
        assertThat(lock.toString()).isEqualTo("ReadWriteLock[free]");
        lock.readLock().lock();
        try (var child = Holding.start(() -> lock.readLock().lock())) {
            assertThat(lock.toString()).contains("read 2 times");
            assertThat(lock.writeLock().tryLock()).isFalse();
            assertThat(Threads.start(() -> lock.writeLock().tryLock()).result()).isFalse();
            assertThat(Threads.start(() -> taken(lock.readLock())).result()).isTrue();
            assertThat(child.pid()).isPositive();
        }
        lock.readLock().unlock();
        lock.writeLock().lock();
        assertThat(lock.toString()).contains("written").contains(Thread.currentThread().getName());
        try (var child =
                ChildJvm.start(() -> {
                    assertThat(lock.readLock().tryLock()).isFalse();
                    assertThat(lock.writeLock().tryLock(20, TimeUnit.MILLISECONDS)).isFalse();
                })) {
            assertThat(child.join()).isZero();
        }
        lock.writeLock().unlock();
    }

    private static boolean taken(ReadWriteLock.Side lock) {
        if (!lock.tryLock()) {
            return false;
        }
        lock.unlock();
        return true;
    }

    @Test
    void both_are_reentrant_and_a_writer_may_read_on() throws Exception {
        var lock = new ReadWriteLock();
        var write = lock.writeLock();
        try (var outer = write.acquire();
                var inner = write.acquire()) {
            assertThat(outer).isNotSameAs(inner);
            lock.readLock().lock();
            lock.readLock().lock();
        }
        assertThat(write.isHeldByCurrentThread()).isFalse();
        assertThat(lock.readLock().isHeldByCurrentThread()).isTrue();
        assertThat(Threads.start(() -> taken(lock.readLock())).result()).isTrue();
        assertThat(Threads.start(() -> taken(lock.writeLock())).result()).isFalse();
        lock.readLock().unlock();
        lock.readLock().release();
        assertThat(Threads.start(() -> taken(lock.writeLock())).result()).isTrue();
    }

    @Test
    void a_reader_who_wants_to_write_is_told_so() throws Exception {
        var lock = new ReadWriteLock();
        lock.readLock().lock();
        assertThatThrownBy(lock.writeLock()::lock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wait for itself");
        assertThatThrownBy(() -> lock.writeLock().tryLock(1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lock.writeLock().tryLock()).isFalse();
        lock.readLock().unlock();
        assertThat(lock.writeLock().tryLock()).isTrue();
    }

    @Test
    void each_is_given_back_by_who_has_it_only() throws Exception {
        var lock = new ReadWriteLock();
        assertThatThrownBy(lock.readLock()::unlock)
                .isInstanceOf(IllegalMonitorStateException.class);
        try (var child = Holding.start(() -> lock.writeLock().lock())) {
            assertThatThrownBy(lock.writeLock()::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("Anna")
                    .hasMessageContaining("" + child.pid());
        }
        assertThatThrownBy(lock.readLock()::newCondition)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("RLock");
    }

    @Test
    void each_can_be_sent_by_itself() throws Exception {
        var lock = new ReadWriteLock();
        var read =
                (ReadWriteLock.Side)
                        Objects.requireNonNull(Codec.decode(Codec.encode(lock.readLock())));
        read.lock();
        assertThat(read.toString()).startsWith("ReadLock[read: ");
        assertThat(lock.readLock().isHeldByCurrentThread()).isTrue();
        assertThat(lock.writeLock().toString()).startsWith("WriteLock[read: ");
    }

    @Test
    void new_readers_wait_behind_a_writer_and_those_inside_do_not() throws Exception {
        var lock = new ReadWriteLock();
        lock.readLock().lock();
        var writer = taker(lock.writeLock());
        Threads.untilWaiting(1);
        assertThat(Threads.start(() -> taken(lock.readLock())).result()).isFalse();
        var reader = taker(lock.readLock());
        Threads.untilWaiting(2);
        lock.readLock().lock(); // would be a deadlock if it waited
        lock.readLock().unlock();
        assertThat(writer.task().isDone() || reader.task().isDone()).isFalse();
        lock.readLock().unlock();
        assertThat(writer.result()).isTrue();
        assertThat(reader.result()).isTrue();
    }

    @Test
    void a_writer_gets_in_among_readers_that_never_all_leave() throws Exception {
        var lock = new ReadWriteLock();
        var written = new Event();
        var children = new ArrayList<ChildJvm>();
        var reading = new Semaphore(0);
        for (int i = 0; i < 3; i++) {
            children.add(
                    ChildJvm.start(() -> {
                        reading.release();
                        while (!written.isSet()) {
                            lock.readLock().lock();
                            lock.readLock().unlock();
                        }
                    }));
        }
        reading.acquire(3);
        for (int i = 0; i < 10; i++) {
            lock.writeLock().lock();
            lock.writeLock().unlock();
        }
        written.set();
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
    }

    @Test
    void waits_end_in_time_or_with_an_interrupt() throws Exception {
        var lock = new ReadWriteLock();
        lock.readLock().lock();
        var late = Threads.start(() -> lock.writeLock().tryLock(100, TimeUnit.MILLISECONDS));
        assertThat(late.result()).isFalse();
        var interrupted =
                Threads.start(() -> {
                    lock.writeLock().lockInterruptibly();
                    return true;
                });
        Threads.untilWaiting(1);
        interrupted.thread().interrupt();
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(InterruptedException.class);
        assertThat(Threads.start(() -> taken(lock.readLock())).result()).isTrue();
        lock.readLock().unlock();
        lock.writeLock().lock();
        var reader = Threads.start(() -> lock.readLock().tryLock(100, TimeUnit.MILLISECONDS));
        assertThat(reader.result()).isFalse();
        lock.writeLock().unlock();
    }

    @Test
    void has_room_for_many_readers() throws Exception {
        var lock = new ReadWriteLock();
        for (int i = 0; i < 100; i++) {
            lock.readLock().lock();
        }
        var writer = taker(lock.writeLock());
        Threads.untilWaiting(1);
        for (int i = 0; i < 100; i++) {
            assertThat(writer.task().isDone()).isFalse();
            lock.readLock().unlock();
        }
        assertThat(writer.result()).isTrue();
    }

    @Test
    void a_dead_reader_only_no_longer_reads() throws Exception {
        var lock = new ReadWriteLock();
        var child = Holding.start(() -> lock.readLock().lock());
        child.killAndRecover();
        assertThat(lock.writeLock().tryLock()).isTrue(); // no OwnerDied
        lock.writeLock().unlock();
        var unnoticed = Holding.start(() -> lock.readLock().lock());
        var writer = taker(lock.writeLock());
        Threads.untilWaiting(2);
        unnoticed.kill(); // and no launcher tells the domain
        assertThat(writer.result()).isTrue();
    }

    @Test
    void exactly_one_is_told_that_a_writer_died() throws Exception {
        var lock = new ReadWriteLock();
        Holding.start(
                        () -> {
                            lock.writeLock().lock();
                            lock.writeLock().lock();
                        })
                .killAndRecover();
        assertThatThrownBy(lock.readLock()::tryLock).isInstanceOf(OwnerDied.class);
        assertThat(lock.readLock().tryLock()).isTrue();
        lock.readLock().unlock();
        var child = Holding.start(() -> lock.writeLock().lock());
        var waiters = new ArrayList<Threads.Running<Boolean>>();
        waiters.add(taker(lock.readLock()));
        waiters.add(taker(lock.writeLock()));
        Threads.untilWaiting(3);
        child.kill();
        int told = 0;
        for (var waiter : waiters) {
            try {
                assertThat(waiter.result()).isTrue();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(OwnerDied.class);
                told++;
            }
        }
        assertThat(told).isEqualTo(1);
        assertThat(lock.toString()).isEqualTo("ReadWriteLock[free]");
    }

    @Test
    void a_writer_that_dies_waiting_for_readers_has_changed_nothing() throws Exception {
        var lock = new ReadWriteLock();
        lock.readLock().lock();
        var child = ChildJvm.start(() -> lock.writeLock().lock());
        Threads.until(() -> Holding.isWaiting(child.pid()));
        child.killAndRecover();
        assertThat(Threads.start(() -> taken(lock.readLock())).result()).isTrue();
        lock.readLock().unlock();
        assertThat(lock.writeLock().tryLock()).isTrue();
        lock.writeLock().unlock();
    }

    @Test
    void readers_never_see_half_a_change() throws Exception {
        var lock = new ReadWriteLock();
        var first = new Semaphore(0);
        var second = new Semaphore(0);
        var children = new ArrayList<ChildJvm>();
        for (int i = 0; i < 2; i++) {
            children.add(ChildJvm.start(() -> write(lock, first, second)));
        }
        for (int i = 0; i < 2_000; i++) {
            lock.readLock().lock();
            assertThat(second.availablePermits()).isEqualTo(first.availablePermits());
            lock.readLock().unlock();
        }
        for (var child : children) {
            assertThat(child.join()).isZero();
        }
        assertThat(first.availablePermits()).isEqualTo(4_000);
    }

    private static void write(ReadWriteLock lock, Semaphore first, Semaphore second) {
        for (int i = 0; i < 2_000; i++) {
            lock.writeLock().lock();
            int before = first.drainPermits();
            first.release(before + 1);
            second.drainPermits();
            second.release(before + 1);
            lock.writeLock().unlock();
        }
    }
}
