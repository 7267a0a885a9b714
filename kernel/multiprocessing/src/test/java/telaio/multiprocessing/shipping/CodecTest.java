package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.Task;

@Timeout(60)
class CodecTest {
    record Point(int x, int y) implements Serializable {}

    @SuppressWarnings("serial")
    record Holder(@Nullable Object first, @Nullable Object second) implements Serializable {}

    private static @Nullable Object copy(@Nullable Object value) throws Exception {
        return Codec.decode(Codec.encode(value));
    }

    @SuppressWarnings("unchecked")
    private static <T> T again(T value) throws Exception {
        return (T) Objects.requireNonNull(copy(value));
    }

    private static void refused(Object value, String text) {
        assertThatThrownBy(() -> Codec.encode(value))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage(text + " cannot be sent to another process");
    }

    @Test
    void plain_values_take_a_tag_and_their_bits() throws Exception {
        assertThat(Codec.encode(42)).hasSize(5);
        assertThat(Codec.encode("hello world")).hasSize(12);
        assertThat(Codec.encode("ciao è là")).hasSize(10);
        assertThat(Codec.encode(new int[256])).hasSize(1 + 4 * 256);
        assertThat(Codec.encode(null)).hasSize(1);
    }

    @Test
    void every_text_comes_back_as_it_was() throws Exception {
        for (var text :
                List.of(
                        "",
                        "a",
                        "ÿ",
                        "Ā",
                        "€uro",
                        "?",
                        "\uD83D\uDE00",
                        "\uD83D",
                        "\uDE00x",
                        "\0")) {
            assertThat(copy(text)).isEqualTo(text);
        }
    }

    @Test
    void data_of_the_jdk_comes_back_equal() throws Exception {
        var values =
                List.of(
                        LocalDate.of(2026, 1, 2),
                        new BigDecimal("1.50"),
                        UUID.randomUUID(),
                        TimeUnit.DAYS,
                        Set.of(1, 2, 3),
                        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                        Optional.of("x"),
                        Optional.empty(),
                        OptionalInt.of(3),
                        Path.of("a", "b"),
                        Map.entry("k", 1),
                        int.class,
                        String[].class);
        assertThat(copy(values)).isEqualTo(values);
        for (var value : values) {
            assertThat(copy(value)).isEqualTo(value);
        }
    }

    @Test
    void views_of_collections_come_back_as_collections() throws Exception {
        var list = new ArrayList<>(List.of(1, 2, 3, 4));
        var map = new HashMap<>(Map.of("a", 1));
        var tree = new TreeMap<>(Map.of("a", 1, "b", 2));
        assertThat(copy(list.subList(1, 3))).isEqualTo(List.of(2, 3));
        assertThat(copy(List.of(1, 2, 3).subList(0, 2))).isEqualTo(List.of(1, 2));
        assertThat(copy(list.reversed())).isEqualTo(List.of(4, 3, 2, 1));
        assertThat(copy(map.keySet())).isEqualTo(Set.of("a"));
        assertThat(copy(map.values())).isEqualTo(List.of(1));
        assertThat(copy(map.entrySet())).isEqualTo(map.entrySet());
        assertThat(copy(tree.navigableKeySet())).isEqualTo(Set.of("a", "b"));
        assertThat(copy(new ArrayDeque<>(list).reversed())).isInstanceOf(java.util.Deque.class);
    }

    @Test
    void what_was_shared_stays_shared() throws Exception {
        var lock = new Object();
        var array = new long[100];
        var lists = again(List.of(List.of(lock, array), List.of(lock, array)));
        for (int i = 0; i < 2; i++) {
            assertThat(lists.get(0).get(i)).isSameAs(lists.get(1).get(i));
        }
        var loop = new ArrayList<Object>();
        loop.add(loop);
        var back = again(loop);
        assertThat(back.getFirst()).isSameAs(back);
    }

