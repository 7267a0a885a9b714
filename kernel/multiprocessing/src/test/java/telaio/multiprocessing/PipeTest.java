package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class PipeTest extends InBothWays {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static void echo(Connection<Object> connection) throws InterruptedException {
        while (true) {
            var message = connection.recv();
            if (message.equals("that is all")) {
                connection.close();
                return;
            }
            connection.send(message);
        }
    }

    @Test
    @Tag("N1")
    void echoes_messages_of_every_kind_and_size() throws Exception {
        var pipe = new Pipe<Object>();
        var right = pipe.right();
        try (var child = ChildJvm.start(() -> echo(right))) {
            var here = pipe.left();
            for (Object message : List.of(1, 2.25, "ciao", List.of(1, "due"))) {
                here.send(message);
                assertThat(here.recv()).isEqualTo(message);
            }
            here.send(new byte[] {1, 2, 3});
            assertThat((byte[]) here.recv()).containsExactly(1, 2, 3);
            here.send(new byte[0]);
            assertThat((byte[]) here.recv()).isEmpty();
            var really = new byte[16 << 20];
            really[really.length - 1] = 7;
            here.send(really);
            assertThat((byte[]) here.recv()).isEqualTo(really);
            assertThat(here.poll()).isFalse();
            assertThat(here.poll(Duration.ofMillis(50))).isFalse();
            assertThat(here.recv(Duration.ofMillis(10))).isEmpty();
            here.send("one more");
            assertThat(here.poll(LONG)).isTrue();
            assertThat(here.recv()).isEqualTo("one more");
            here.send("that is all");
            assertThatThrownBy(here::recv).isInstanceOf(EndOfStream.class);
            assertThat(here.poll()).isTrue();
            assertThatThrownBy(() -> here.send("anybody?")).isInstanceOf(EndOfStream.class);
            assertThat(child.join()).isZero();
        }
    }

    @Test
    @Tag("N1")
    void the_end_comes_after_all_messages() throws Exception {
        var pipe = new Pipe<Integer>();
        for (int i = 0; i < 1000; i++) {
            pipe.left().send(i);
        }
        pipe.left().close();
        for (int i = 0; i < 1000; i++) {
            assertThat(pipe.right().recv()).isEqualTo(i);
        }
        assertThatThrownBy(() -> pipe.right().recv()).isInstanceOf(EndOfStream.class);
        assertThatThrownBy(() -> pipe.right().recv(LONG)).isInstanceOf(EndOfStream.class);
    }

    @Test
    void closing_ends_a_wait_at_the_other_end() throws Exception {
        var pipe = new Pipe<Integer>();
        pipe.left().send(0);
        pipe.right().recv();
        var receiver = Threads.start(() -> pipe.right().recv());
        Threads.untilWaiting(1);
        pipe.left().close();
        assertThatThrownBy(receiver::result).hasCauseInstanceOf(EndOfStream.class);
    }

    @Test
    @Tag("N1")
    @Tag("N4")
    void a_killed_process_ends_the_stream_though_its_parent_still_has_the_end() throws Exception {
        var pipe = new Pipe<String>();
        var awake = new Queue<Boolean>();
        try (var child =
                ChildJvm.start(() -> {
                    pipe.right().send("last words");
                    awake.put(true);
                    pipe.right().recv();
                })) {
            assertThat(awake.get(LONG)).isPresent();
            child.kill();
            assertThat(pipe.left().recv()).isEqualTo("last words");
            // Nobody tells that it died: who waits finds out.
            assertThatThrownBy(() -> pipe.left().recv(LONG)).isInstanceOf(EndOfStream.class);
        }
    }

    @Test
    @Tag("N4")
    void the_parent_may_close_the_childs_end_at_once() throws Exception {
        var pipe = new Pipe<String>();
        var right = pipe.right();
        var process = new Process(() -> right.send(right.recv() + "!"));
        process.start();
        right.close();
        pipe.left().send("hello");
        assertThat(pipe.left().recv()).isEqualTo("hello!");
        assertThatThrownBy(() -> pipe.left().recv()).isInstanceOf(EndOfStream.class);
        process.join();
        assertThat(process.failure()).isEmpty();
    }

    @Test
    void a_process_that_dies_before_it_runs_ends_the_stream() throws Exception {
        var pipe = new Pipe<String>();
        var right = pipe.right();
        var process =
                Process.builder()
                        .method(StartMethod.SPAWN)
                        .start(() -> right.send("too late for that"));
        process.kill();
        process.join();
        var got = new ArrayList<String>();
        assertThatThrownBy(() -> got.addAll(pipe.left().recv(LONG).stream().toList()))
                .isInstanceOf(EndOfStream.class);
        assertThat(got).isEmpty();
    }

    @Test
    @Tag("N4")
    void what_was_sent_is_received_by_one_who_comes_when_all_others_have_left() throws Exception {
        var pipe = new Pipe<String>();
        pipe.left().send("for you");
        var handle = Codec.encode(pipe.right());
        pipe.close();
        @SuppressWarnings("unchecked")
        var right = (Connection<String>) java.util.Objects.requireNonNull(Codec.decode(handle));
        assertThat(right.recv()).isEqualTo("for you");
        assertThatThrownBy(right::recv).isInstanceOf(EndOfStream.class);
        right.close();
        assertThat(files()).isEmpty();
        var gone = (Connection<?>) java.util.Objects.requireNonNull(Codec.decode(handle));
        assertThatThrownBy(gone::recv).isInstanceOf(EndOfStream.class);
    }

    private static List<String> files() {
        return List.of(
                Domain.current()
                        .directory()
                        .toFile()
                        .list((folder, name) -> name.matches("(ring|duct|segment|message)-.*")));
    }

    @Test
    void gives_its_memory_back_when_both_ends_are_closed_or_their_processes_dead()
            throws Exception {
        var pipe = new Pipe<byte[]>();
        var right = pipe.right();
        try (var child =
                ChildJvm.start(() -> {
                    right.send(new byte[3_000_000]);
                    Runtime.getRuntime().halt(1);
                })) {
            assertThat(child.join()).isEqualTo(1);
        }
        assertThat(files()).hasSizeGreaterThan(3);
        pipe.left().close();
        right.close();
        assertThat(files()).isEmpty();
    }

    @Test
    @Tag("N7")
    void is_of_no_use_once_closed() {
        var pipe = new Pipe<Integer>();
        var right = pipe.right();
        try (var left = pipe.left()) {
            left.send(1);
        }
        var left = pipe.left();
        left.close();
        assertThat(left.isClosed()).isTrue();
        assertThat(left).hasToString("Connection[left, closed]");
        assertThatThrownBy(() -> left.send(2))
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(EndOfStream.class);
        assertThatThrownBy(left::recv).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(left::poll).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Process(() -> left.send(3)).start())
                .isInstanceOf(TaskNotSerializable.class);
        assertThat(right.isClosed()).isFalse();
    }

    @Test
    @Tag("N5")
    void refuses_null_what_cannot_be_sent_and_negative_timeouts() throws Exception {
        var pipe = new Pipe<Object>();
        assertThatThrownBy(() -> pipe.left().send(nothing()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pipe.left().send(Thread.currentThread()))
                .isInstanceOf(TaskNotSerializable.class)
                .hasMessageContaining("Thread");
        var minus = Duration.ofMillis(-5);
        assertThatThrownBy(() -> pipe.left().recv(minus))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.005S");
        assertThatThrownBy(() -> pipe.left().poll(minus))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Connection.waitAny(List.of(pipe.left()), minus))
                .isInstanceOf(IllegalArgumentException.class);
        pipe.left().send("fine");
        assertThat(pipe.right().recv()).isEqualTo("fine");
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static Object nothing() {
        return null;
    }

    @Test
    void one_of_one_direction_refuses_the_other() throws Exception {
        var pipe = Pipe.<String>simplex();
        assertThat(pipe.left().writable()).isTrue();
        assertThat(pipe.left().readable()).isFalse();
        assertThat(pipe.right().writable()).isFalse();
        pipe.left().send("x");
        assertThat(pipe.right().recv()).isEqualTo("x");
        assertThatThrownBy(() -> pipe.right().send("y"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> pipe.left().recv())
                .isInstanceOf(UnsupportedOperationException.class);
        pipe.right().close();
        assertThatThrownBy(() -> pipe.left().send("z")).isInstanceOf(EndOfStream.class);
    }

    @Test
    @Tag("N14")
    void an_end_travels_through_a_connection() throws Exception {
        var outer = new Pipe<Connection<String>>();
        var given = outer.right();
        try (var child =
                ChildJvm.start(() -> {
                    try (var inner = given.recv()) {
                        inner.send(inner.recv().toUpperCase(java.util.Locale.ROOT));
                    }
                })) {
            var inner = Pipe.<String>duplex();
            outer.left().send(inner.right());
            inner.right().close();
            inner.left().send("both ways");
            assertThat(inner.left().recv()).isEqualTo("BOTH WAYS");
            assertThatThrownBy(() -> inner.left().recv()).isInstanceOf(EndOfStream.class);
            assertThat(child.join()).isZero();
        }
    }

    @Test
    @Tag("N13")
    void an_interrupt_ends_a_wait_and_loses_nothing() throws Exception {
        var pipe = new Pipe<String>();
        var receiver = Threads.start(() -> pipe.right().recv());
        Threads.untilWaiting(1);
        receiver.thread().interrupt();
        assertThatThrownBy(receiver::result).hasCauseInstanceOf(InterruptedException.class);
        pipe.left().send("still there");
        assertThat(pipe.right().recv()).isEqualTo("still there");
    }

    @Test
    @Tag("N15")
    void is_of_its_own_family_only() throws Exception {
        var bytes = Codec.encode(new Pipe<Integer>().left());
        Domain.current().close();
        assertThatThrownBy(() -> Codec.decode(bytes)).hasStackTraceContaining("telaio-");
    }
}
