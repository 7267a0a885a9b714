package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
class ValueTest {
    private static final int EACH = 20_000;

    @AfterEach
    void end() {
        Domain.current().close();
    }

    private static void inProcesses(StartMethod method, int count, Task task)
            throws InterruptedException {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < count; i++) {
            processes.add(Process.builder().method(method).start(task));
        }
        for (var process : processes) {
            process.join();
            assertThat(process.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("V1")
    @Tag("V2")
    void what_a_process_sets_the_others_read(StartMethod method) throws Exception {
        var i = new Value<>(1);
        var d = Value.ofDouble(1.5);
        var h = new Value<>((short) 3);
        var q = Value.ofLong(4L);
        var c = new Value<>('a');
        var z = Value.ofBoolean(false);
        var b = new Value<>((byte) 1);
        var f = new Value<>(0.5f);
        inProcesses(
                method,
                1,
                () -> {
                    i.set(i.get() - 43);
                    d.set(-d.get());
                    h.set((short) -4);
                    q.set(1L << 40);
                    c.set('è');
                    z.set(!z.get());
                    b.set((byte) -1);
                    f.set(-0.0f);
                });
        assertThat(List.of(i.get(), d.get(), h.get(), q.get(), c.get(), z.get(), b.get(), f.get()))
                .isEqualTo(List.of(-42, -1.5, (short) -4, 1L << 40, 'è', true, (byte) -1, -0.0f));
    }

    @Test
    @Tag("V10")
    void adding_is_one_step_in_two_processes() throws Exception {
        var ints = Value.ofInt(0);
        var doubles = Value.ofDouble(0);
        var bytes = new Value<>((byte) 0);
        inProcesses(
                StartMethod.STANDBY,
                2,
                () -> {
                    for (int i = 0; i < EACH; i++) {
                        ints.getAndAdd(1);
                        doubles.addAndGet(0.5);
                        bytes.updateAndGet(old -> (byte) (old + 1));
                    }
                });
        assertThat(ints.get()).isEqualTo(2 * EACH);
        assertThat(doubles.get()).isEqualTo(EACH);
        assertThat(bytes.get()).isEqualTo((byte) (2 * EACH));
    }

    @Test
    @Tag("V3")
    @Tag("V10")
    void the_values_own_lock_makes_one_step_of_two() throws Exception {
        var value = new Value<>(0L);
        inProcesses(
                StartMethod.STANDBY,
                2,
                () -> {
                    for (int i = 0; i < EACH; i++) {
                        try (var _ = value.lock().acquire()) {
                            value.set(value.get() + 1);
                        }
                    }
                });
        assertThat(value.get()).isEqualTo(2L * EACH);
        assertThat(value.lock().isLocked()).isFalse();
        assertThat(value.lock()).isSameAs(value.lock());
    }

    @Test
    void changes_only_from_what_is_expected() {
        var value = Value.ofInt(5);
        assertThat(value.compareAndSet(4, 6)).isFalse();
        assertThat(value.compareAndSet(5, 6)).isTrue();
        assertThat(value.getAndSet(7)).isEqualTo(6);
        assertThat(value.getAndUpdate(old -> old * 2)).isEqualTo(7);
        assertThat(value).hasToString("Value[14]");
        var letter = new Value<>('x');
        assertThat(letter.compareAndSet('y', 'z')).isFalse();
        assertThat(letter.compareAndSet('x', 'z')).isTrue();
        assertThat(letter.addAndGet((char) 1)).isEqualTo('{');
        var flag = Value.ofBoolean(true);
        assertThat(flag.compareAndSet(true, false)).isTrue();
        assertThatThrownBy(() -> flag.getAndAdd(true))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void values_made_one_after_the_other_do_not_touch() {
        var values = new ArrayList<Value<Long>>();
        for (long i = 0; i < 300; i++) {
            values.add(new Value<>(i));
        }
        values.forEach(value -> value.lock().lock());
        for (int i = 0; i < 300; i++) {
            assertThat(values.get(i).get()).isEqualTo(i);
        }
    }

    @Test
    void refuses_what_is_no_number() {
        assertThatThrownBy(() -> new Value<>("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> new Value<>(nothing())).isInstanceOf(NullPointerException.class);
        var value = new Value<Object>(1);
        assertThatThrownBy(() -> value.set("x"))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("x (String)");
        assertThat(value.get()).isEqualTo(1);
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static Object nothing() {
        return null;
    }

    @Test
    void is_of_its_own_family_only() throws Exception {
        var bytes = Codec.encode(Value.ofInt(1));
        Domain.current().close();
        assertThatThrownBy(() -> Codec.decode(bytes)).hasStackTraceContaining("telaio-");
    }
}
