package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import telaio.multiprocessing.Task;

/// What travels without an object stream, and what does not.
class DirectTest {
    private static <T> T arrived(T object) throws Exception {
        @SuppressWarnings("unchecked")
        var arrived = (T) Shipment.pack(object).unpack();
        return arrived;
    }

    private static boolean direct(Object object) throws Exception {
        return Shipment.pack(object).graph()[0] != Plain.GRAPH;
    }

    @Test
    void lambdas_with_plain_values_need_no_object_stream() throws Exception {
        boolean yes = true;
        byte small = 1;
        char letter = 'è';
        short few = 2;
        int number = 3;
        long big = 4L << 40;
        float half = 0.5f;
        double third = 1 / 3.0;
        String text = "€";
        @Nullable String none = null;
        var task =
                (Callable<String> & Serializable)
                        () ->
                                "" + yes + small + letter + few + number + big + half + third + text
                                        + none;
        assertThat(direct(task)).isTrue();
        assertThat(arrived(task).call()).isEqualTo(task.call());
    }

    @Test
    void lambdas_may_capture_lambdas() throws Exception {
        int number = 20;
        var inner = (Callable<Integer> & Serializable) () -> number + 1;
        var outer = (Callable<Integer> & Serializable) () -> 2 * inner.call();
        assertThat(direct(outer)).isTrue();
        assertThat(arrived(outer).call()).isEqualTo(42);
        assertThat(arrived(arrived(outer)).call()).isEqualTo(42);
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // it is what is tested
    void what_is_one_object_arrives_as_one() throws Exception {
        var text = "one".repeat(2);
        var also = text;
        var same = (Callable<Boolean> & Serializable) () -> text == also;
        assertThat(direct(same)).isFalse();
        assertThat(arrived(same).call()).isTrue();
    }

    @Test
    void other_values_take_an_object_stream() throws Exception {
        var list = List.of(1, 2);
        var array = new int[] {3};
        var task = (Callable<Integer> & Serializable) () -> list.size() + array[0];
        assertThat(direct(task)).isFalse();
        assertThat(arrived(task).call()).isEqualTo(5);
    }

    @Test
    void lambdas_that_capture_each_other_very_deeply_arrive() throws Exception {
        var chain = (Callable<Integer> & Serializable) () -> 0;
        for (int i = 0; i < 100; i++) {
            var next = chain;
            chain = (Callable<Integer> & Serializable) () -> next.call() + 1;
        }
        assertThat(direct(chain)).isFalse();
        assertThat(arrived(chain).call()).isEqualTo(100);
    }

    @Test
    void what_cannot_be_made_here_says_whose_lambda_it_was() throws Exception {
        var bytes = Shipment.pack((Task) () -> {}).graph();
        var host = DirectTest.class.getName();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(host);
        bytes[at] = 'x';
        assertThatThrownBy(() -> new Shipment(List.of(), bytes).unpack())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x" + host.substring(1));
    }

    @Test
    void bytes_cut_short_are_refused() throws Exception {
        int number = 7;
        var graph = Shipment.pack((Callable<Integer> & Serializable) () -> number).graph();
        for (int length = 0; length < graph.length; length++) {
            var cut = new Shipment(List.of(), Arrays.copyOf(graph, length));
            assertThatThrownBy(cut::unpack).isInstanceOf(IOException.class);
        }
    }
}
