package telaio.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.worker.Failure;

class PayloadTest {
    static Stream<SessionRequest> requests() {
        return Stream.of(
                new SessionRequest.Inherit(7, "REPL.A", "REPL.B", "perché"),
                new SessionRequest.Invoke(1L << 40, "REPL.A", "do_it$", true),
                new SessionRequest.Variable(3, "REPL.A", "x"),
                new SessionRequest.Clear("REPL.A", "x"),
                new SessionRequest.Stop(-1),
                new SessionRequest.Settle(9),
                new SessionRequest.Input(5, "typed 🧵"),
                new SessionRequest.Input(6, null),
                new SessionRequest.Exit());
    }

    static Stream<SessionEvent> events() {
        return Stream.of(
                new SessionEvent.Ready(),
                new SessionEvent.Done(),
                new SessionEvent.Value(Map.of("text/plain", "è", "text/html", "<b>")),
                new SessionEvent.Threw(
                        Failure.of(new IllegalStateException("a", new RuntimeException("b")))),
                new SessionEvent.Stopped(List.of("Process-1 (pid 7)")),
                new SessionEvent.Stopped(List.of()),
                new SessionEvent.Lost(7, "x"),
                new SessionEvent.InputRequested(1, 2, "? ", true));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requests_arrive_as_sent(SessionRequest request) {
        assertThat(Payload.request(Payload.encode(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("events")
    void events_arrive_as_sent(SessionEvent event) {
        assertThat(Payload.event(Payload.encode(event))).isEqualTo(event);
    }

    @Test
    void classes_arrive_byte_for_byte_and_in_order() {
        var bytes = new byte[] {1, -2, 3};
        var classes = new java.util.LinkedHashMap<String, byte[]>();
        classes.put("REPL.B", bytes);
        classes.put("REPL.A", new byte[0]);
        var arrived = Payload.request(Payload.encode(new SessionRequest.Load(classes)));
        assertThat(arrived)
                .isInstanceOfSatisfying(
                        SessionRequest.Load.class,
                        load -> {
                            assertThat(load.classes().keySet()).containsExactly("REPL.B", "REPL.A");
                            assertThat(load.classes().get("REPL.B")).isEqualTo(bytes);
                        });
    }

    @Test
    void bytes_of_no_sense_are_refused() {
        assertThatThrownBy(() -> Payload.request(new byte[] {99}))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Payload.event(new byte[0]))
                .isInstanceOf(UncheckedIOException.class);
    }
}
