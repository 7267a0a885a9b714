package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.JobSolutions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The check of 06-joinable-queue.
@Timeout(120)
class JobLessonsTest {
    interface Division {
        List<Integer> divide(List<Integer> numbers) throws Exception;
    }

    private static Exercise.Questions division(Division solution) {
        return it ->
                it.within(Duration.ofSeconds(4))
                        .run(() -> solution.divide(List.of(5, 0, 20, 0, 4)))
                        .processes(2)
                        .together(2)
                        .noneFailed()
                        .tasksDone()
                        .returns(List.of(5, 20, 25))
                        .noneLeft();
    }

    static Stream<Division> rightDivision() {
        return Stream.of(JobSolutions::farewellEach, JobSolutions::daemonsStopped);
    }

    @ParameterizedTest
    @MethodSource
    void rightDivision(Division solution) {
        passes(division(solution));
    }

    private static Arguments wrong(Division solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongDivision() {
        return Stream.of(
                wrong(JobSolutions::noTaskDone, "for 5 jobs of which nobody said taskDone()"),
                wrong(JobSolutions::notInFinally, "for 2 jobs of which nobody said taskDone()"),
                wrong(
                        JobSolutions::notCaught,
                        "ended with java.lang.ArithmeticException: / by zero",
                        "Catch the exception inside the loop"),
                wrong(JobSolutions::daemonsLeft, "still alive: Process-"),
                wrong(
                        JobSolutions::oneFarewell,
                        "waits for something from a queue (JobSolutions.java, line "),
                wrong(JobSolutions::oneWorker, "it was 1"),
                wrong(JobSolutions::plainQueue, "taskDone() was called 0 times"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongDivision(Division solution, String... sentences) {
        fails(division(solution), sentences);
    }
}