    @Test
    void lambdas_of_serializable_types_travel() throws Exception {
        var suffix = "!";
        var task = (Callable<String> & Serializable) () -> "hi" + suffix;
        assertThat(again(task).call()).isEqualTo("hi!");
        Task throwing =
                () -> {
                    throw new IOException(suffix);
                };
        assertThatThrownBy(again(throwing)::run).hasMessage("!");
        assertThat(copy(Comparator.naturalOrder().reversed())).isNotNull();
    }

    @Test
    void proxies_travel_with_their_handlers() throws Exception {
        var proxy =
                Proxy.newProxyInstance(
                        CodecTest.class.getClassLoader(),
                        new Class<?>[] {Supplier.class, Greeter.class},
                        new Echo("e"));
        assertThat(((Supplier<?>) again(proxy)).get()).isEqualTo("e");
    }

    interface Greeter {}

    record Echo(String text) implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return text;
        }
    }

    @Test
    void a_list_of_a_million_links_does_not_overflow() throws Exception {
        Link first = null;
        for (int i = 0; i < 100_000; i++) {
            first = new Link(first);
        }
        int length = 0;
        for (var link = (Link) copy(first); link != null; link = link.next) {
            length++;
        }
        assertThat(length).isEqualTo(100_000);
    }

    private static final class Link implements Serializable {
        private static final long serialVersionUID = 1L;
        private final @Nullable Link next;

        Link(@Nullable Link next) {
            this.next = next;
        }
    }

    @Test
    void what_cannot_travel_is_named_with_its_path() throws Exception {
        try (var conn = new Socket();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            refused(conn, "java.net.Socket");
            refused(List.of(1, conn), "[1] (java.net.Socket)");
            refused(new Holder(1, conn), "second (java.net.Socket)");
            refused(
                    new Holder(List.of(1, 2, 3, new Holder(conn, 1)), 1),
                    "first[3].first (java.net.Socket)");
            refused(Map.of("key", conn), "[\"key\"] (java.net.Socket)");
            refused(new Holder(new Object[] {1, conn}, 1), "first[1] (java.net.Socket)");
            refused(Optional.of(conn), "get() (java.net.Socket)");
            refused(new Holder(Thread.currentThread(), 1), "first (java.lang.Thread)");
            refused(new Holder(1, pool), "second (java.util.concurrent.ThreadPerTaskExecutor)");
            refused(new Waiting(), "telaio.multiprocessing.shipping.CodecTest.Waiting");
        }
    }

    private static final class Waiting extends Thread implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void lambdas_that_are_not_serializable_say_whose_they_are() {
        Supplier<Integer> ours = () -> 1;
        refused(ours, "a lambda of telaio.multiprocessing.shipping.CodecTest");
        refused(
                new Holder(Function.identity(), 1),
                "first (a lambda of java.util.function.Function)");
    }

    @Test
    void a_failing_write_method_is_told() {
        assertThatThrownBy(() -> Codec.encode(new Holder(new Moody(), 1)))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("bad mood");
    }

    private static final class Moody implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(java.io.ObjectOutputStream out) {
            throw new IllegalStateException("bad mood");
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("never");
        }
    }

    @Test
    void an_object_that_fails_to_be_rebuilt_is_told() throws Exception {
        var bytes = Codec.encode(new Holder(new Fragile(), 1));
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CodecTest.Fragile")
                .hasMessageContaining("cannot be rebuilt here")
                .hasMessageContaining("broke");
    }

    private static final class Fragile implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("broke");
        }
    }

    @Test
    void bytes_that_are_none_of_ours_are_refused() {
        for (var bytes : new byte[][] {{}, {99}, {6, 1}, {32}, {32, 5, 5}}) {
            assertThatThrownBy(() -> Codec.decode(bytes)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_class_that_is_missing_here_is_named() throws Exception {
        var bytes = Codec.encode(new Point(1, 2));
        var text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        var other =
                text.replace("CodecTest$Point", "CodecTest$Poinz")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Codec.decode(other))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("Poinz");
    }
}
