package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.QueueSolutions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Task;

/// The checks of 03-queue, and of what 06-joinable-queue asks.
@Timeout(120)
class QueueLessonsTest {
    private static final Duration TIME = Duration.ofSeconds(4);

    interface Exchange {
        List<String> words(List<String> words) throws Exception;
    }

    private static Exercise.Questions exchange(Exchange solution) {
        return it ->
                it.within(TIME)
                        .run(() -> solution.words(List.of("ciao", "mondo")))
                        .processes(1)
                        .toProcesses(2)
                        .fromProcesses(2)
                        .returns(List.of("CIAO", "MONDO"))
                        .joined()
                        .exitCode(0);
    }

    static Stream<Exchange> rightExchange() {
        return Stream.of(QueueSolutions::twoQueues, QueueSolutions::aPipe);
    }

    @ParameterizedTest
    @MethodSource
    void rightExchange(Exchange solution) {
        passes(exchange(solution));
    }

    private static Arguments exchange(Exchange solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongExchange() {
        return Stream.of(
                exchange(
                        QueueSolutions::copiedList,
                        "got []",
                        "each works on its own copy of the variables",
                        "0 were put and 0 taken"),
                exchange(
                        QueueSolutions::oneGetTooMany,
                        "after 4 s it had not ended",
                        "waits for something from a queue (QueueSolutions.java, line "),
                exchange(
                        QueueSolutions::putAfterClose,
                        "MainProcess used the queue after close() (QueueSolutions.java, line "),
                exchange(QueueSolutions::closedTooEarly, "used the queue after close()"),
                exchange(
                        QueueSolutions::withoutProcess, "the work was done in MainProcess itself"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongExchange(Exchange solution, String... sentences) {
        fails(exchange(solution), sentences);
    }

    interface Sum {
        int of(List<Integer> numbers) throws Exception;
    }

    private static Exercise.Questions sum(Sum solution) {
        return it ->
                it.within(TIME)
                        .run(() -> solution.of(List.of(1, 2, 3)))
                        .processes(1)
                        .toProcesses(3)
                        .returns(6)
                        .joined()
                        .exitCode(0)
                        .noneLeft();
    }

    static Stream<Sum> rightSum() {
        return Stream.of(QueueSolutions::endMark, QueueSolutions::countFirst);
    }

    @ParameterizedTest
    @MethodSource
    void rightSum(Sum solution) {
        passes(sum(solution));
    }

    static Stream<Sum> wrongSum() {
        return Stream.of(QueueSolutions::noEndMark);
    }

    @ParameterizedTest
    @MethodSource
    void wrongSum(Sum solution) {
        fails(sum(solution), "waits for something from a queue", "Process-", "still alive");
    }

    interface Through {
        int of(int count, Task pause) throws Exception;
    }

    /// The first pause is long: in a queue without a limit, items pile up meanwhile.
    private static Exercise.Questions bounded(Through solution) {
        return it -> {
            var first = new AtomicBoolean(true);
            Task pause = () -> Thread.sleep(first.getAndSet(false) ? 500 : 0);
            it.within(TIME)
                    .run(() -> solution.of(50, pause))
                    .processes(1)
                    .backlog(3)
                    .returns(1275)
                    .joined()
                    .exitCode(0);
        };
    }

    @Test
    void three_at_most_waiting_pass() {
        passes(bounded(QueueSolutions::bounded));
        passes(bounded(QueueSolutions::boundedTighter));
    }

    @Test
    void a_queue_without_a_limit_is_named() {
        fails(bounded(QueueSolutions::unbounded), "give the queue its limit, new Queue<>(3)");
        fails(bounded(QueueSolutions::joinedBeforeTaking), "waits to put into a full queue");
    }

    private static Exercise.Questions jobs(Callable<Integer> solution) {
        return it -> it.within(TIME).run(solution).processes(1).tasksDone().returns(3);
    }

    static Stream<Arguments> jobs() {
        return Stream.of(
                Arguments.of((Callable<Integer>) () -> QueueSolutions.inFinally(4), ""),
                Arguments.of(
                        (Callable<Integer>) () -> QueueSolutions.withoutTaskDone(4),
                        "for 4 jobs of which nobody said taskDone()"),
                Arguments.of(
                        (Callable<Integer>) () -> QueueSolutions.notInFinally(4),
                        "4 jobs were taken, taskDone() was called 3 times"));
    }

    @ParameterizedTest
    @MethodSource
    void jobs(Callable<Integer> solution, String sentence) {
        if (sentence.isEmpty()) {
            passes(jobs(solution));
        } else {
            fails(jobs(solution), sentence);
        }
    }
}
