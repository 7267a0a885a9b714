package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.PuzzleSolutions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.Value;

/// The checks of the puzzles in 08-synchronization.
@Timeout(120)
class PuzzleLessonsTest {
    interface Turnstile {
        void pass(Event open, List<Task> passages) throws Exception;
    }

    private static Exercise.Questions turnstile(Turnstile solution) {
        return it -> {
            var open = new Event();
            var early = new Event();
            var inside = new Value<>(0);
            var two = new Event();
            Task passage =
                    () -> {
                        if (!open.isSet()) {
                            early.set();
                        }
                        if (inside.addAndGet(1) > 1) {
                            two.set();
                        }
                        boolean _ = two.await(Duration.ofMillis(700));
                        int _ = inside.addAndGet(-1);
                    };
            it.within(Duration.ofSeconds(5))
                    .run(() -> {
                        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS)
                                .execute(open::set);
                        solution.pass(open, List.of(passage, passage));
                        return List.of(early.isSet(), two.isSet());
                    })
                    .processes(2)
                    .together(2)
                    .joined()
                    .exitCode(0)
                    .returns("nobody passes before the signal", seen -> !seen.get(0))
                    .returns("one passes at a time", seen -> !seen.get(1));
        };
    }

    @Test
    void a_turnstile_lets_one_pass_at_a_time() {
        passes(turnstile(PuzzleSolutions::signalThenLock));
        passes(turnstile(PuzzleSolutions::lockThenSignal));
        fails(turnstile(PuzzleSolutions::onlyTheSignal), "one passes at a time");
        fails(turnstile(PuzzleSolutions::onlyTheLock), "nobody passes before the signal");
    }

    interface Library {
        void open(List<Task> readers, List<Task> writers) throws Exception;
    }

    private static Task visit(Value<Integer> inside, Event two, int millis) {
        return () -> {
            if (inside.addAndGet(1) > 1) {
                two.set();
            }
            boolean _ = two.await(Duration.ofMillis(millis));
            int _ = inside.addAndGet(-1);
        };
    }

    private static Exercise.Questions library(Library solution) {
        return it -> {
            it.within(Duration.ofSeconds(6));
            var together = new Event();
            var read = visit(new Value<>(0), together, 1_500);
            it.run(
                            () -> {
                                solution.open(List.of(read, read), List.of());
                                return together.isSet();
                            })
                    .processes(2)
                    .joined()
                    .exitCode(0)
                    .returns("two readers read together", yes -> yes);
            var disturbed = new Event();
            var write = visit(new Value<>(0), disturbed, 500);
            it.run(
                            () -> {
                                solution.open(List.of(write), List.of(write, write));
                                return disturbed.isSet();
                            })
                    .processes(3)
                    .together(3)
                    .joined()
                    .exitCode(0)
                    .returns("a writer is alone", yes -> !yes);
        };
    }

    @Test
    void readers_read_together_and_a_writer_writes_alone() {
        passes(library(PuzzleSolutions::readWriteLock));
        passes(library(PuzzleSolutions::permits));
        fails(library(PuzzleSolutions::oneLockForAll), "two readers read together");
        fails(library(PuzzleSolutions::onlyReadersLock), "a writer is alone");
    }

    interface Dinner {
        void serve(List<Lock> forks, Task think, Task eat) throws Exception;
    }

    private static Exercise.Questions dinner(Dinner solution) {
        return it -> {
            var withFork = new Value<>(0);
            var all = new Event();
            var meals = new Value<>(0);
            Task think =
                    () -> {
                        if (withFork.addAndGet(1) == 5) {
                            all.set();
                        }
                        boolean _ = all.await(Duration.ofMillis(1_500));
                        all.set();
                    };
            it.within(Duration.ofSeconds(3))
                    .run(() -> {
                        solution.serve(
                                Stream.generate(Lock::new).limit(5).toList(),
                                think,
                                () -> meals.addAndGet(1));
                        return meals.get();
                    })
                    .processes(5)
                    .together(5)
                    .joined()
                    .exitCode(0)
                    .locksReleased()
                    .returns("all five eat", n -> n == 5);
        };
    }

    @Test
    void philosophers_eat_however_they_avoid_the_circle() {
        passes(dinner(PuzzleSolutions::smallerFirst));
        passes(dinner(PuzzleSolutions::fourAtTheTable));
    }

    @Test
    void philosophers_who_starve_are_told_why() {
        fails(
                dinner(PuzzleSolutions::leftFirst),
                "after 3 s it had not ended",
                "waits for a lock (PuzzleSolutions.java, line ");
        fails(dinner(PuzzleSolutions::withoutForks), "no lock was taken");
        fails(dinner(PuzzleSolutions::neverGivenBack), "took a lock (PuzzleSolutions.java, line ");
    }
}
