package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.worker.Frame;

@Timeout(60)
class ShowingTest {
    static Stream<Showing> showings() {
        var data = Map.of("text/plain", "perché", "text/html", "<b>🧵</b>");
        return Stream.of(
                new Showing.Show("1", data),
                new Showing.Update("1", Map.of("text/plain", "")),
                new Showing.Clear(true),
                new Showing.Clear(false));
    }

    @ParameterizedTest
    @MethodSource("showings")
    void arrive_as_sent(Showing showing) {
        assertThat(Showing.of(showing.frame(7))).isEqualTo(showing);
    }

    @Test
    void what_is_said_by_a_comm_arrives_as_sent() {
        for (var act : Arrival.Act.values()) {
            var buffers = List.of(new byte[] {1, -2}, new byte[0]);
            var said = new Showing.Said(act, "id", "perché", "{\"n\":1}", "{}", buffers);
            assertThat(Showing.of(said.frame(7))).usingRecursiveComparison().isEqualTo(said);
        }
    }

    @Test
    void bytes_of_no_sense_are_refused() {
        assertThatThrownBy(() -> Showing.of(new Frame.Shown(1, "", new byte[] {9})))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Showing.of(new Frame.Shown(1, "", new byte[] {0, 0, 1, 0, 0})))
                .isInstanceOf(UncheckedIOException.class);
    }
}
