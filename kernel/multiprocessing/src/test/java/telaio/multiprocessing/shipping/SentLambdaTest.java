package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/// Lambdas of the plain class path, sent and received.
class SentLambdaTest {
    private interface Naming<T> extends Function<T, String>, Serializable {}

    private interface TextNaming extends Naming<String> {
        @Override
        String apply(String text);
    }

    private record Greeter(String greeting) implements Serializable {
        @SuppressWarnings("UnnecessaryLambda") // it is what is tested
        Supplier<String> greet() {
            return (Supplier<String> & Serializable) () -> greeting + hidden();
        }

        private String hidden() {
            return "!";
        }
    }

    @Test
    void captured_values_of_every_kind_arrive() throws Exception {
        boolean yes = true;
        byte small = 1;
        char letter = 'è';
        short few = 2;
        int number = 3;
        long big = 4L << 40;
        float half = 0.5f;
        double third = 1 / 3.0;
        var list = List.of("a", "b");
        var task =
                (Callable<String> & Serializable)
                        () -> yes + " " + small + letter + few + number + big + half + third + list;
        assertThat(sent(task).call()).isEqualTo(task.call());
    }

    @Test
    void it_travels_as_a_class_that_is_ready_to_use() throws Exception {
        var task = (Supplier<Integer> & Serializable) () -> 1;
        assertThat(sent(task)).isInstanceOf(Maker.class);
    }

    @Test
    void private_methods_of_the_object_it_belongs_to_can_be_called() throws Exception {
        assertThat(sent(new Greeter("ciao").greet()).get()).isEqualTo("ciao!");
    }

    @Test
    void primitive_arguments_and_results_are_converted() throws Exception {
        var sum = (IntBinaryOperator & Serializable) Integer::sum;
        var length = (ToLongFunction<String> & Serializable) String::length;
        assertThat(sent(sum).applyAsInt(2, 3)).isEqualTo(5);
        assertThat(sent(length).applyAsLong("otto")).isEqualTo(4);
    }

    @Test
    void constructors_and_bound_methods_can_be_sent() throws Exception {
        var made = (Function<String, Greeter> & Serializable) Greeter::new;
        var bound = (Function<String, String> & Serializable) "a"::concat;
        assertThat(sent(made).apply("salve")).isEqualTo(new Greeter("salve"));
        assertThat(sent(bound).apply("b")).isEqualTo("ab");
    }

    @Test
    void bridges_and_marker_interfaces_survive() throws Exception {
        TextNaming naming = text -> "<" + text + ">";
        Naming<String> general = sent(naming);
        var marked =
                (BiFunction<Integer, Integer, Integer> & Serializable & RandomAccess) (a, b) -> a;
        assertThat(general.apply("x")).isEqualTo("<x>");
        assertThat(sent(marked)).isInstanceOf(RandomAccess.class);
    }

    @Test
    void what_was_received_can_be_sent_on() throws Exception {
        int number = 42;
        var task = (Supplier<Integer> & Serializable) () -> number;
        assertThat(sent(sent(task)).get()).isEqualTo(42);
    }

    @Test
    void what_was_received_can_be_written_by_the_jdk_too() throws Exception {
        var task = sent((Supplier<Integer> & Serializable) () -> 7);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(task);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Supplier<?>) in.readObject()).get()).isEqualTo(7);
        }
    }

    @Test
    void one_place_in_the_code_is_one_class() throws Exception {
        var lambdas =
                List.of(1, 2).stream()
                        .map(n -> (Supplier<Integer> & Serializable) () -> n)
                        .toList();
        var first = sent(lambdas.get(0));
        var second = sent(lambdas.get(1));
        assertThat(first.getClass()).isEqualTo(second.getClass());
        assertThat(first.get() + second.get()).isEqualTo(3);
    }

    @Test
    void those_sent_last_can_be_made_before_they_come() throws Exception {
        var task = (Supplier<Integer> & Serializable) () -> 5;
        Codec.encode(task);
        Shipment.prepare(Shipment.latestLambdas());
        assertThat(sent(task).get()).isEqualTo(5);
    }

    @Test
    void one_of_a_class_unknown_here_is_not_made_beforehand() {
        assertThatCode(() ->
                        Shipment.prepare(List.of(new Shipment.Lambda("no.such.Host", new byte[1]))))
                .doesNotThrowAnyException();
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T lambda) throws Exception {
        return (T) Objects.requireNonNull(Codec.decode(Codec.encode(lambda)));
    }
}
