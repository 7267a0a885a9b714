package telaio.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.display.Arrival;
import telaio.multiprocessing.worker.Failure;

class PayloadTest {
    static Stream<SessionRequest> requests() {
        return Stream.of(
                new SessionRequest.Inherit(
                        7,
                        List.of(new SessionRequest.Move("REPL.A", "REPL.B", "perché")),
                        Map.of("REPL.C", "REPL.D")),
                new SessionRequest.Invoke(1L << 40, "REPL.A", "do_it$", true),
                new SessionRequest.Variable(3, "REPL.A", "x"),
                new SessionRequest.Clear("REPL.A", "x"),
                new SessionRequest.Stop(-1),
                new SessionRequest.Settle(9),
                new SessionRequest.Input(5, "typed 🧵"),
                new SessionRequest.Input(6, null),
                new SessionRequest.Extend(List.of("/a b.jar"), Map.of("PERCHÉ", "no=1")),
                new SessionRequest.Script(4, "echo 'è'"),
                new SessionRequest.Beside(8),
                new SessionRequest.Over(1L << 33),
                new SessionRequest.Exit());
    }

    private static SessionEvent answered(SessionEvent.Answer answer) {
        return new SessionEvent.Answered(1L << 40, answer);
    }

    static Stream<SessionEvent> events() {
        return Stream.of(
                new SessionEvent.Ready(),
                answered(new SessionEvent.Done()),
                answered(new SessionEvent.Value(Map.of("text/plain", "è", "text/html", "<b>"))),
                answered(
                        new SessionEvent.Threw(
                                Failure.of(
                                        new IllegalStateException(
                                                "a", new RuntimeException("b"))))),
                answered(new SessionEvent.Stopped(List.of("Process-1 (pid 7)"))),
                answered(new SessionEvent.Stopped(List.of())),
                answered(new SessionEvent.Passed(List.of("x"), List.of("perché", "z"))),
                new SessionEvent.Shown(-3, "[1, 2] è"),
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
    void what_a_client_says_arrives_as_sent() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("text", "perché 🧵");
        data.put("list", Arrays.asList(1L, 2.5, true, null, Map.of()));
        data.put("nothing", null);
        var request =
                new SessionRequest.Comm(
                        9,
                        new Arrival(
                                Arrival.Act.OPEN,
                                "id",
                                "target",
                                data,
                                Map.of("version", "2.1.0"),
                                List.of(new byte[] {1, -2}, new byte[0])));
        assertThat(Payload.request(Payload.encode(request)))
                .usingRecursiveComparison()
                .isEqualTo(request);
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
