package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of tasks that fail, and of an executor that cannot work.
@Timeout(90)
class ExecutorFailureTest {
    /// A result that can be sent and not be read.
    static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("unreadable");
        }
    }

    /// An exception that can be sent and not be read.
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(int number, String text) {
            super(text + number);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("unreadable");
        }
    }

    /// An exception that cannot be sent.
    static final class UnsendableException extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // that is the point
        private final Thread thread = Thread.currentThread();

        UnsendableException(String text) {
            super(text);
        }
    }

    @Test
    @Tag("K47")
    void a_result_that_cannot_be_rebuilt_fails_its_task_only() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            assertThat(Bomb.failureOf(executor.submit(() -> new Unreadable())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("unreadable");
            assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
        }
    }

    @Test
    @Tag("O32")
    @Tag("K9")
    @Tag("rule-14")
    void an_exception_that_cannot_be_rebuilt_comes_as_its_text() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var unreadable =
                    Bomb.failureOf(
                            executor.submit(() -> {
                                throw new UnreadableException(7, "seven: ");
                            }));
            assertThat(unreadable)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("UnreadableException: seven: 7")
                    .hasMessageContaining("PoolWorker-")
                    .hasStackTraceContaining("ExecutorFailureTest");
            var unsendable =
                    Bomb.failureOf(
                            executor.submit(() -> {
                                throw new UnsendableException("thread");
                            }));
            assertThat(unsendable)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("UnsendableException: thread");
            assertThat(((RemoteException) unsendable).type())
                    .isEqualTo(UnsendableException.class.getName());
            var bare =
                    Bomb.failureOf(
                            executor.submit(() -> {
                                throw new IllegalStateException();
                            }));
            assertThat(bare).isExactlyInstanceOf(IllegalStateException.class).hasMessage(null);
        }
    }

    @Test
    @Tag("K14")
    @Tag("R18")
    void an_exception_comes_as_itself_with_the_place_it_was_thrown_at() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var future =
                    executor.submit(() -> {
                        throw new IOException("123", new ArithmeticException("why"));
                    });
            var failure = Bomb.failureOf(future);
            assertThat(failure)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("123")
                    .hasCauseExactlyInstanceOf(ArithmeticException.class);
            assertThat(failure.getStackTrace()[0].getFileName())
                    .isEqualTo("ExecutorFailureTest.java");
            assertThatThrownBy(future::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
        }
    }

    @Test
    @Tag("R41")
    void errors_come_back_and_the_worker_goes_on() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            assertThat(Bomb.failureOf(executor.submit(() -> endless(0))))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(Bomb.failureOf(executor.submit(() -> new long[Integer.MAX_VALUE][])))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(
                            Bomb.failureOf(
                                    executor.submit(() -> {
                                        throw new AssertionError("asserted");
                                    })))
                    .isInstanceOf(AssertionError.class);
            assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test
    @Tag("K41")
    void a_task_that_cannot_be_sent_is_refused_in_the_caller() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var thread = new Thread("thread");
            assertThatThrownBy(() -> executor.submit(() -> thread.getName()))
                    .isInstanceOf(TaskNotSerializable.class)
                    .hasMessageContaining("java.lang.Thread");
            assertThatThrownBy(() -> executor.map(n -> n, List.of("good", thread)))
                    .isInstanceOf(TaskNotSerializable.class)
                    .hasMessageContaining("1")
                    .hasMessageContaining("java.lang.Thread");
            assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
        }
    }

    @Test
    @Tag("K31")
    @Tag("rule-15")
    void an_initializer_that_fails_breaks_the_executor_which_says_so() {
        var settings =
                ProcessPoolExecutor.builder()
                        .workers(2)
                        .initializer(() -> {
                            throw new IllegalStateException("no loom");
                        });
        try (var executor = settings.build()) {
            var first = executor.submit(() -> 1);
            assertThatThrownBy(first::get)
                    .hasCauseInstanceOf(BrokenProcessPool.class)
                    .hasMessageContaining("PoolWorker-")
                    .hasMessageContaining("no loom")
                    .hasRootCauseInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> executor.submit(() -> 2))
                    .isInstanceOf(BrokenProcessPool.class)
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    @Tag("K8")
    @Tag("K10")
    @Tag("rule-21")
    void bad_settings_are_refused_and_many_workers_are_not() {
        for (int workers : new int[] {0, -1}) {
            assertThatThrownBy(() -> new ProcessPoolExecutor(workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + workers);
        }
        var builder = ProcessPoolExecutor.builder();
        assertThatThrownBy(() -> builder.tasksPerChild(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.taskTimeout(Duration.ofSeconds(-2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-2S");
        try (var executor = new ProcessPoolExecutor(100)) {
            assertThat(executor.submit(() -> 1).join()).isEqualTo(1);
            assertThatThrownBy(() -> executor.submit(nothing()))
                    .isInstanceOf(NullPointerException.class);
        }
    }

    @SuppressWarnings("NullAway") // what a user may do
    private static SerializableCallable<Integer> nothing() {
        return null;
    }

    @Test
    @Tag("R8")
    void a_hundred_failures_among_a_hundred_successes_stop_nobody() throws Exception {
        try (var executor = new ProcessPoolExecutor(1)) {
            var good = new ArrayList<CompletableFuture<Integer>>();
            var bad = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 100; i++) {
                int n = i;
                bad.add(
                        executor.submit(() -> {
                            throw new IllegalStateException("" + n);
                        }));
                good.add(executor.submit(() -> n));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(Bomb.failureOf(bad.get(i))).hasMessage("" + i);
                assertThat(good.get(i).get()).isEqualTo(i);
            }
        }
    }
}
