package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.memory.Domain;

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class JoinableQueueTest extends InBothWays {
    @Test
    @Tag("Q5")
    void join_returns_when_every_job_of_four_workers_is_done() throws Exception {
        var jobs = new JoinableQueue<Integer>();
        var results = new Queue<Integer>();
        var workers = new ArrayList<ChildJvm>();
        try {
            for (int i = 0; i < 4; i++) {
                workers.add(ChildJvm.start(() -> work(jobs, results)));
            }
            for (int job = 0; job < 10; job++) {
                jobs.put(job);
            }
            jobs.join();
            assertThat(jobs.unfinished()).isZero();
            var done = new ArrayList<Integer>();
            assertThat(results.drainTo(done)).isEqualTo(10);
            assertThat(done).containsExactlyInAnyOrder(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
            for (int i = 0; i < 4; i++) {
                jobs.put(-1);
            }
            for (var worker : workers) {
                assertThat(worker.join()).isZero();
            }
        } finally {
            workers.forEach(ChildJvm::close);
        }
    }

    private static void work(JoinableQueue<Integer> jobs, Queue<Integer> results)
            throws InterruptedException {
        for (int job = jobs.get(); job >= 0; job = jobs.get()) {
            try {
                results.put(job * job);
            } finally {
                jobs.taskDone();
            }
        }
    }

    @Test
    @Tag("Q6")
    void task_done_more_often_than_put_is_refused() throws Exception {
        var jobs = new JoinableQueue<String>();
        assertThatThrownBy(jobs::taskDone)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taskDone");
        jobs.put("one");
        jobs.taskDone();
        assertThatThrownBy(jobs::taskDone).isInstanceOf(IllegalStateException.class);
        jobs.put("two");
        assertThat(jobs.unfinished()).isEqualTo(1);
        assertThat(jobs.join(Duration.ZERO)).isFalse();
        jobs.taskDone();
        assertThat(jobs.join(Duration.ZERO)).isTrue();
    }

    @Test
    void join_waits_no_longer_than_its_timeout() throws Exception {
        var jobs = new JoinableQueue<Integer>(3);
        jobs.join();
        jobs.put(1);
        jobs.get();
        long before = System.nanoTime();
        assertThat(jobs.join(Duration.ofMillis(100))).isFalse();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
        var joiner = Threads.start(() -> jobs.join(Duration.ofSeconds(Long.MAX_VALUE)));
        Threads.untilWaiting(1);
        jobs.taskDone();
        assertThat(joiner.result()).isTrue();
    }

    @Test
    void a_producer_killed_at_any_moment_leaves_no_job_uncounted() throws Exception {
        var jobs = new JoinableQueue<Integer>();
        for (int round = 0; round < 5; round++) {
            try (var producer = ChildJvm.start(() -> putForEver(jobs))) {
                jobs.get();
                jobs.taskDone();
                Threads.pause(Duration.ofMillis(5));
                producer.killAndRecover();
            }
            assertThat(jobs.unfinished()).isEqualTo(jobs.size());
            while (jobs.poll() != null) {
                jobs.taskDone();
            }
            assertThat(jobs.join(Duration.ZERO)).isTrue();
        }
    }

    private static void putForEver(JoinableQueue<Integer> jobs) throws InterruptedException {
        while (true) {
            jobs.put(1);
        }
    }

    @Test
    void close_ends_the_wait_for_jobs() throws Exception {
        var jobs = new JoinableQueue<Integer>();
        jobs.put(1);
        var joiner =
                Threads.start(() -> {
                    jobs.join();
                    return true;
                });
        Threads.untilWaiting(1);
        jobs.close();
        assertThatThrownBy(joiner::result).hasCauseInstanceOf(QueueClosed.class);
        assertThatThrownBy(jobs::taskDone).isInstanceOf(QueueClosed.class);
        assertThatThrownBy(jobs::join).isInstanceOf(QueueClosed.class);
        assertThat(jobs.unfinished()).isZero();
        assertThat(jobs).hasToString("JoinableQueue[closed]");
    }

    @Test
    void stays_joinable_where_it_is_sent() throws Exception {
        var jobs = new JoinableQueue<Integer>(5);
        var through = new Queue<Queue<Integer>>();
        through.put(jobs);
        jobs.put(1);
        var arrived = through.get();
        assertThat(arrived).isInstanceOf(JoinableQueue.class).hasToString("JoinableQueue[1]");
        ((JoinableQueue<Integer>) arrived).taskDone();
        assertThat(jobs.unfinished()).isZero();
        assertThat(List.copyOf(arrived)).containsExactly(1);
    }

    @Test
    void a_queue_nobody_else_knows_gives_its_memory_back_when_it_is_unreachable() throws Exception {
        var known = new Queue<Integer>();
        var handle = telaio.multiprocessing.shipping.Codec.encode(known);
        known.put(7);
        known = null;
        var directory = Domain.current().directory().toFile();
        forgetQueues(20);
        var rings = "ring-\\d+";
        Threads.until(() -> {
            System.gc();
            return directory.list((folder, name) -> name.matches(rings)).length == 1;
        });
        assertThat(
                        directory.list((folder, name) ->
                                name.startsWith("message") || name.startsWith("segment")))
                .isEmpty();
        var again = (Queue<?>) telaio.multiprocessing.shipping.Codec.decode(handle);
        assertThat(again).isNotNull().hasToString("Queue[1]");
    }

    private static void forgetQueues(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            fill(new JoinableQueue<>());
        }
    }

    private static void fill(Queue<byte[]> queue) throws InterruptedException {
        queue.put(new byte[2_000_000]);
        queue.put(new byte[200_000]);
    }
}
