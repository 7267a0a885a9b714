package telaio.multiprocessing.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartTest {
    private final Origin whole = Origin.of(1_100_001);
    private final Origin part = whole.part();

    @AfterEach
    void settle() {
        boolean _ = Thread.interrupted();
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
    void a_part_has_the_number_of_its_whole() {
        assertThat(part.id()).isEqualTo(whole.id());
        assertThat(part.within(whole)).isTrue();
        assertThat(part.part().within(whole)).isTrue();
        assertThat(whole.within(part)).isFalse();
        assertThat(part.within(Origin.NONE)).isFalse();
    }

    @Test
    void a_lambda_of_the_whole_that_a_part_calls_works_for_the_part() {
        as(part, () -> as(whole, () -> assertThat(Origin.current()).isSameAs(part)));
    }

    @Test
    void a_part_is_stopped_on_its_own() {
        part.stop();
        as(whole, Origin::check);
        as(part, () -> assertThatThrownBy(Origin::check).isInstanceOf(Stopped.class));
    }

    @Test
    void a_part_is_stopped_with_its_whole_and_its_threads_are_interrupted() throws Exception {
        var inside = new CompletableFuture<Boolean>();
        var interrupted = new CompletableFuture<Boolean>();
        var thread =
                Thread.ofPlatform()
                        .start(() ->
                                as(
                                        part,
                                        () -> {
                                            inside.complete(true);
                                            try {
                                                new CountDownLatch(1).await();
                                            } catch (InterruptedException e) {
                                                interrupted.complete(part.stopped());
                                            }
                                        }));
        inside.get();
        whole.stop();
        assertThat(interrupted.get()).isTrue();
        thread.join();
    }

    @Test
    void a_part_of_what_is_stopped_is_stopped() {
        whole.stop();
        assertThat(whole.part().stopped()).isTrue();
    }

    @Test
    void a_part_of_no_origin_can_be_stopped() {
        var alone = Origin.NONE.part();
        alone.stop();
        alone.end();
        assertThat(alone.stopped()).isTrue();
        assertThat(Origin.NONE.stopped()).isFalse();
    }
}
