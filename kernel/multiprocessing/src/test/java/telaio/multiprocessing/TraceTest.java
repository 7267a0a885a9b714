package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceEvent.Kind;
import telaio.multiprocessing.memory.Watched;
import weaver.Deeds;

@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // it is the events that matter
class TraceTest {
    @BeforeEach
    void start() {
        WaitingStrategy.NATIVE.use();
    }

    @AfterEach
    void end() {
        WaitingStrategy.reset();
    }

    private static List<Kind> kinds(List<TraceEvent> events) {
        return events.stream()
                .map(TraceEvent::kind)
                .filter(kind -> kind != Kind.WAIT_BEGIN && kind != Kind.WAIT_END)
                .toList();
    }

    private static List<String> files() throws IOException {
        try (var files = Files.list(Domain.current().directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("trace"))
                    .toList();
        }
    }

    @Test
    void tells_what_was_done_where_and_with_which_locks() throws Exception {
        var lock = new Lock();
        var value = new Value<>(0);
        var array = SharedArray.ofInts(5);
        var queue = new JoinableQueue<String>();
        Trace.on();
        var done = Deeds.oneOfEach(lock, value, array, queue);
        var events = Trace.events();
        assertThat(kinds(events)).isEqualTo(done);
        assertThat(events)
                .allSatisfy(it -> {
                    assertThat(it.file()).isEqualTo("Deeds.java");
                    assertThat(it.pid()).isEqualTo(ProcessHandle.current().pid());
                    assertThat(it.thread()).isEqualTo(Thread.currentThread().threadId());
                    assertThat(it.threadName()).isEqualTo(cut(Thread.currentThread().getName()));
                });
        assertThat(events.get(1).line()).isEqualTo(events.get(0).line() + 1);
        assertThat(events.get(0).what()).isEqualTo(what(lock));
        assertThat(events.get(1).what()).isEqualTo(what(value));
        assertThat(events.get(3).detail()).isEqualTo(2);
        assertThat(events.subList(1, 4)).allMatch(it -> it.held().equals(List.of(what(lock))));
        assertThat(events.get(5).held()).isEmpty();
        assertThat(events.get(5).what()).isEqualTo(what(queue));
    }

