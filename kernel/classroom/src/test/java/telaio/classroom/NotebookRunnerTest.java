package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.display.Arrival;
import telaio.display.Showing;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Completeness;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;

@Timeout(60)
class NotebookRunnerTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> evaluated = new ArrayList<>();
    private volatile boolean closed;

    /// Cells of this test are one word: what to do.
    private final class Words implements Evaluator {
        private final Frontend frontend;
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        Words(Frontend frontend) {
            this.frontend = frontend;
        }

        @Override
        public Outcome evaluate(Cell cell) {
            evaluated.add(cell.code());
            return switch (cell.code()) {
                case "fail" ->
                        new Outcome.Failed("E", "why", List.of("\u001B[31mat In[1]\u001B[0m"));
                case "value" -> new Outcome.Value(Map.of("text/plain", "42"));
                case "print" -> {
                    frontend.stream(cell.origin(), Frontend.Stream.STDOUT, "città\n");
                    frontend.stream(cell.origin() - 1, Frontend.Stream.STDOUT, "late\n");
                    yield new Outcome.Nothing();
                }
                case "display" -> {
                    show(cell, new Showing.Show("d", text("0 %")));
                    show(cell, new Showing.Update("d", text("50 %")));
                    yield new Outcome.Nothing();
                }
                case "update" -> {
                    show(cell, new Showing.Update("d", text("99 %")));
                    show(cell, new Showing.Update("d", text("100 %")));
                    show(cell, new Showing.Update("unknown", text("nothing")));
                    yield new Outcome.Nothing();
                }
                case "again" -> {
                    show(cell, new Showing.Show("d", text("anew")));
                    yield new Outcome.Nothing();
                }
                case "clear" -> {
                    show(cell, new Showing.Show("c", text("old")));
                    show(cell, new Showing.Clear(true));
                    show(cell, new Showing.Show("e", text("new")));
                    show(cell, new Showing.Update("c", text("gone")));
                    yield new Outcome.Nothing();
                }
                case "wait" -> {
                    await(interrupted);
                    yield new Outcome.Interrupted();
                }
                case "resist" -> {
                    await(ended);
                    yield new Outcome.SessionDied("killed");
                }
                default -> new Outcome.Nothing();
            };
        }

        private void show(Cell cell, Showing showing) {
            frontend.show(cell.origin(), showing);
        }

        private static Map<String, String> text(String text) {
            return Map.of("text/plain", text);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Outcome expression(Cell cell) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Completeness completeness(String code) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Completion complete(String code, int cursor) {
            return new Completion(List.of(), cursor, cursor);
        }

        @Override
        public Inspection inspect(String code, int cursor, boolean source) {
            return Inspection.NOTHING;
        }

        @Override
        public Outcome deliver(Cell cell, Arrival arrival) {
            return new Outcome.Nothing();
        }

        @Override
        public void interrupt(long origin) {
            interrupted.countDown();
        }

        @Override
        public void close() {
            closed = true;
            ended.countDown();
        }
    }

    private NotebookRunner runner(@Nullable Duration timeout) {
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new NotebookRunner(Words::new, new CellPrinter(stream, stream, false), timeout);
    }

    private NotebookFile notebook(String... cells) throws IOException {
        return NotebookFile.read(
                Files.writeString(
                        folder.resolve("n.ipynb"),
                        "{\"cells\":["
                                + String.join(",", cells)
                                + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}"));
    }

    private static String code(String word) {
        return cell("code", word, "[]");
    }

    private static String mayFail(String word) {
        return cell("code", word, "[\"raises-exception\"]");
    }

    private static String cell(String type, String source, String tags) {
        return """
        {"cell_type":"%s","id":"%s","metadata":{"tags":%s},"outputs":[{"output_type":"stream"}],\
        "execution_count":9,"source":"%s"}\
        """
                .formatted(type, "id-" + source, tags, source);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runs_code_cells_in_order_and_keeps_what_they_show() throws IOException {
        var notebook = notebook(cell("markdown", "text", "[]"), code("x"), code("value"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(evaluated).containsExactly("x", "value");
        assertThat(closed).isTrue();
        assertThat(notebook.cells().get(1).outputs()).isEmpty();
        assertThat(notebook.cells().get(2).outputs())
                .hasToString(
                        """
                        [{"output_type":"execute_result","data":{"text/plain":["42"]},\
                        "execution_count":2,"metadata":{}}]\
                        """);
        assertThat(printed()).isEqualToNormalizingNewlines("In[1]\nIn[2]\nOut[2]: 42\n");
    }

    @Test
    void output_stands_with_the_cell_it_belongs_to() throws IOException {
        var notebook = notebook(code("x"), code("print"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(notebook.cells().get(0).outputs().toString()).contains("late");
        assertThat(notebook.cells().get(1).outputs().toString())
                .contains("città")
                .doesNotContain("late");
        assertThat(printed()).isEqualToNormalizingNewlines("In[1]\nIn[2]\ncittà\nIn[1]\nlate\n");
    }

    private String outputs(NotebookFile notebook, int cell) {
        return notebook.cells().get(cell).outputs().toString();
    }

    @Test
    void a_display_is_kept_in_its_final_state_wherever_it_was_updated() throws IOException {
        var notebook = notebook(code("display"), code("x"), code("update"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(outputs(notebook, 0)).contains("[\"100 %\"]").doesNotContain("50 %");
        assertThat(outputs(notebook, 2)).isEqualTo("[]");
        assertThat(printed())
                .isEqualToNormalizingNewlines("In[1]\n0 %\n50 %\nIn[2]\nIn[3]\n100 %\n");
    }

    @Test
    void a_display_shown_again_changes_the_earlier_one() throws IOException {
        var notebook = notebook(code("display"), code("again"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(outputs(notebook, 0)).contains("anew");
        assertThat(outputs(notebook, 1)).contains("anew");
    }

    @Test
    void cleared_output_makes_room_for_the_next() throws IOException {
        var notebook = notebook(code("clear"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(outputs(notebook, 0)).contains("new").doesNotContain("old", "gone");
    }

    @Test
    void stops_at_a_cell_that_fails_and_names_it() throws IOException {
        var notebook = notebook(code("x"), code("fail"), code("value"));
        assertThat(runner(null).run(notebook)).contains(new CellFailure(2, "id-fail", "E", "why"));
        assertThat(evaluated).containsExactly("x", "fail");
        assertThat(notebook.cells().get(1).outputs().toString()).contains("\"ename\":\"E\"");
        // What stood there from an earlier run is no output of this one.
        assertThat(notebook.cells().get(2).outputs()).isEmpty();
        assertThat(printed()).contains("at In[1]").doesNotContain("\u001B");
    }

    @Test
    void goes_on_after_a_cell_that_may_fail() throws IOException {
        assertThat(runner(null).run(notebook(mayFail("fail"), code("value")))).isEmpty();
        assertThat(evaluated).containsExactly("fail", "value");
    }

    @Test
    void a_cell_without_code_is_not_run() throws IOException {
        var notebook = notebook(code(" "), code("value"));
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(evaluated).containsExactly("value");
        assertThat(notebook.text()).contains("\"execution_count\": null");
    }

    @Test
    void a_cell_that_runs_too_long_is_stopped_and_has_failed_whatever_its_tags()
            throws IOException {
        var failure = runner(Duration.ofMillis(50)).run(notebook(mayFail("wait"), code("x")));
        assertThat(failure).map(CellFailure::name).contains("Timeout");
        assertThat(evaluated).containsExactly("wait");
    }

    @Test
    void a_cell_that_resists_loses_its_session() throws IOException {
        var failure = runner(Duration.ofMillis(50)).run(notebook(code("resist"), code("x")));
        assertThat(failure).map(CellFailure::name).contains("Timeout");
        assertThat(evaluated).containsExactly("resist");
    }

    @Test
    void the_notebook_says_its_language() throws IOException {
        var notebook = notebook();
        assertThat(runner(null).run(notebook)).isEmpty();
        assertThat(notebook.metadata().getAsJsonObject("language_info").get("name").getAsString())
                .isEqualTo("java");
    }

    @Test
    void no_time_at_all_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> runner(Duration.ZERO));
    }
}
