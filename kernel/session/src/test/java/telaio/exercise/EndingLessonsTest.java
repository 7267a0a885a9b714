package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.EndingSolutions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.Task;

/// The checks of 11-operating-systems.
@Timeout(120)
class EndingLessonsTest {
    interface Ending {
        int of(Task job, Duration patience) throws Exception;
    }

    private static Exercise.Questions endings(Ending solution) {
        var lengthy = Duration.ofSeconds(20);
        return it -> {
            var first =
                    it.run(() -> solution.of(() -> {}, lengthy)).processes(1).joined().returns(0);
            if (first.events().isEmpty()) {
                return;
            }
            it.run(() -> solution.of(() -> System.exit(3), lengthy))
                    .processes(1)
                    .joined()
                    .returns(3);
            it.run(() ->
                            solution.of(
                                    () -> {
                                        throw new IllegalStateException("broken");
                                    },
                                    lengthy))
                    .processes(1)
                    .joined()
                    .returns(1);
            it.run(() -> solution.of(() -> new Event().await(), Duration.ofMillis(300)))
                    .processes(1)
                    .joined()
                    .returns(-9)
                    .noneLeft();
        };
    }

    static Stream<Ending> rightEndings() {
        return Stream.of(EndingSolutions::killsTheLate, EndingSolutions::looksWhetherItLives);
    }

    @ParameterizedTest
    @MethodSource
    void rightEndings(Ending solution) {
        passes(endings(solution));
    }

    private static Arguments wrong(Ending solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongEndings() {
        return Stream.of(
                wrong(EndingSolutions::terminates, "expected -9"),
                wrong(EndingSolutions::waitsForEver, "waits for a Event"),
                wrong(EndingSolutions::notStarted, "works only after start()"),
                wrong(EndingSolutions::looksTooEarly, "it ended with NoSuchElementException"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongEndings(Ending solution, String... sentences) {
        fails(endings(solution), sentences);
    }

    private static Exercise.Questions answers(Callable<List<Boolean>> solution) {
        return it -> {
            var run = it.run(solution);
            for (int i = 0; i < 8; i++) {
                int number = i;
                boolean wanted = (0xa5 >> i & 1) == 1;
                run.returns(
                        "answer " + (i + 1),
                        answers -> answers.size() == 8 && answers.get(number) == wanted);
            }
        };
    }

    @Test
    void each_answer_is_a_point() {
        passes(answers(EndingSolutions::rightAnswers));
        fails(answers(EndingSolutions::oneIsWrong), "answer 7");
        fails(answers(EndingSolutions::tooFew), "answer 1", "answer 8");
    }
}