    private static Watched what(Object shared) {
        return Watch.what(shared).orElseThrow();
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(23, name.length()));
    }

    @Test
    void parents_and_children_are_in_one_order_of_time() throws Exception {
        var there = new Queue<Integer>();
        var back = new Queue<Integer>();
        Trace.on();
        var done = Deeds.family(there, back);
        var events = Trace.events();
        assertThat(kinds(events)).isEqualTo(done);
        assertThat(events).isSortedAccordingTo(Comparator.comparingLong(TraceEvent::time));
        var takenInChild =
                events.stream().filter(it -> it.kind() == Kind.TAKE).findFirst().orElseThrow();
        assertThat(takenInChild.process()).startsWith("Process-");
        assertThat(takenInChild.pid()).isEqualTo(events.getFirst().what().offset());
        assertThat(takenInChild.file()).isEqualTo("Deeds.java");
        assertThat(takenInChild.line()).isPositive();
    }

    @Test
    void the_events_of_a_killed_process_are_still_there() throws Exception {
        var lock = new Lock();
        var never = new Event();
        Trace.on();
        var child = ChildJvm.start(() -> Deeds.stay(lock, never));
        // told a moment after it is seen by Watch
        Threads.until(() ->
                Trace.events().stream()
                        .anyMatch(it -> it.pid() == child.pid() && it.kind() == Kind.WAIT_BEGIN));
        child.killAndRecover();
        var events = Trace.events().stream().filter(it -> it.pid() == child.pid()).toList();
        assertThat(events)
                .extracting(TraceEvent::kind)
                .containsExactly(Kind.ACQUIRE, Kind.WAIT_BEGIN);
        assertThat(events.getLast().what()).isEqualTo(what(never));
        assertThat(events.getLast().held()).containsExactly(what(lock));
    }

    @Test
    @Tag("R32")
    void a_process_that_runs_already_tells_as_soon_as_it_is_switched_on() throws Exception {
        var there = new Queue<Integer>();
        var back = new Queue<Integer>();
        try (var child =
                ChildJvm.start(() -> {
                    while (true) {
                        back.put(there.get());
                    }
                })) {
            there.put(1);
            back.get();
            Trace.on();
            there.put(2);
            back.get();
            Threads.until(() -> kinds(Trace.events()).size() == 4);
            assertThat(Trace.events()).anyMatch(it -> it.pid() == child.pid());
            Trace.off();
            assertThat(Trace.isOn()).isFalse();
            int before = Trace.events().size();
            there.put(3);
            back.get();
            assertThat(kinds(Trace.events())).hasSize(4);
            assertThat(before).isPositive();
        }
    }

    @Test
    void nothing_is_written_while_it_is_off() throws Exception {
        var lock = new Lock();
        lock.lock();
        lock.unlock();
        assertThat(Trace.isOn()).isFalse();
        assertThat(Trace.events()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void old_events_make_room_and_are_counted() {
        var lock = new Lock();
        Trace.on(16);
        var reader = Trace.reader();
        for (int i = 0; i < 50; i++) {
            lock.lock();
            lock.unlock();
        }
        var events = reader.read();
        assertThat(events).hasSize(16);
        assertThat(reader.lost()).isEqualTo(84);
        lock.lock();
        lock.unlock();
        assertThat(reader.read()).hasSize(2);
        assertThat(reader.read()).isEmpty();
        assertThat(reader.lost()).isEqualTo(84);
    }

    @Test
    void switched_on_again_it_begins_anew() throws Exception {
        var lock = new Lock();
        Trace.on();
        lock.lock();
        lock.unlock();
        Trace.off();
        assertThat(Trace.events()).hasSize(2);
        Trace.on();
        assertThat(Trace.events()).isEmpty();
        lock.lock();
        assertThat(Trace.events()).hasSize(1);
        assertThat(files()).hasSize(1);
        lock.unlock();
    }

    @Test
    void threads_that_tell_at_once_lose_nothing() throws Exception {
        var lock = new Lock();
        Trace.on(1 << 16);
        var reader = Trace.reader();
        var threads = new ArrayList<Threads.Running<Boolean>>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    Threads.start(() -> {
                        for (int n = 0; n < 2000; n++) {
                            lock.lock();
                            lock.unlock();
                        }
                        return true;
                    }));
        }
        for (var thread : threads) {
            thread.result();
        }
        var events =
                reader.read().stream()
                        .filter(it -> it.kind() == Kind.ACQUIRE || it.kind() == Kind.RELEASE)
                        .toList();
        assertThat(events).hasSize(16_000);
        assertThat(reader.lost()).isZero();
        for (int i = 0; i < events.size(); i += 2) {
            assertThat(events.get(i).kind()).isEqualTo(Kind.ACQUIRE);
            assertThat(events.get(i + 1).kind()).isEqualTo(Kind.RELEASE);
            assertThat(events.get(i + 1).thread()).isEqualTo(events.get(i).thread());
        }
    }

    @Test
    void tells_which_locks_were_only_tried() throws Exception {
        Trace.on();
        for (java.util.concurrent.locks.Lock lock : List.of(new Lock(), new RLock())) {
            lock.lock();
            lock.unlock();
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
            assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();
            lock.unlock();
        }
        assertThat(Trace.events().stream().filter(it -> it.kind() == Kind.ACQUIRE))
                .extracting(TraceEvent::detail)
                .containsExactly(
                        0L,
                        TraceEvent.TRIED,
                        TraceEvent.TRIED,
                        0L,
                        TraceEvent.TRIED,
                        TraceEvent.TRIED);
    }

    @Test
    void an_absurd_size_is_refused() {
        assertThatThrownBy(() -> Trace.on(15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15");
    }
}
