package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.OverviewSolutions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.Value;

/// The checks of 00-overview.
@Timeout(120)
class OverviewLessonsTest {
    @SuppressWarnings("ReferenceEquality") // whether it is the same is what is asked
    private static List<Boolean> trial(boolean inProcess) throws Exception {
        int[] count = {0};
        var pid = new Value<>(0L);
        Task job =
                () -> {
                    count[0]++;
                    pid.set(ProcessHandle.current().pid());
                };
        if (inProcess) {
            var child = new Process(job);
            child.start();
            child.join();
        } else {
            var child =
                    new FutureTask<Boolean>(() -> {
                        job.run();
                        return true;
                    });
            new Thread(child).start();
            boolean _ = child.get();
        }
        BlockingQueue<List<String>> mail = inProcess ? new Queue<>() : new LinkedBlockingQueue<>();
        List<String> list = new ArrayList<>(List.of("bread"));
        mail.put(list);
        boolean same = mail.take() == list;
        return List.of(count[0] == 1, pid.get() == ProcessHandle.current().pid(), same);
    }

    private static Exercise.Questions predictions(Callable<List<Boolean>> solution) {
        return it -> {
            var run = it.run(solution);
            var withThread = trial(false);
            var withProcess = trial(true);
            for (int i = 0; i < 6; i++) {
                int number = i;
                boolean truth = (i % 2 == 0 ? withThread : withProcess).get(i / 2);
                run.returns(
                        "answer " + (i + 1), told -> told.size() == 6 && told.get(number) == truth);
            }
        };
    }

    @Test
    void each_prediction_is_compared_with_a_trial() {
        passes(predictions(OverviewSolutions::right));
        fails(predictions(OverviewSolutions::allShared), "answer 2");
        fails(predictions(OverviewSolutions::tooFew), "answer 1", "answer 6");
    }

    private static Exercise.Questions afterTheChild(Callable<Integer> solution) {
        return it ->
                it.run(solution)
                        .processes(1)
                        .printed("In the child: 2")
                        .joined()
                        .exitCode(0)
                        .returns(1);
    }

    @Test
    void what_a_child_does_not_change_passes() {
        passes(afterTheChild(OverviewSolutions::child));
        passes(afterTheChild(OverviewSolutions::subclass));
    }

    private static Arguments wrong(Callable<Integer> solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongCopies() {
        return Stream.of(
                wrong(
                        OverviewSolutions::thread,
                        "no process was started",
                        "«In the child: 2» was printed by MainProcess itself",
                        "expected 1, got 2"),
                wrong(OverviewSolutions::runCalled, "To call run()", "expected 1, got 2"),
                wrong(OverviewSolutions::notStarted, "works only after start()"),
                wrong(OverviewSolutions::notJoined, "nobody waited for"),
                wrong(OverviewSolutions::theOther, "missing: In the child: 2", "got 2"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongCopies(Callable<Integer> solution, String... sentences) {
        fails(afterTheChild(solution), sentences);
    }
}
