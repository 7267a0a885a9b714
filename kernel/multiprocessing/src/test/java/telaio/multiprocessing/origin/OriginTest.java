package telaio.multiprocessing.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OriginTest {
    private final Origin one = Origin.of(1_000_001);
    private final Origin two = Origin.of(1_000_002);

    @AfterEach
    void settle() {
        Thread.interrupted(); // Some of these tests stop the origin of this thread.
        Origin.fallback(Origin.NONE);
        Origin.settle();
    }

    private static void as(Origin origin, Runnable task) {
        var before = Origin.enter(origin);
        try {
            task.run();
        } finally {
            Origin.leave(before);
        }
    }

    @Test
    void a_thread_has_no_origin_until_it_enters_one_and_after_it_left() {
        assertThat(Origin.current()).isSameAs(Origin.NONE);
        as(one, () -> assertThat(Origin.current()).isSameAs(one));
        assertThat(Origin.current()).isSameAs(Origin.NONE);
    }

    @Test
    void a_new_thread_inherits_the_origin_of_its_maker() throws Exception {
        var seen = new CompletableFuture<Origin>();
        as(one, () -> Thread.ofVirtual().start(() -> seen.complete(Origin.current())));
        assertThat(seen.get()).isSameAs(one);
    }

    @Test
    void a_task_of_a_later_cell_on_a_thread_of_an_earlier_one_works_for_the_later() {
        as(
                one,
                () -> {
                    as(two, () -> assertThat(Origin.current()).isSameAs(two));
                    assertThat(Origin.current()).isSameAs(one);
                });
    }

    @Test
    void a_lambda_of_an_earlier_cell_works_for_the_later_cell_that_calls_it() {
        as(two, () -> as(one, () -> assertThat(Origin.current()).isSameAs(two)));
    }

    @Test
    void a_thread_without_origin_has_the_fallback() throws Exception {
        Origin.fallback(two);
        var seen = new CompletableFuture<Origin>();
        Thread.ofPlatform()
                .inheritInheritableThreadLocals(false)
                .start(() -> seen.complete(Origin.current()));
        assertThat(seen.get()).isSameAs(two);
    }

    @Test
    void a_stop_interrupts_threads_of_that_origin_only() throws Exception {
        var mine = Origin.of(1_000_003);
        var entered = new CountDownLatch(2);
        var interrupted = new CompletableFuture<Void>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.execute(() ->
                    as(
                            mine,
                            () -> {
                                entered.countDown();
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException expected) {
                                    interrupted.complete(null);
                                }
                            }));
            var release = new CountDownLatch(1);
            var other =
                    executor.submit(() -> {
                        var before = Origin.enter(two);
                        try {
                            entered.countDown();
                            release.await();
                            return "released";
                        } finally {
                            Origin.leave(before);
                        }
                    });
            entered.await();
            mine.stop();
            interrupted.get();
            release.countDown();
            assertThat(other.get()).isEqualTo("released");
        }
    }

    @Test
    void check_throws_where_the_origin_or_a_callers_was_stopped() {
        var mine = Origin.of(1_000_004);
        var newer = Origin.of(1_000_005);
        as(
                mine,
                () -> {
                    Origin.check();
                    mine.stop();
                    assertThatThrownBy(Origin::check).isInstanceOf(Stopped.class);
                    as(newer, () -> assertThatThrownBy(Origin::check).isInstanceOf(Stopped.class));
                    assertThat(Thread.interrupted()).isTrue();
                });
        Origin.check();
    }

    @Test
    void a_pool_made_by_a_stopped_cell_still_works_for_later_ones() throws Exception {
        var stopped = Origin.of(1_000_006);
        var later = Origin.of(1_000_007);
        var thread = new CompletableFuture<Throwable>();
        var cellIsOver = new CompletableFuture<Boolean>();
        as(
                stopped,
                () ->
                        Thread.ofPlatform()
                                .start(() -> {
                                    cellIsOver.join();
                                    stopped.stop();
                                    try {
                                        as(later, Origin::check);
                                        thread.complete(new Throwable("went on"));
                                    } catch (Stopped failure) {
                                        thread.complete(failure);
                                    }
                                }));
        cellIsOver.complete(true);
        assertThat(thread.get()).hasMessage("went on");
    }

    @Test
    void whoever_enters_after_the_stop_is_interrupted_too() {
        var mine = Origin.of(1_000_008);
        mine.stop();
        as(mine, () -> assertThat(Thread.interrupted()).isTrue());
    }

    @Test
    void the_origin_none_cannot_be_stopped() {
        Origin.NONE.stop();
        assertThat(Origin.NONE.stopped()).isFalse();
        Origin.check();
    }
}
