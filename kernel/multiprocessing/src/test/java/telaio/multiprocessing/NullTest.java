package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is missing is said in words, wherever it was to go.
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // that is what is tested
class NullTest {
    private static void refused(String name, ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(name)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("Cannot invoke");
    }

    @Test
    void shared_objects_name_what_is_null() throws Exception {
        try (var queue = new Queue<Integer>()) {
            refused("null", () -> queue.put(null));
            refused("target", () -> queue.drainTo(null));
            refused("timeout", () -> queue.get(null));
            queue.put(1);
            assertThat(queue.get()).isEqualTo(1);
        }
        var value = new Value<>(1);
        refused("value", () -> value.set(null));
        refused("value", () -> value.compareAndSet(1, null));
        refused("value", () -> new Value<Integer>(null));
        assertThat(value.get()).isEqualTo(1);
        var array = SharedArray.ofInts(1);
        refused("value", () -> array.set(0, null));
        assertThat(array).containsExactly(0);
        refused("name", () -> SharedMemory.create(null, 8));
        refused("name", () -> SharedMemory.attach(null));
        var lock = new Lock();
        refused("unit", () -> lock.tryLock(1, null));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void futures_and_executors_name_what_is_null() throws Exception {
        refused("futures", () -> Futures.asCompleted(null));
        refused("futures", () -> Futures.wait(null, Futures.Until.ALL));
        refused("until", () -> Futures.wait(List.of(), null));
        try (var executor = new ProcessPoolExecutor(1)) {
            refused("tasks", () -> executor.invokeAll(null));
            refused("unit", () -> executor.awaitTermination(1, null));
            refused("function", () -> executor.execute(null));
            assertThat(executor.submit(() -> 42).get()).isEqualTo(42);
        }
    }

    @Test
    void a_manager_names_what_is_null() {
        try (var manager = new Manager()) {
            refused("object", () -> manager.share(Runnable.class, null));
            refused("type", () -> manager.share(null, "x"));
            assertThat(manager.list()).isEmpty();
        }
    }
}
