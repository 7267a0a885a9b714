package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.AgreementSolutions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.Value;

/// The checks of 08-synchronization.
@Timeout(120)
class AgreementLessonsTest {
    interface Meeting {
        void meet(List<Task> arrivals, List<Task> departures) throws Exception;
    }

    private static boolean orderly(Meeting solution, int late) throws Exception {
        var otherArrived = new Event();
        var departed = new Event();
        var early = new Value<>(false);
        Task lateOne =
                () -> {
                    otherArrived.await();
                    early.set(departed.await(Duration.ofMillis(700)));
                };
        Task punctual = otherArrived::set;
        Task departs = departed::set;
        solution.meet(
                late == 0 ? List.of(lateOne, punctual) : List.of(punctual, lateOne),
                List.of(departs, departs));
        return !early.get();
    }

    private static Exercise.Questions meeting(Meeting solution) {
        return it -> {
            it.within(Duration.ofSeconds(5));
            for (int late = 0; late < 2; late++) {
                int who = late;
                it.run(() -> orderly(solution, who))
                        .processes(2)
                        .together(2)
                        .joined()
                        .exitCode(0)
                        .returns("neither departs before both have arrived", yes -> yes);
            }
        };
    }

    static Stream<Meeting> rightMeeting() {
        return Stream.of(
                AgreementSolutions::twoEvents,
                AgreementSolutions::barrier,
                AgreementSolutions::twoQueues);
    }

    @ParameterizedTest
    @MethodSource
    void rightMeeting(Meeting solution) {
        passes(meeting(solution));
    }

    private static Arguments wrong(Meeting solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongMeeting() {
        return Stream.of(
                wrong(AgreementSolutions::nobodyWaits, "neither departs before both have arrived"),
                wrong(
                        AgreementSolutions::onlyTheFirstWaits,
                        "neither departs before both have arrived"),
                wrong(
                        AgreementSolutions::eachWaitsBeforeItArrives,
                        "after 5 s it had not ended",
                        "waits for a Event (AgreementSolutions.java, line "),
                wrong(AgreementSolutions::oneProcess, "it was 1"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongMeeting(Meeting solution, String... sentences) {
        fails(meeting(solution), sentences);
    }

    interface Visits {
        void all(List<Task> visits) throws Exception;
    }

    private static Task longVisit(Value<Integer> inside, Value<Integer> most) {
        var two = new Event();
        var three = new Event();
        return () -> {
            int many = inside.addAndGet(1);
            int _ = most.updateAndGet(before -> Math.max(before, many));
            if (many > 1) {
                (many > 2 ? three : two).set();
            }
            boolean _ = two.await(Duration.ofSeconds(2));
            two.set();
            boolean _ = three.await(Duration.ofMillis(700));
            int _ = inside.addAndGet(-1);
        };
    }

    private static int most(Visits solution) throws Exception {
        var most = new Value<>(0);
        var visit = longVisit(new Value<>(0), most);
        Task broken =
                () -> {
                    throw new IllegalStateException("broken visit");
                };
        solution.all(List.of(broken, broken, visit, visit, visit));
        return most.get();
    }

    private static Exercise.Questions visits(Visits solution) {
        return it ->
                it.within(Duration.ofSeconds(6))
                        .run(() -> most(solution))
                        .processes(5)
                        .together(5)
                        .joined()
                        .returns("never more than two inside", most -> most <= 2)
                        .returns("two can be inside together", most -> most >= 2);
    }

    static Stream<Visits> rightVisits() {
        return Stream.of(AgreementSolutions::semaphore, AgreementSolutions::tickets);
    }

    @ParameterizedTest
    @MethodSource
    void rightVisits(Visits solution) {
        passes(visits(solution));
    }

    private static Arguments refused(Visits solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongVisits() {
        return Stream.of(
                refused(AgreementSolutions::noLimit, "never more than two inside"),
                refused(AgreementSolutions::lock, "two can be inside together"),
                refused(
                        AgreementSolutions::notInFinally,
                        "after 6 s it had not ended",
                        "AgreementSolutions.java, line "),
                refused(
                        AgreementSolutions::oneAfterTheOther,
                        "join() comes before the next start()"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongVisits(Visits solution, String... sentences) {
        fails(visits(solution), sentences);
    }
}
