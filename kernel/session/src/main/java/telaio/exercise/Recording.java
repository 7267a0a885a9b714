package telaio.exercise;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.Trace;
import telaio.multiprocessing.Watch;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceReader;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Worker;

/// Runs a solution and takes down what happens.
///
/// @param result what it returned; null also if it did not
/// @param thrown what it threw
/// @param state how it ended
/// @param limit how long it was allowed to run
/// @param thread the thread of this process that ran it
/// @param story what happened
/// @param waiting when its time was over, who waited for what; else empty
/// @param holders and who had what
/// @param left names of the processes that were alive when it returned, and a moment later
record Recording<T extends @Nullable Object>(
        @Nullable T result,
        @Nullable Throwable thrown,
        State state,
        Duration limit,
        long thread,
        Story story,
        List<Claim> waiting,
        List<Claim> holders,
        List<String> left) {
    enum State {
        /// It returned or threw.
        ENDED,
        /// Its time was over.
        HUNG,
        /// There was no time to run it.
        NOT_RUN
    }

    /// How long processes that nobody waited for may go on when the solution has returned.
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    /// How long the end of a process may take to be known here, when those who wait for it know it
    /// already.
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private static final Duration DEATH = Duration.ofSeconds(5);

    /// Runs a solution; when this returns, its processes have ended.
    ///
    /// @param limit as the sentence about it says
    /// @param left longest time it may run
    static <T extends @Nullable Object> Recording<T> of(
            Callable<T> solution, Duration limit, Duration left) throws InterruptedException {
        if (!left.isPositive()) {
            return new Recording<>(
                    null,
                    null,
                    State.NOT_RUN,
                    limit,
                    0,
                    Story.NONE,
                    List.of(),
                    List.of(),
                    List.of());
        }
        boolean traced = Trace.isOn();
        Trace.on();
        try {
            var reader = Trace.reader();
            var _ = reader.read();
            return of(solution, limit, left, reader);
        } finally {
            if (!traced) {
                Trace.off();
            }
        }
    }

    private static <T extends @Nullable Object> Recording<T> of(
            Callable<T> solution, Duration limit, Duration time, TraceReader reader)
            throws InterruptedException {
        var before = Set.copyOf(Launcher.current().children());
        var bounded = new Bounded<T>("check", solution);
        try (var overheard = new Overheard(bounded.part())) {
            List<Claim> waiting = List.of();
            List<Claim> holders = List.of();
            boolean ended;
            List<String> left;
            try {
                bounded.start();
                ended = bounded.await(time);
                await(since(before), ended ? FAREWELL : Duration.ZERO);
                left = since(before).map(it -> it.launch().name()).toList();
                if (ended) {
                    awaitTasks(before);
                } else {
                    waiting = Watch.waiting();
                    holders = Watch.holders();
                }
            } finally {
                bounded.stop();
                end(before);
            }
            System.out.flush();
            var story = new Story(reader.read(), overheard);
            return new Recording<>(
                    bounded.runs() ? null : bounded.result(),
                    ended ? bounded.thrown() : null,
                    ended ? State.ENDED : State.HUNG,
                    limit,
                    bounded.thread(),
                    story,
                    waiting,
                    holders,
                    left);
        }
    }

    /// The processes that were started since and are alive.
    private static Stream<Worker> since(Set<Worker> before) {
        var now = new HashSet<>(Launcher.current().children());
        now.removeAll(before);
        return now.stream().filter(Worker::isAlive);
    }

    private static void awaitTasks(Set<Worker> before) throws InterruptedException {
        await(since(before).filter(it -> !it.launch().daemon()), AFTERMATH);
    }

    private static void end(Set<Worker> before) throws InterruptedException {
        var left = since(before).toList();
        left.forEach(Worker::kill);
        await(left.stream(), DEATH);
    }

    private static void await(Stream<Worker> workers, Duration time) throws InterruptedException {
        var ends = workers.map(Worker::ending).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillAlive) {
            return;
        } catch (ExecutionException impossible) {
            throw new AssertionError("an end does not fail", impossible);
        }
    }

    List<TraceEvent> events() {
        return story.events();
    }
}
