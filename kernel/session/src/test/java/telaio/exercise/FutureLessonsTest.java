package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.FutureSolutions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.SerializableCallable;

/// The checks of 07-futures.
@Timeout(120)
class FutureLessonsTest {
    interface AsTheyCome {
        void show(List<SerializableCallable<String>> jobs, Consumer<String> show) throws Exception;
    }

    private static List<String> shown(AsTheyCome solution) throws Exception {
        var go = new Event();
        var seen = new ArrayList<String>();
        solution.show(
                List.of(
                        () -> {
                            boolean _ = go.await(Duration.ofSeconds(3));
                            return "slow";
                        },
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> "quick"),
                text -> {
                    seen.add(text);
                    if (text.equals("quick")) {
                        go.set();
                    }
                });
        return seen;
    }

    private static Exercise.Questions asTheyCome(AsTheyCome solution) {
        return it ->
                it.within(Duration.ofSeconds(6))
                        .run(() -> shown(solution))
                        .processes(2)
                        .returns("the failure is shown", seen -> seen.contains("broken"))
                        .returns("the slow one is last", seen -> seen.indexOf("slow") == 2)
                        .noneLeft();
    }

    static Stream<AsTheyCome> rightAsTheyCome() {
        return Stream.of(FutureSolutions::asCompleted, FutureSolutions::waitForTheFirst);
    }

    @ParameterizedTest
    @MethodSource
    void rightAsTheyCome(AsTheyCome solution) {
        passes(asTheyCome(solution));
    }

    private static Arguments wrong(AsTheyCome solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongAsTheyCome() {
        return Stream.of(
                wrong(
                        FutureSolutions::inTheOrderOfTheJobs,
                        "the slow one is last",
                        "got [slow, broken, quick]"),
                wrong(FutureSolutions::swallowed, "the failure is shown", "got [quick, slow]"),
                wrong(FutureSolutions::notCaught, "it ended with", "broken"),
                wrong(FutureSolutions::notClosed, "still alive: PoolWorker-"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongAsTheyCome(AsTheyCome solution, String... sentences) {
        fails(asTheyCome(solution), sentences);
    }

    interface First {
        String of(List<SerializableCallable<String>> ways) throws Exception;
    }

    private static String found(First solution) throws Exception {
        var started = new Event();
        return solution.of(
                List.of(
                        () -> {
                            started.set();
                            new Event().await();
                            return "never";
                        },
                        () -> {
                            throw new IllegalStateException("no way");
                        },
                        () -> {
                            started.await();
                            return "here I am";
                        }));
    }

    private static Exercise.Questions first(First solution) {
        return it ->
                it.within(Duration.ofSeconds(4))
                        .run(() -> found(solution))
                        .processesAtLeast(3)
                        .together(3)
                        .returns("here I am")
                        .noneLeft();
    }

    static Stream<First> rightFirst() {
        return Stream.of(
                FutureSolutions::cancelsTheOthers,
                FutureSolutions::invokeAny,
                FutureSolutions::killed);
    }

    @ParameterizedTest
    @MethodSource
    void rightFirst(First solution) {
        passes(first(solution));
    }

    private static Arguments notFirst(First solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongFirst() {
        return Stream.of(
                notFirst(FutureSolutions::notCancelled, "after 4 s it had not ended", "Event"),
                notFirst(FutureSolutions::firstEvenIfFailed, "it ended with", "no way"),
                notFirst(FutureSolutions::fewWorkers, "never more than 2"),
                notFirst(FutureSolutions::leftOpen, "still alive: PoolWorker-"),
                notFirst(FutureSolutions::oneAfterTheOther, "no process was started"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongFirst(First solution, String... sentences) {
        fails(first(solution), sentences);
    }
}
