package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.SharedSolutions;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.SharedArray;
import telaio.multiprocessing.memory.TraceEvent;

/// The checks of 10-shared-memory.
@Timeout(120)
class SharedLessonsTest {
    interface Rows {
        void sum(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows) throws Exception;
    }

    private static int[] sums(Rows solution) throws Exception {
        var matrix = SharedArray.of(IntStream.range(0, 20).toArray());
        var sums = SharedArray.ofInts(5);
        solution.sum(matrix, sums, 5);
        return sums.toIntArray();
    }

    private static Exercise.Questions rows(Rows solution) {
        return it -> {
            var run = it.run(() -> sums(solution));
            var _ = run.processes(2).together(2).joined().exitCode(0);
            var _ = run.returns(new int[] {6, 22, 38, 54, 70});
            long writers =
                    run.events().stream()
                            .filter(event -> event.kind().name().equals("SET"))
                            .map(TraceEvent::pid)
                            .filter(pid -> pid != Process.current().pid())
                            .distinct()
                            .count();
            var _ = it.that("both processes write", writers == 2);
        };
    }

    static Stream<Rows> rightRows() {
        return Stream.of(
                SharedSolutions::halves, SharedSolutions::everyOther, SharedSolutions::slices);
    }

    @ParameterizedTest
    @MethodSource
    void rightRows(Rows solution) {
        passes(rows(solution));
    }

    private static Arguments wrong(Rows solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongRows() {
        return Stream.of(
                wrong(SharedSolutions::lastForgotten, "got [6, 22, 38, 54, 0]"),
                wrong(
                        SharedSolutions::intoACopy,
                        "got [0, 0, 0, 0, 0]",
                        "each works on its own copy of the variables"),
                wrong(SharedSolutions::oneDoesItAll, "both processes write"),
                wrong(SharedSolutions::weDoIt, "the work was done in MainProcess itself"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongRows(Rows solution, String... sentences) {
        fails(rows(solution), sentences);
    }

    interface Letters {
        void count(String text, SharedArray<Integer> counts) throws Exception;
    }

    private static String counted(Letters solution) throws Exception {
        var counts = SharedArray.ofInts(26);
        solution.count("abbabcab".repeat(25), counts);
        return counts.subList(0, 3).toString();
    }

    private static Exercise.Questions letters(Letters solution) {
        return it ->
                it.run(() -> counted(solution))
                        .processes(2)
                        .together(2)
                        .joined()
                        .exitCode(0)
                        .guarded()
                        .returns("[75, 100, 25]");
    }

    static Stream<Letters> rightLetters() {
        return Stream.of(
                SharedSolutions::inOneStep,
                SharedSolutions::withItsLock,
                SharedSolutions::firstForItself);
    }

    @ParameterizedTest
    @MethodSource
    void rightLetters(Letters solution) {
        passes(letters(solution));
    }

    private static Arguments lost(Letters solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongLetters() {
        return Stream.of(
                lost(
                        SharedSolutions::inTwoSteps,
                        "reads and then sets without a lock (SharedSolutions.java, line "),
                lost(SharedSolutions::theWholeTextTwice, "got «[150, 200, 50]»"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongLetters(Letters solution, String... sentences) {
        fails(letters(solution), sentences);
    }
}
