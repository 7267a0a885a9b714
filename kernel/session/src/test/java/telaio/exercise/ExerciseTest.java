package telaio.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.ProcessSolutions;
import aula.QueueSolutions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Trace;
import telaio.multiprocessing.origin.Origin;

@Timeout(120)
class ExerciseTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Exercise.language("en");
    }

    @AfterEach
    void giveOutputBack() {
        System.setOut(before);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void stub() {
        throw Exercise.toDo();
    }

    @Test
    void a_stub_fails_when_it_is_called_and_the_check_says_only_that() {
        var report = Reports.of(it -> it.run(() -> stub()).processes(2).joined());
        assertThat(report.passed()).isZero();
        assertThat(report.points()).hasSize(3);
        assertThat(report.text()).contains("to be completed").doesNotContain("start()");
        assertThat(Exercise.toDo()).hasMessage("to be completed");
        Exercise.language("it");
        assertThat(Exercise.toDo()).hasMessage("da completare");
    }

    @Test
    void a_stub_without_this_class_is_known_too() {
        fails(
                it ->
                        it.run(
                                        () -> {
                                            throw new UnsupportedOperationException(
                                                    "da completare");
                                        })
                                .joined(),
                "put your solution in the place");
    }

    @Test
    void a_check_that_passed_shows_its_points() throws Exception {
        Exercise.check("00-test/a", it -> it.run(() -> 7).returns(7));
        assertThat(printed())
                .isEqualTo(
                        """
                        00-test/a
                          ✓ it comes to its end
                          ✓ the result is right
                        2 of 2
                        """);
    }

    @Test
    void a_check_that_did_not_pass_ends_with_an_exception() {
        Exercise.language("it");
        assertThatThrownBy(() -> Exercise.check("00-test/a", it -> it.run(() -> 7).returns(8)))
                .isInstanceOf(NotPassed.class)
                .hasMessage("00-test/a: superati 1 punti su 2");
        assertThat(printed())
                .isEqualTo(
                        """
                        00-test/a
                          ✓ arriva alla fine
                          ✗ il risultato è giusto: atteso 8, ottenuto 7
                        1 su 2
                        """);
    }

    @Test
    void a_part_of_the_points_gives_a_part_of_the_score() throws Exception {
        double score =
                Exercise.score(
                        "00-test/a",
                        3,
                        it -> {
                            it.that("so", true).that("not so", false);
                            it.equal("equal", List.of(1), List.of(1));
                        });
        assertThat(score).isEqualTo(2);
        assertThat(Exercise.score("00-test/a", 1, it -> it.that("so", false))).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exercise.score("00-test/a", 0, _ -> {}));
    }

    @Test
    void hints_come_one_after_the_other() {
        Exercise.hints("00-test/a", "first", "second");
        Exercise.hint("00-test/a");
        Exercise.hint("00-test/a");
        Exercise.hint("00-test/a");
        Exercise.hint("00-test/b");
        assertThat(printed())
                .isEqualTo(
                        """
                        Hint 1 of 2: first
                        Hint 2 of 2: second
                        Hint 2 of 2: second
                        There is no hint for «00-test/b».
                        """);
    }

    @Test
    void what_the_solution_and_its_processes_print_is_seen() {
        passes(it -> it.run(ProcessSolutions::greet).printed("Ciao, Alice"));
        passes(it -> it.run(ProcessSolutions::greetByRun));
        assertThat(printed()).isEqualTo("Ciao, Alice\nCiao, Alice\n");
    }

    @Test
    void a_loop_of_the_solution_is_stopped() {
        var looping = new AtomicReference<Thread>();
        fails(
                it ->
                        it.within(Duration.ofMillis(300))
                                .run(() -> {
                                    looping.set(Thread.currentThread());
                                    while (true) {
                                        Origin.check(); // as the kernel weaves it into cells
                                    }
                                }),
                "after 0.3 s it had not ended and was stopped",
                "a loop that never ends");
        assertThat(looping.get().isAlive()).isFalse();
    }

    @Test
    void when_the_time_is_over_other_runs_are_not_tried() {
        var report =
                Reports.of(it -> {
                    it.within(Duration.ofMillis(200));
                    it.run(QueueSolutions::waitForNobody);
                    it.run(ProcessSolutions::greet).processes(1);
                });
        assertThat(report.passed()).isZero();
        assertThat(report.text()).contains("what came before took all the time");
    }

    @Test
    void nothing_is_left_behind() {
        fails(it -> it.run(ProcessSolutions::oneIsLeft).joined(), "nobody waited");
        assertThat(Process.activeChildren()).isEmpty();
        assertThat(Trace.isOn()).isFalse();
    }

    @Test
    void a_check_that_breaks_or_asks_nothing_does_not_pass() {
        fails(
                _ -> {
                    throw new IllegalStateException("equals is broken");
                },
                "could go no further",
                "equals is broken");
        fails(_ -> {}, "looks at nothing");
    }

    @Test
    void a_check_that_loops_is_stopped() throws Exception {
        var report =
                Report.of(
                        "00-test/a",
                        new Check().within(Duration.ofMillis(10)),
                        _ -> {
                            while (true) {
                                Origin.check();
                            }
                        });
        assertThat(report.passed()).isZero();
        assertThat(report.text()).contains("could go no further");
    }

    @Test
    void an_error_of_the_solution_is_told() {
        fails(
                it ->
                        it.run(() -> {
                            throw new StackOverflowError();
                        }),
                "it ended with StackOverflowError");
    }

    @Test
    void nonsense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Exercise.hints("00-test/a"));
        fails(it -> it.run(() -> 1).processes(0), "must be at least 1, was 0");
        fails(it -> it.within(Duration.ZERO), "time must be more than 0");
    }

    @Test
    void what_graders_read_is_json() {
        var report = new Report("a\"b", List.of(Point.passed("x\n"), Point.failed("y", "z")));
        assertThat(report.json(0.5, 1))
                .isEqualTo(
                        "{\"exercise\":\"a\\\"b\",\"passed\":1,\"score\":0.5,\"most\":1.0,"
                                + "\"points\":[{\"passed\":true,\"wanted\":\"x\\u000a\","
                                + "\"advice\":\"\"},{\"passed\":false,\"wanted\":\"y\","
                                + "\"advice\":\"z\"}]}");
    }
}
