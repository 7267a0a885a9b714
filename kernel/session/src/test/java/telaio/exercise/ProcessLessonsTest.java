package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.ProcessSolutions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.exercise.Check.Work;
import telaio.multiprocessing.Task;

/// The checks of 01-process and 02-process-class.
@Timeout(120)
class ProcessLessonsTest {
    private static Exercise.Questions inParallel(Work solution) {
        return it ->
                it.run(solution)
                        .processes(2)
                        .together(2)
                        .joined()
                        .exitCode(0)
                        .printed("1", "2", "3", "a", "b", "c");
    }

    static Stream<Work> rightInParallel() {
        return Stream.of(
                ProcessSolutions::startAndJoin,
                ProcessSolutions::inALoopOfTheirOwn,
                ProcessSolutions::bySubclasses);
    }

    @ParameterizedTest
    @MethodSource
    void rightInParallel(Work solution) {
        passes(inParallel(solution));
    }

    private static Arguments wrong(Work solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongInParallel() {
        return Stream.of(
                wrong(ProcessSolutions::notStarted, "works only after start()"),
                wrong(
                        ProcessSolutions::runCalled,
                        "the work was done in MainProcess itself",
                        "«1» was printed by MainProcess itself"),
                wrong(ProcessSolutions::methodsCalled, "the work was done in MainProcess"),
                wrong(ProcessSolutions::oneOnly, "it was 1", "never more than 1"),
                wrong(
                        ProcessSolutions::notJoined,
                        "nobody waited for process no. 1, process no. 2"),
                wrong(
                        ProcessSolutions::joinedBetween,
                        "join() comes before the next start() (ProcessSolutions.java, line "),
                wrong(ProcessSolutions::theSameTwice, "missing: a, b, c"),
                wrong(ProcessSolutions::oneFails, "exit code 1", "broken on purpose"),
                wrong(ProcessSolutions::startedTwice, "it ended with IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongInParallel(Work solution, String... sentences) {
        fails(inParallel(solution), sentences);
    }

    @Test
    void start_twice_is_an_exception_that_can_be_asked_for() {
        passes(it -> it.run(ProcessSolutions::startedTwice).fails(IllegalStateException.class));
        fails(
                it -> it.run(ProcessSolutions::startAndJoin).fails(IllegalStateException.class),
                "it ended without an exception");
    }

    interface Together {
        void all(List<Task> jobs) throws Exception;
    }

    private static Exercise.Questions together(Together solution) {
        return it ->
                it.run(() ->
                                solution.all(
                                        List.of(
                                                () -> IO.println("one"),
                                                () -> IO.println("two"),
                                                () -> IO.println("three"))))
                        .processes(3)
                        .together(3)
                        .joined()
                        .exitCode(0)
                        .printed("one", "two", "three");
    }

    @Test
    void all_started_before_any_is_joined_passes() {
        passes(together(ProcessSolutions::inTwoLoops));
        passes(together(ProcessSolutions::lastFirst));
    }

    @Test
    void a_join_inside_the_start_loop_is_named() {
        fails(
                together(ProcessSolutions::joinInTheLoop),
                "join() comes before the next start() (ProcessSolutions.java, line ");
        fails(together(ProcessSolutions::onlyTheLastJoined), "nobody waited for");
        fails(together(ProcessSolutions::withoutStart), "works only after start()");
    }

    private static Exercise.Questions twice(Callable<String> solution) {
        return it ->
                it.run(solution).processes(1).joined().exitCode(0).returns("IllegalStateException");
    }

    @Test
    void what_the_second_start_throws() {
        passes(twice(ProcessSolutions::twice));
        passes(twice(ProcessSolutions::twiceAfterItsEnd));
        fails(twice(ProcessSolutions::twoProcesses), "it was 2");
        fails(twice(ProcessSolutions::knownByHeart), "works only after start()");
    }

    interface Calls {
        void all(List<String> names) throws Exception;
    }

    private static Exercise.Questions calls(Calls solution) {
        return it ->
                it.run(() -> solution.all(List.of("Ada", "Ugo")))
                        .processes(2)
                        .together(2)
                        .printed("Ciao, Ada", "Ciao, Ugo")
                        .joined()
                        .exitCode(0);
    }

    @Test
    void a_voice_in_a_process_of_its_own_passes() {
        passes(calls(ProcessSolutions::callAll));
        fails(
                calls(ProcessSolutions::runAll),
                "To call run()",
                "«Ciao, Ada» was printed by MainProcess itself");
        fails(calls(ProcessSolutions::callOneByOne), "join() comes before the next start()");
        fails(calls(ProcessSolutions::callAndForget), "nobody waited for");
    }

    private static Exercise.Questions greeting(Work solution) {
        return it -> it.run(solution).processes(1).printed("Ciao, Alice").joined().exitCode(0);
    }

    @Test
    void a_greeting_of_a_subclass_passes() {
        passes(greeting(ProcessSolutions::greet));
        passes(greeting(ProcessSolutions::greetAndWaitOtherwise));
    }

    @Test
    void run_called_directly_is_named() {
        fails(greeting(ProcessSolutions::greetByRun), "To call run()", "call start()");
        fails(greeting(ProcessSolutions::greetNobody), "works only after start()");
    }

    static final List<Work> rightReports =
            List.of(ProcessSolutions::reportWithLocal, ProcessSolutions::reportWithTransient);

    @ParameterizedTest
    @FieldSource("rightReports")
    void a_field_that_need_not_be_sent_passes(Work solution) {
        passes(it -> it.run(solution).processes(1).printed("done").joined().exitCode(0));
    }

    @Test
    void a_field_that_cannot_be_sent_is_named() {
        fails(
                it -> it.run(ProcessSolutions::reportWithField).processes(1),
                "TaskNotSerializable",
                "helper");
    }

    @Test
    void who_is_left_alive_is_named_and_ended() {
        fails(
                it -> it.run(ProcessSolutions::oneIsLeft).noneLeft().joined(),
                "still alive: Process-",
                "nobody waited for Process-");
    }
}
