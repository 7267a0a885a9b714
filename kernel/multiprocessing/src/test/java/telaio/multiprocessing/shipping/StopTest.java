package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

@Timeout(60)
class StopTest {
    private static final AtomicLong IDS = new AtomicLong();
    private static Cells cells;

    @BeforeAll
    static void open() {
        cells = Cells.rewritten();
        cells.run(
                """
                void spin() { while (true) {} }
                volatile boolean never = false;
                """);
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    /// Runs `body` as cell `origin`, after which `started` is open.
    private static CompletableFuture<Void> run(Origin origin, String body, CountDownLatch started) {
        var task = (Runnable) cells.value("(Runnable) () -> { " + body + " }");
        var end = new CompletableFuture<Void>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    var before = Origin.enter(origin);
                    try {
                        started.countDown();
                        task.run();
                        end.complete(null);
                    } catch (Throwable failure) {
                        end.completeExceptionally(failure);
                    } finally {
                        Origin.leave(before);
                    }
                });
        return end;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) {}",
                "long n = 0; do { n++; } while (n >= 0 || !never);",
                "while (true) { try { spin(); } catch (Throwable t) {} }",
                "int s = 0; while (true) switch (s) { case 0: s = 1; break; case 1: s = 2; continue; default: s = 0; }",
                "again: while (true) { for (int i = 0; ; i++) { if (i > 5) continue again; } }",
                "spin();",
                "while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} }",
                "IntStream.iterate(0, i -> i + 1).forEach(i -> { int j = i; });",
                "new Object() { void go() { go2(); } void go2() { while (true) {} } }.go();",
                "LockSupport.park(); while (true) { LockSupport.park(); }",
                "var t = new Thread(() -> { while (true) {} }); t.start(); while (true) { try { t.join(); } catch (InterruptedException e) {} }",
            })
    void a_stop_ends(String body) throws Exception {
        var origin = Origin.of(IDS.incrementAndGet());
        var started = new CountDownLatch(1);
        var end = run(origin, body, started);
        started.await();
        origin.stop();
        assertThatThrownBy(end::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Stopped.class);
        Origin.settle();
    }

    @Test
    void only_threads_of_that_origin_end() throws Exception {
        var one = Origin.of(IDS.incrementAndGet());
        var two = Origin.of(IDS.incrementAndGet());
        var started = new CountDownLatch(2);
        var first = run(one, "while (true) {}", started);
        var second = run(two, "while (true) {}", started);
        started.await();
        one.stop();
        assertThatThrownBy(first::get).hasCauseInstanceOf(Stopped.class);
        assertThat(second).isNotDone();
        two.stop();
        assertThatThrownBy(second::get).hasCauseInstanceOf(Stopped.class);
    }

    @Test
    void a_thread_started_by_a_cell_ends_with_it() throws Exception {
        var origin = Origin.of(IDS.incrementAndGet());
        var started = new CountDownLatch(1);
        cells.run("Thread spinning;");
        var end =
                run(
                        origin,
                        "spinning = new Thread(() -> { while (true) {} }); spinning.start();",
                        started);
        end.get();
        var thread = (Thread) cells.value("spinning");
        assertThat(thread.isAlive()).isTrue();
        origin.stop();
        thread.join();
    }

    @Test
    void a_lambda_of_an_earlier_cell_stops_with_the_cell_that_calls_it() throws Exception {
        var earlier = Origin.of(IDS.incrementAndGet());
        var before = Origin.enter(earlier);
        try {
            cells.run("Runnable forever = () -> { while (true) {} };");
        } finally {
            Origin.leave(before);
        }
        var later = Origin.of(IDS.incrementAndGet());
        var started = new CountDownLatch(1);
        var end = run(later, "forever.run();", started);
        started.await();
        later.stop();
        assertThatThrownBy(end::get).hasCauseInstanceOf(Stopped.class);
    }
}
