package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.Claim.Use;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.memory.Watched.Kind;

@Timeout(120)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // what is watched is that they do so
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class WatchTest extends InBothWays {
    @Test
    void the_parent_reads_the_cycle_of_two_processes_that_wait_for_each_other() throws Exception {
        var fork = new Lock();
        var spoon = new Lock();
        var both = new Barrier(2);
        try (var anna = named("Anna", () -> takeBoth(fork, spoon, both));
                var bruno = named("Bruno", () -> takeBoth(spoon, fork, both))) {
            Threads.until(() -> cycle().equals(Map.of("Anna", "Bruno", "Bruno", "Anna")));
            var waits = waiting(Watch.what(spoon).orElseThrow());
            assertThat(waits)
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.pid()).isEqualTo(anna.pid());
                        assertThat(it.use()).isEqualTo(Use.ACQUIRE);
                        assertThat(it.waited()).isPositive();
                    });
            assertThat(Watch.holders())
                    .anySatisfy(it -> {
                        assertThat(it.pid()).isEqualTo(bruno.pid());
                        assertThat(it.what()).isEqualTo(Watch.what(spoon).orElseThrow());
                        assertThat(it.use()).isEqualTo(Use.HOLD);
                    });
        }
    }

    private static void takeBoth(Lock first, Lock second, Barrier both) throws Exception {
        first.lock();
        both.await();
        second.lock();
    }

    /// Who waits for whom.
    private static Map<String, String> cycle() {
        var holders =
                Watch.holders().stream()
                        .filter(it -> it.use() == Use.HOLD)
                        .collect(Collectors.toMap(Claim::what, Claim::process));
        return Watch.waiting().stream()
                .filter(it -> holders.containsKey(it.what()))
                .collect(Collectors.toMap(Claim::process, it -> holders.get(it.what())));
    }

    private static List<Claim> waiting(Watched what) {
        return Watch.waiting().stream().filter(it -> it.what().equals(what)).toList();
    }

    /// Each of these waits for ever, in a thread of its own.
    private static ChildJvm waitingFor(ChildJvm.Work... waits) throws Exception {
        return named(
                "Clara",
                () -> {
                    for (var wait : waits) {
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        wait.run();
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                });
                    }
                });
    }

    private static ChildJvm named(String name, ChildJvm.Work work) throws Exception {
        return ChildJvm.start(() -> {
            Domain.current().name(name);
            work.run();
        });
    }

    private static void untilWaiting(ChildJvm child, Object shared, Use use) {
        var what = Watch.what(shared).orElseThrow();
        Threads.until(() -> waiting(what).stream().anyMatch(it -> it.use() == use));
        assertThat(waiting(what))
                .as("%s", what)
                .allMatch(it -> it.pid() == child.pid() && it.process().equals("Clara"));
    }

    @Test
    void a_wait_is_seen_with_the_kind_of_thing_it_is_for() throws Exception {
        var semaphore = new Semaphore(0);
        var event = new Event();
        var lock = new RLock();
        var condition = lock.newCondition();
        var barrier = new Barrier(2);
        var empty = new Queue<Integer>();
        var full = new Queue<Integer>(1);
        full.put(1);
        var jobs = new JoinableQueue<Integer>();
        jobs.put(1);
        var pipe = new Pipe<Integer>();
        var right = pipe.right();
        try (var child =
                waitingFor(
                        semaphore::acquire,
                        event::await,
                        () -> {
                            lock.lock();
                            condition.awaitUntil(() -> false);
                        },
                        barrier::await,
                        empty::get,
                        () -> full.put(2),
                        jobs::join,
                        right::recv)) {
            untilWaiting(child, semaphore, Use.ACQUIRE);
            untilWaiting(child, event, Use.AWAIT);
            untilWaiting(child, condition, Use.AWAIT);
            untilWaiting(child, barrier, Use.AWAIT);
            untilWaiting(child, empty, Use.TAKE);
            untilWaiting(child, full, Use.PUT);
            untilWaiting(child, jobs, Use.JOIN);
            untilWaiting(child, right, Use.TAKE);
            assertThat(Watch.what(event).orElseThrow().kind()).isEqualTo(Kind.EVENT);
            assertThat(Watch.what(condition).orElseThrow().kind()).isEqualTo(Kind.CONDITION);
            assertThat(Watch.what(right).orElseThrow().kind()).isEqualTo(Kind.CONNECTION);
        }
    }

    @Test
    void holders_of_locks_of_all_kinds_are_seen() throws Exception {
        var rlock = new RLock();
        var value = new Value<>(1);
        var array = SharedArray.ofInts(3);
        var written = new ReadWriteLock();
        var read = new ReadWriteLock();
        var never = new Event();
        try (var child =
                named(
                        "Clara",
                        () -> {
                            rlock.lock();
                            value.lock().lock();
                            array.lock().lock();
                            written.writeLock().lock();
                            read.readLock().lock();
                            never.await();
                        })) {
            Threads.until(() -> held(child, read, Use.READ));
            assertThat(held(child, rlock, Use.HOLD)).isTrue();
            assertThat(held(child, value, Use.HOLD)).isTrue();
            assertThat(held(child, array.lock(), Use.HOLD)).isTrue();
            assertThat(held(child, written, Use.WRITE)).isTrue();
            assertThat(held(child, written.readLock(), Use.WRITE)).isTrue();
        }
        Threads.until(() -> Watch.holders().isEmpty());
    }

    private static boolean held(Object by, Object shared, Use use) {
        var what = Watch.what(shared).orElseThrow();
        return Watch.holders().stream()
                .anyMatch(it ->
                        it.what().equals(what)
                                && it.use() == use
                                && (!(by instanceof ChildJvm child) || it.pid() == child.pid()));
    }

    @Test
    void who_joins_a_process_is_seen() throws Exception {
        var end = new Event();
        var process = new Process(end::await);
        process.start();
        var joining =
                Threads.start(() -> {
                    process.join();
                    return true;
                });
        Threads.until(() ->
                waiting(Watch.what(process).orElseThrow()).stream()
                        .anyMatch(it ->
                                it.use() == Use.JOIN && it.pid() == ProcessHandle.current().pid()));
        end.set();
        assertThat(joining.result()).isTrue();
        assertThat(waiting(Watch.what(process).orElseThrow())).isEmpty();
    }

    @Test
    void an_object_that_is_sent_keeps_its_name_and_others_have_none() throws Exception {
        var lock = new Lock();
        var names = new Queue<String>();
        var process = new Process(() -> names.put(Watch.what(lock).orElseThrow().toString()));
        process.start();
        assertThat(names.get()).isEqualTo(Watch.what(lock).orElseThrow().toString());
        process.join();
        assertThat(Watch.what("a text")).isEmpty();
    }
}
