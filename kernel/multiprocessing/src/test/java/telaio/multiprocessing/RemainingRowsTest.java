package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows of the list of behaviours that are about several types at once.
@Timeout(120)
class RemainingRowsTest {
    private static final long PATIENCE = 60;

    @Test
    @Tag("N23")
    void the_death_of_a_parent_ends_the_streams_of_all_its_family() throws Exception {
        var pipe = new Pipe<Long>();
        var far = pipe.right();
        var parent =
                new Process(() -> {
                    far.send(ProcessHandle.current().pid());
                    var child =
                            new Process(() -> {
                                far.send(ProcessHandle.current().pid());
                                far.recv();
                            });
                    child.start();
                    child.join();
                });
        parent.start();
        far.close();
        assertThat(pipe.left().recv()).isEqualTo(parent.pid());
        long child = pipe.left().recv();
        ProcessHandle.of(parent.pid()).ifPresent(ProcessHandle::destroyForcibly);
        assertThatThrownBy(() -> pipe.left().recv()).isInstanceOf(EndOfStream.class);
        Threads.until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        parent.join();
        pipe.left().close();
    }

    @Test
    @Tag("O29")
    void workers_that_began_well_are_stopped_when_a_later_one_cannot_be_initialised()
            throws Exception {
        var workers = new Value<>(0);
        var pids = new Queue<Long>();
        var pool =
                Pool.builder()
                        .workers(3)
                        .initializer(() -> {
                            pids.put(ProcessHandle.current().pid());
                            if (workers.addAndGet(1) == 3) {
                                throw new IllegalStateException("no more looms");
                            }
                        })
                        .build();
        try (pool) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    pool.map(x -> x + 1, List.of(1, 2, 3, 4, 5, 6), 1);
                                }
                            })
                    .isInstanceOf(BrokenProcessPool.class)
                    .hasMessageContaining("no more looms");
            for (int i = 0; i < 3; i++) {
                long pid = pids.get();
                Threads.until(() -> ProcessHandle.of(pid).filter(it -> it.isAlive()).isEmpty());
            }
        }
    }

    /// What an executor is at when it is shut down.
    enum State {
        UNUSED,
        IDLE,
        BUSY,
        STARTING_ITS_WORKERS,
        LEFT_BY_A_WORKER,
        CANCELLED,
        FAILING,
        SHUT_DOWN,
        STOPPED_AT_ONCE,
        KILLED,
        TERMINATED,
        SHUTTING_DOWN_IN_A_CALLBACK
    }

    /// @return what the executor was given to do
    private static Object reach(State state, ProcessPoolExecutor executor) {
        return switch (state) {
            case UNUSED -> state;
            case IDLE -> executor.submit(() -> 1).join();
            case BUSY -> IntStream.range(0, 100).mapToObj(n -> executor.submit(() -> n)).toList();
            case STARTING_ITS_WORKERS -> executor.submit(() -> 1);
            case LEFT_BY_A_WORKER ->
                    executor.submit(() -> {
                        Runtime.getRuntime().halt(3);
                        return 1;
                    });
            case CANCELLED -> sleeping(executor).cancel(true);
            case FAILING ->
                    IntStream.range(0, 20)
                            .mapToObj(n -> executor.submit(() -> Integer.parseInt("no " + n)))
                            .toList();
            case SHUT_DOWN -> {
                executor.shutdown();
                yield state;
            }
            case STOPPED_AT_ONCE -> List.of(sleeping(executor), executor.shutdownNow());
            case KILLED -> {
                var asleep = sleeping(executor);
                executor.killWorkers();
                yield asleep;
            }
            case TERMINATED -> {
                var asleep = sleeping(executor);
                executor.terminateWorkers();
                yield asleep;
            }
            case SHUTTING_DOWN_IN_A_CALLBACK ->
                    executor.submit(() -> 1).whenComplete((_, _) -> executor.shutdown());
        };
    }

    private static CompletableFuture<Boolean> sleeping(ProcessPoolExecutor executor) {
        return executor.submit(() -> {
            Thread.sleep(Duration.ofHours(1));
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("rule-17")
    void a_shutdown_ends_in_every_state(State state) throws Exception {
        var executor = new ProcessPoolExecutor(2);
        assertThat(reach(state, executor)).isNotNull();
        executor.shutdown();
        assertThat(executor.awaitTermination(PATIENCE, TimeUnit.SECONDS)).isTrue();
        executor.shutdown();
        executor.close();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    @Tag("rule-17")
    void a_broken_executor_shuts_down_too() throws Exception {
        var executor =
                ProcessPoolExecutor.builder()
                        .workers(2)
                        .initializer(() -> Runtime.getRuntime().halt(1))
                        .build();
        CompletableFuture<Integer> future = executor.submit(() -> 1);
        assertThatThrownBy(() -> future.get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .isNotInstanceOf(CancellationException.class)
                .hasCauseInstanceOf(BrokenProcessPool.class);
        executor.shutdown();
        assertThat(executor.awaitTermination(PATIENCE, TimeUnit.SECONDS)).isTrue();
        executor.close();
    }
}
