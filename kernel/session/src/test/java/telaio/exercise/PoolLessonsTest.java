package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.PoolSolutions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The checks of 05-pool.
@Timeout(120)
class PoolLessonsTest {
    interface Squares {
        List<Integer> of(List<Integer> numbers) throws Exception;
    }

    private static Exercise.Questions squares(Squares solution) {
        return it ->
                it.run(() -> solution.of(List.of(1, 2, 3, 4, 5)))
                        .processesAtLeast(2)
                        .returns(List.of(1, 4, 9, 16, 25))
                        .noneLeft();
    }

    static Stream<Squares> rightSquares() {
        return Stream.of(PoolSolutions::map, PoolSolutions::imap, PoolSolutions::executor);
    }

    @ParameterizedTest
    @MethodSource
    void rightSquares(Squares solution) {
        passes(squares(solution));
    }

    private static Arguments wrong(Squares solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongSquares() {
        return Stream.of(
                wrong(PoolSolutions::notClosed, "still alive: PoolWorker-", "close every pool"),
                wrong(PoolSolutions::noPool, "no process was started"),
                wrong(PoolSolutions::oneWorker, "it was 1"),
                wrong(PoolSolutions::wrong, "expected [1, 4, 9, 16, 25], got [2, 4, 6, 8, 10]"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongSquares(Squares solution, String... sentences) {
        fails(squares(solution), sentences);
    }

    interface First {
        List<Integer> of(int count, Stream<Integer> all) throws Exception;
    }

    private static Exercise.Questions first(First solution) {
        return it ->
                it.run(() ->
                                solution.of(
                                        3,
                                        Stream.iterate(
                                                1,
                                                n -> {
                                                    if (n > 1_000) {
                                                        throw new IllegalStateException("too many");
                                                    }
                                                    return n + 1;
                                                })))
                        .processesAtLeast(2)
                        .returns(List.of(1, 4, 9))
                        .noneLeft();
    }

    @Test
    void the_first_squares_of_all_numbers() {
        passes(first(PoolSolutions::lazily));
        passes(first(PoolSolutions::limitedBefore));
        fails(first(PoolSolutions::allOfThem), "it ended with IllegalStateException: too many");
        fails(first(PoolSolutions::withoutWorkers), "no process was started");
    }

    interface Position {
        int of(List<Integer> numbers) throws Exception;
    }

    private static Exercise.Questions position(Position solution) {
        return it -> {
            it.run(() -> solution.of(List.of(4, 5, 0, 2, 0)))
                    .processesAtLeast(2)
                    .returns(2)
                    .noneLeft();
            it.run(() -> solution.of(List.of(4, 5))).returns(-1).noneLeft();
        };
    }

    @Test
    void the_position_of_the_first_failure() {
        passes(position(PoolSolutions::byIterator));
        passes(position(PoolSolutions::byFutures));
        fails(position(PoolSolutions::theLast), "expected 2, got 4");
        fails(position(PoolSolutions::notLookedFor), "it ended with ArithmeticException");
    }

    @Test
    void what_a_worker_failed_with() {
        passes(it ->
                it.run(() -> PoolSolutions.caught(List.of(1, 0, 2)))
                        .processesAtLeast(2)
                        .returns("/ by zero"));
        fails(
                it -> it.run(() -> PoolSolutions.notCaught(List.of(1, 0, 2))).returns("/ by zero"),
                "it ended with ArithmeticException: / by zero");
    }
}
