package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.display.Showing;

/// Exercise, hint and check cells, as in a notebook.
@Timeout(120)
class ExerciseCellTest {
    private static final String CHECK =
            """
            Exercise.check("01-process/a", it -> it.run(() -> inParallel())
                    .processes(2)
                    .together(2)
                    .joined()
                    .exitCode(0)
                    .printed("one", "two"));
            """;

    private final Lab lab = new Lab();

    @AfterEach
    void end() {
        lab.close();
    }

    private String checked(String solution) {
        lab.quietly(1, "Exercise.language(\"en\");");
        lab.quietly(2, solution);
        var outcome = lab.run(3, CHECK);
        var report = report();
        assertThat(outcome)
                .as(report)
                .isInstanceOf(report.contains("✗") ? Outcome.Failed.class : Outcome.Nothing.class);
        return report;
    }

    private String report() {
        return lab.shown(lab.origin()).stream()
                .filter(Showing.Show.class::isInstance)
                .map(it -> String.valueOf(((Showing.Show) it).data().get("text/plain")))
                .reduce("", String::concat);
    }

    @Test
    void a_stub_can_be_defined_and_a_check_of_it_says_that_it_is_to_be_completed() {
        var report =
                checked(
                        """
                        void inParallel() throws InterruptedException {
                            throw Exercise.toDo();
                        }
                        """);
        assertThat(report).contains("✗ it comes to its end: to be completed");
    }

    @Test
    void a_solution_passes_and_what_its_processes_print_is_seen() {
        var report =
                checked(
                        """
                        void one() { IO.println("one"); }
                        void two() { IO.println("two"); }
                        void inParallel() throws InterruptedException {
                            var a = new Process(() -> one());
                            var b = new Process(() -> two());
                            a.start();
                            b.start();
                            a.join();
                            b.join();
                        }
                        """);
        assertThat(report).endsWith("6 of 6");
        assertThat(lab.out(lab.origin()).lines()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_mistake_is_named_with_its_cell_and_line() {
        var report =
                checked(
                        """
                        void inParallel() throws InterruptedException {
                            for (var word : List.of("one", "two")) {
                                var p = new Process(() -> IO.println(word));
                                p.start();
                                p.join();
                            }
                        }
                        """);
        assertThat(report).contains("join() comes before the next start() (In[2], line 5)");
    }

    @Test
    void a_class_whose_run_is_called_is_named() {
        var report =
                checked(
                        """
                        class Greeting extends Process {
                            final String word;
                            Greeting(String word) { this.word = word; }
                            @Override protected void run() { IO.println(word); }
                        }
                        void inParallel() throws InterruptedException {
                            new Greeting("one").run();
                            new Greeting("two").run();
                        }
                        """);
        assertThat(report).contains("the work was done in MainProcess itself");
    }

    @Test
    void a_loop_without_end_is_stopped_and_the_notebook_goes_on() {
        lab.quietly(1, "Exercise.language(\"en\");");
        lab.quietly(2, "void loop() { while (true) { } }");
        var outcome =
                lab.run(
                        3,
                        """
                        Exercise.check("01-process/b", it -> it.within(Duration.ofSeconds(1))
                                .run(() -> loop()));
                        """
                                .replace("Duration", "java.time.Duration"));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(report()).contains("a loop that never ends");
        assertThat(lab.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void an_unbounded_get_is_named_with_its_cell_and_line() {
        lab.quietly(1, "Exercise.language(\"en\");");
        lab.quietly(
                2,
                """
                void wait_() throws InterruptedException {
                    var queue = new Queue<String>();
                    var child = new Process(() -> {
                        queue.get();
                    });
                    child.start();
                    child.join();
                }
                """);
        lab.run(
                3,
                """
                Exercise.check("03-queue/a", it -> it.within(java.time.Duration.ofSeconds(2))
                        .run(() -> wait_()));
                """);
        assertThat(report()).contains("waits for something from a queue (In[2], line 4)");
    }

    @Test
    void partial_credit_is_the_value_of_the_cell() {
        var score =
                lab.value(
                        "Exercise.score(\"x/a\", 2, it -> it.that(\"a\", true).that(\"b\", false))");
        assertThat(score).isEqualTo("1.0");
    }

    @Test
    void hints_are_shown_one_by_one() {
        lab.quietly(1, "Exercise.language(\"it\"); Exercise.hints(\"x/a\", \"uno\", \"due\");");
        lab.quietly(2, "Exercise.hint(\"x/a\");");
        assertThat(lab.out(lab.origin())).isEqualTo("Suggerimento 1 di 2: uno\n");
        lab.quietly(3, "Exercise.hint(\"x/a\");");
        assertThat(lab.out(lab.origin())).isEqualTo("Suggerimento 2 di 2: due\n");
    }
}
