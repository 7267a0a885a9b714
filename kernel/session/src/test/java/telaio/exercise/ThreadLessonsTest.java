package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.ThreadSolutions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The checks of 12-threads.
@Timeout(120)
class ThreadLessonsTest {
    interface Transformer {
        List<String> transform(List<String> words, UnaryOperator<String> job) throws Exception;
    }

    private static Exercise.Questions transform(Transformer solution) {
        return it -> {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            var everybody = new CompletableFuture<Boolean>();
            it.run(() ->
                            solution.transform(
                                    List.of("one", "two", "three"),
                                    word -> {
                                        seen.add(Thread.currentThread());
                                        if (seen.size() == 3) {
                                            everybody.complete(true);
                                        }
                                        everybody
                                                .completeOnTimeout(false, 1, TimeUnit.SECONDS)
                                                .join();
                                        return word.toUpperCase(Locale.ROOT);
                                    }))
                    .returns(List.of("ONE", "TWO", "THREE"));
            it.that("a thread of its own", seen.size() == 3, "threads: " + seen.size());
            it.that("virtual", seen.stream().anyMatch(Thread::isVirtual));
            it.that("at the same time", everybody.getNow(false), "first start them all");
        };
    }

    static Stream<Transformer> right() {
        return Stream.of(
                ThreadSolutions::byExecutor,
                ThreadSolutions::byThreads,
                ThreadSolutions::byFutures);
    }

    @ParameterizedTest
    @MethodSource
    void right(Transformer solution) {
        passes(transform(solution));
    }

    private static Arguments of(Transformer solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of(
                        ThreadSolutions::oneAfterTheOther,
                        "a thread of its own: threads: 1",
                        "virtual: ",
                        "at the same time: first start them all"),
                of(ThreadSolutions::ofTheSystem, "virtual: "),
                of(ThreadSolutions::joinedInTheLoop, "at the same time: first start them all"),
                of(ThreadSolutions::lazily, "at the same time: first start them all"),
                of(ThreadSolutions::backwards, "got [THREE, TWO, ONE]"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Transformer solution, String... sentences) {
        fails(transform(solution), sentences);
    }

    interface Counter {
        int carriers(List<Runnable> jobs) throws Exception;
    }

    private static Exercise.Questions carriers(Counter solution) {
        return it -> {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            Runnable job = () -> seen.add(Thread.currentThread());
            int few = 4 * Runtime.getRuntime().availableProcessors();
            it.run(() -> solution.carriers(Collections.nCopies(1_000, job)))
                    .returns("there is at least one", n -> n >= 1)
                    .returns("they are few", n -> n <= few);
            it.that("every job has a thread of its own", seen.size() == 1_000);
            it.that("virtual", seen.stream().anyMatch(Thread::isVirtual));
        };
    }

    @Test
    void carriers_are_few() {
        passes(carriers(ThreadSolutions::carriers));
        passes(carriers(ThreadSolutions::carriersByThreads));
        fails(carriers(ThreadSolutions::threadsInsteadOfCarriers), "they are few");
        fails(carriers(ThreadSolutions::withoutThreads), "a thread of its own", "virtual");
    }
}
