package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.StructuredSolutions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The check of 13-structured-concurrency.
@Timeout(120)
class StructuredLessonsTest {
    interface Summing {
        int sum(List<Callable<Integer>> questions) throws Exception;
    }

    private static Exercise.Questions sum(Summing solution) {
        return it -> {
            it.within(Duration.ofSeconds(4));
            it.run(() -> solution.sum(List.of(() -> 1, () -> 20, () -> 300))).returns(321);
            var begun = new CountDownLatch(1);
            var together = new CountDownLatch(1);
            var stopped = new CountDownLatch(1);
            it.run(() ->
                            solution.sum(
                                    List.of(
                                            () -> {
                                                begun.countDown();
                                                try {
                                                    Thread.sleep(Duration.ofMinutes(10));
                                                } finally {
                                                    stopped.countDown();
                                                }
                                                return 1;
                                            },
                                            () -> {
                                                begun.await();
                                                together.countDown();
                                                throw new IllegalStateException("broken");
                                            })))
                    .fails(Exception.class);
            it.that("asked at the same time", together.getCount() == 0);
            it.that("the others have stopped", stopped.getCount() == 0, "one was still waiting");
        };
    }

    static Stream<Summing> right() {
        return Stream.of(StructuredSolutions::cancellingByHand, StructuredSolutions::withThreads);
    }

    @ParameterizedTest
    @MethodSource
    void right(Summing solution) {
        passes(sum(solution));
    }

    private static Arguments of(Summing solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of(
                        StructuredSolutions::oneAfterTheOther,
                        "it ends with Exception: after 4 s it had not ended",
                        "asked at the same time"),
                of(
                        StructuredSolutions::waitingForAll,
                        "it ends with Exception: after 4 s it had not ended"),
                of(StructuredSolutions::leavingTheOthers, "the others have stopped: one was still"),
                of(StructuredSolutions::swallowing, "it ended without an exception"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Summing solution, String... sentences) {
        fails(sum(solution), sentences);
    }
}
