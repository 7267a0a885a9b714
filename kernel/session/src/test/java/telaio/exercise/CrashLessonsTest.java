package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.CrashSolutions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.SerializableCallable;
import telaio.multiprocessing.SharedArray;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.Value;

/// The checks of 16-crash-and-recovery.
@Timeout(120)
class CrashLessonsTest {
    interface Supervisor {
        boolean supervise(Task job) throws Exception;
    }

    private static Exercise.Questions restarts(Supervisor solution) {
        return it -> {
            var falls = new Value<>(0);
            it.run(() -> solution.supervise(failing(falls))).returns(true).processes(3).joined();
            it.run(() -> solution.supervise(CrashSolutions::collapse))
                    .returns(false)
                    .processes(4)
                    .joined();
        };
    }

    private static Task failing(Value<Integer> falls) {
        return () -> {
            if (falls.addAndGet(1) <= 2) {
                CrashSolutions.collapse();
            }
        };
    }

    static Stream<Supervisor> rightSupervisors() {
        return Stream.of(CrashSolutions::inALoop, CrashSolutions::recursively);
    }

    @ParameterizedTest
    @MethodSource
    void rightSupervisors(Supervisor solution) {
        passes(restarts(solution));
    }

    private static Arguments wrong(Supervisor solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongSupervisors() {
        return Stream.of(
                wrong(CrashSolutions::once, "expected true, got false", "it was 1"),
                wrong(CrashSolutions::oneRestartTooMany, "processes started: 4: it was 5"),
                wrong(CrashSolutions::theSameAgain, "it ended with IllegalStateException"),
                wrong(
                        CrashSolutions::withoutJoin,
                        "it ended with NoSuchElementException",
                        "nobody waited for"),
                wrong(CrashSolutions::here, "it ended with IllegalStateException: not here"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongSupervisors(Supervisor solution, String... sentences) {
        fails(restarts(solution), sentences);
    }

    static Stream<Supervisor> endless() {
        return Stream.of(CrashSolutions::forEver);
    }

    @ParameterizedTest
    @MethodSource
    void endless(Supervisor solution) {
        fails(
                it -> restarts(solution).ask(it.within(Duration.ofSeconds(2))),
                "after 2 s it had not ended and was stopped");
    }

    interface Boss {
        Map<Integer, Integer> allOf(Map<Integer, Callable<Integer>> jobs) throws Exception;
    }

    private static Exercise.Questions answers(Boss solution) {
        return it -> {
            var times = SharedArray.of(0, 0, 0, 0);
            var jobs = new TreeMap<Integer, Callable<Integer>>();
            for (int n = 0; n < 4; n++) {
                jobs.put(n, moody(times, n));
            }
            it.run(() -> solution.allOf(jobs)).returns(Map.of(0, 0, 1, 1, 2, 4, 3, 9)).noneLeft();
            it.equal(
                    "only the job that failed was done again",
                    List.of(1, 1, 2, 1),
                    List.copyOf(times));
        };
    }

    private static SerializableCallable<Integer> moody(SharedArray<Integer> times, int job) {
        return () -> {
            if (times.addAndGet(job, 1) == 1 && job == 2) {
                CrashSolutions.collapse();
            }
            return job * job;
        };
    }

    static Stream<Boss> rightBosses() {
        return Stream.of(CrashSolutions::byRounds, CrashSolutions::byFutures);
    }

    @ParameterizedTest
    @MethodSource
    void rightBosses(Boss solution) {
        passes(answers(solution));
    }

    private static Arguments lazy(Boss solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongBosses() {
        return Stream.of(
                lazy(CrashSolutions::withoutRetry, "got {0=0, 1=1, 3=9}", "got [1, 1, 1, 1]"),
                lazy(CrashSolutions::allAgain, "got [2, 2, 2, 2]"),
                lazy(CrashSolutions::notCaught, "it ended with ExecutionException"),
                lazy(CrashSolutions::notClosed, "still alive"),
                lazy(CrashSolutions::here, "it ended with IllegalStateException: not here"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongBosses(Boss solution, String... sentences) {
        fails(answers(solution), sentences);
    }
}
