package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.PipelineSolutions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The check of 15-pipelines.
@Timeout(120)
class PipelineLessonsTest {
    interface Chain {
        List<Integer> of(List<String> lines, int workers) throws Exception;
    }

    private static Exercise.Questions chain(Chain solution, Duration time) {
        return it -> {
            var lines = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toList();
            var expected = IntStream.rangeClosed(1, 40).mapToObj(n -> n * n).toList();
            it.within(time)
                    .run(() -> solution.of(lines, 2))
                    .returns(expected)
                    .processes(3)
                    .together(3)
                    .backlog(4)
                    .joined()
                    .exitCode(0)
                    .noneLeft();
        };
    }

    static Stream<Chain> right() {
        return Stream.of(PipelineSolutions::aMarkForEach, PipelineSolutions::theMarkPassedOn);
    }

    @ParameterizedTest
    @MethodSource
    void right(Chain solution) {
        passes(chain(solution, Exercise.TIME));
    }

    private static Arguments of(Chain solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of(
                        PipelineSolutions::withoutBounds,
                        "give the queue its limit, new Queue<>(4)",
                        "join() comes before the next start()"),
                of(PipelineSolutions::asTheyCome, "expected [1, 4, 9"),
                of(PipelineSolutions::oneWorker, "it was 2", "never more than 2"),
                of(PipelineSolutions::notJoined, "nobody waited for"),
                of(PipelineSolutions::here, "works only after start()"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Chain solution, String... sentences) {
        fails(chain(solution, Exercise.TIME), sentences);
    }

    static Stream<Arguments> hanging() {
        return Stream.of(
                of(PipelineSolutions::oneMarkForAll, "waits for something from a queue"),
                of(PipelineSolutions::joinedBeforeTaking, "waits to put into a full queue"));
    }

    @ParameterizedTest
    @MethodSource
    void hanging(Chain solution, String... sentences) {
        fails(chain(solution, Duration.ofSeconds(4)), sentences);
    }
}
