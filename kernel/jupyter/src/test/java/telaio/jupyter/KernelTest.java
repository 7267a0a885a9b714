package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.Content;
import telaio.jupyter.protocol.Content.AbortedReply;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoReply;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.InterruptReply;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.IsCompleteReply;
import telaio.jupyter.protocol.Content.IsCompleteRequest;
import telaio.jupyter.protocol.Content.KernelInfoReply;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.ShutdownReply;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;
import telaio.jupyter.protocol.Session;

@Timeout(60)
class KernelTest {
    private record Published(@Nullable Header parent, Broadcast content) {}

    private final Session session = new Session("test");
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final List<Header> stopped = new CopyOnWriteArrayList<>();
    private final List<Header> cancelled = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Frontend> frontend = new CompletableFuture<>();
    private @Nullable Kernel open;

    private final Publisher publisher =
            new Publisher() {
                @Override
                public void publish(@Nullable Header parent, Broadcast content) {
                    published.add(new Published(parent, content));
                }

                @Override
                public void stopped(Header parent) {
                    stopped.add(parent);
                }
            };

    private final InputRequests input =
            new InputRequests() {
                @Override
                public String ask(Message request, Content.InputRequest question) {
                    return question.prompt() + " " + request.header().msgId();
                }

                @Override
                public void cancel(Header request) {
                    cancelled.add(request);
                }
            };

    private Kernel kernel(Function<Cell, Outcome> body) {
        return kernel(
                (Frontend given) -> {
                    frontend.complete(given);
                    return FakeEvaluator.of((_, cell) -> body.apply(cell)).apply(given);
                },
                publisher);
    }

    private Kernel kernel(Function<Frontend, Evaluator> maker, Publisher to) {
        var kernel = new Kernel(to, input, maker, new HistoryFile(null, 1));
        open = kernel;
        return kernel;
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    private Message cell(String code) {
        return session.request(ExecuteRequest.cell(code));
    }

    private Message silent(String code) {
        return session.request(new ExecuteRequest(code, true, false, Map.of(), false, true));
    }

    private List<Broadcast> contents() {
        return published.stream().map(Published::content).toList();
    }

    private static ExecuteReply ok(int count) {
        return new ExecuteReply(count, new JsonObject());
    }

    @Test
    void shows_the_input_then_the_result_of_a_cell() {
        var kernel = kernel(cell -> FakeEvaluator.value(cell.code() + "!"));
        var request = cell("ciao");

        assertThat(kernel.answer(request)).isEqualTo(ok(1));
        var data = new JsonObject();
        data.addProperty("text/plain", "ciao!");
        assertThat(published)
                .containsExactly(
                        new Published(request.header(), new ExecuteInput("ciao", 1)),
                        new Published(
                                request.header(), new ExecuteResult(1, data, new JsonObject())));
    }

    @Test
    void shows_no_result_for_a_cell_without_value() {
        assertThat(kernel(_ -> new Outcome.Nothing()).answer(cell("x"))).isEqualTo(ok(1));
        assertThat(contents()).containsExactly(new ExecuteInput("x", 1));
    }

    @Test
    void does_not_count_nor_show_silent_cells() {
        var kernel =
                kernel(cell -> {
                    frontend.join().stream(cell.origin(), Frontend.Stream.STDOUT, "hush");
                    return FakeEvaluator.value("1");
                });
        assertThat(kernel.answer(silent("1"))).isEqualTo(ok(0));
        assertThat(published).isEmpty();
        assertThat(kernel.answer(cell("2"))).isEqualTo(ok(1));
    }

    @Test
    void shows_but_does_not_count_cells_that_are_not_stored() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        var unstored = new ExecuteRequest("x", false, false, Map.of(), false, true);
        assertThat(kernel.answer(cell("1"))).isEqualTo(ok(1));
        assertThat(kernel.answer(session.request(unstored))).isEqualTo(ok(1));
        assertThat(kernel.answer(cell("2"))).isEqualTo(ok(2));
        assertThat(contents()).contains(new ExecuteInput("x", 1));
    }

    @Test
    void says_the_same_error_in_reply_and_broadcast() {
        var kernel =
                kernel(_ -> new Outcome.Failed("java.lang.Error", "no", List.of("line", "line")));
        assertThat(kernel.answer(cell("x")))
                .isEqualTo(new ErrorReply("java.lang.Error", "no", List.of("line", "line"), 1));
        assertThat(contents())
                .contains(new ErrorOutput("java.lang.Error", "no", List.of("line", "line")));
    }

    @Test
    void names_a_stopped_cell_interrupted() {
        var kernel = kernel(_ -> new Outcome.Interrupted());
        assertThat(kernel.answer(cell("x")))
                .isInstanceOfSatisfying(
                        ErrorReply.class,
                        error -> {
                            assertThat(error.ename()).isEqualTo("Interrupted");
                            assertThat(contents())
                                    .contains(
                                            new ErrorOutput(
                                                    "Interrupted",
                                                    error.evalue(),
                                                    error.traceback()));
                        });
    }

    @Test
    void gives_the_sentence_of_a_session_that_died() {
        var kernel = kernel(_ -> new Outcome.SessionDied("exit code 3"));
        assertThat(kernel.answer(cell("x")))
                .isEqualTo(new ErrorReply("SessionDied", "exit code 3", List.of("exit code 3"), 1));
    }

    @Test
    void an_evaluator_that_throws_is_an_error_of_the_cell() {
        var kernel =
                kernel(_ -> {
                    throw new StackOverflowError("deep");
                });
        assertThat(kernel.answer(cell("x")))
                .isInstanceOfSatisfying(
                        ErrorReply.class,
                        error ->
                                assertThat(error.ename())
                                        .isEqualTo("java.lang.StackOverflowError"));
        assertThat(kernel.answer(session.request(new KernelInfoRequest()))).isNotNull();
    }

    @Test
    void evaluates_user_expressions_each_for_itself() {
        var kernel =
                kernel(cell ->
                        cell.code().equals("bad")
                                ? new Outcome.Failed("E", "m", List.of())
                                : FakeEvaluator.value(cell.code()));
        var request =
                new ExecuteRequest("x", false, true, Map.of("a", "1", "b", "bad"), false, true);
        var expected =
                JsonParser.parseString(
                        """
                        {"a": {"status": "ok", "data": {"text/plain": "1"}, "metadata": {}},
                         "b": {"status": "error", "ename": "E", "evalue": "m", "traceback": []}}
                        """);
        assertThat(kernel.answer(session.request(request)))
                .isEqualTo(new ExecuteReply(1, expected.getAsJsonObject()));
    }

    @Test
    void does_not_evaluate_user_expressions_of_a_cell_that_failed() {
        var kernel = kernel(_ -> new Outcome.Failed("E", "m", List.of()));
        var request = new ExecuteRequest("x", false, true, Map.of("a", "1"), false, true);
        assertThat(kernel.answer(session.request(request)))
                .isEqualTo(new ErrorReply("E", "m", List.of(), 1));
    }

    @Test
    void output_after_the_end_of_its_cell_still_goes_to_its_cell() {
        var origins = new CopyOnWriteArrayList<Long>();
        var kernel =
                kernel(cell -> {
                    origins.add(cell.origin());
                    return new Outcome.Nothing();
                });
        var first = cell("first");
        kernel.answer(first);
        kernel.answer(cell("second"));
        frontend.join().stream(origins.getFirst(), Frontend.Stream.STDERR, "late");

        assertThat(published).contains(new Published(first.header(), new Stream("stderr", "late")));
    }

    @Test
    void output_of_no_cell_goes_to_the_newest() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        kernel.answer(cell("first"));
        var second = cell("second");
        kernel.answer(second);
        frontend.join().stream(0, Frontend.Stream.STDOUT, "who?");

        assertThat(published)
                .contains(new Published(second.header(), new Stream("stdout", "who?")));
    }

    @Test
    void refuses_input_where_the_client_allows_none() {
        var kernel = kernel(cell -> FakeEvaluator.value(asked(cell)));
        kernel.answer(cell("x"));
        assertThat(contents().toString()).contains(Texts.current().noInput);
    }

    @Test
    void asks_the_client_that_allows_input_while_its_cell_runs() {
        var origin = new CompletableFuture<Long>();
        var kernel =
                kernel(cell -> {
                    origin.complete(cell.origin());
                    return FakeEvaluator.value(asked(cell));
                });
        var request = session.request(new ExecuteRequest("x", false, true, Map.of(), true, true));
        kernel.answer(request);
        assertThat(contents().toString()).contains("name? " + request.header().msgId());

        assertThatThrownBy(() -> frontend.join().input(origin.join(), "late?", false))
                .isInstanceOf(IOException.class)
                .hasMessage(Texts.current().noInputAfterEnd);
    }

    private String asked(Cell cell) {
        try {
            return frontend.join().input(cell.origin(), "name?", false);
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void says_who_it_is_before_the_evaluator_is_there() {
        var never = new CountDownLatch(1);
        var kernel =
                kernel(
                        (Frontend given) -> {
                            await(never);
                            return FakeEvaluator.of((_, _) -> new Outcome.Nothing()).apply(given);
                        },
                        publisher);
        assertThat(kernel.answer(session.request(new KernelInfoRequest())))
                .isInstanceOfSatisfying(
                        KernelInfoReply.class,
                        info -> {
                            assertThat(info.protocolVersion()).isEqualTo("5.5");
                            assertThat(info.implementation()).isEqualTo("telaio");
                            assertThat(info.languageInfo().fileExtension()).isEqualTo(".java");
                        });
        never.countDown();
    }

    @Test
    void a_cell_that_waits_for_the_evaluator_can_be_stopped() throws InterruptedException {
        var never = new CountDownLatch(1);
        var kernel =
                kernel(
                        (Frontend given) -> {
                            await(never);
                            return FakeEvaluator.of((_, _) -> new Outcome.Nothing()).apply(given);
                        },
                        (parent, content) -> {
                            published.add(new Published(parent, content));
                        });
        var reply = new CompletableFuture<@Nullable Object>();
        var shell = Thread.ofPlatform().start(() -> reply.complete(kernel.answer(cell("x"))));
        // Stops nothing until the cell has begun; so it is repeated.
        while (!reply.isDone()) {
            kernel.interrupt();
            shell.join(1);
        }
        assertThat(reply.join())
                .isInstanceOfSatisfying(
                        ErrorReply.class,
                        error -> assertThat(error.ename()).isEqualTo("Interrupted"));
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void without_evaluator_a_cell_fails_and_says_why() {
        var kernel =
                kernel(
                        (Frontend _) -> {
                            throw new IllegalStateException("no room");
                        },
                        publisher);
        assertThat(kernel.answer(cell("x")))
                .isInstanceOfSatisfying(
                        ErrorReply.class, error -> assertThat(error.evalue()).contains("no room"));
    }

    @Test
    void an_interrupt_reaches_evaluator_printers_and_questions() {
        var begun = new CountDownLatch(1);
        var kernel =
                kernel(
                        (Frontend given) ->
                                FakeEvaluator.of((_, _) -> new Outcome.Nothing()).apply(given),
                        new Publisher() {
                            @Override
                            public void publish(@Nullable Header parent, Broadcast content) {
                                begun.countDown();
                            }

                            @Override
                            public void stopped(Header parent) {
                                stopped.add(parent);
                            }
                        });
        kernel.answer(silent("the evaluator is there"));
        var request = cell("wait for interrupt");
        var reply = CompletableFuture.supplyAsync(() -> kernel.answer(request));
        await(begun);
        assertThat(kernel.answer(session.request(new InterruptRequest())))
                .isEqualTo(new InterruptReply());

        assertThat(reply.join()).isInstanceOf(ErrorReply.class);
        assertThat(stopped).containsExactly(request.header());
        assertThat(cancelled).containsExactly(request.header());
    }

    @Test
    void an_interrupt_of_nothing_does_nothing() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        kernel.interrupt();
        assertThat(kernel.answer(cell("x"))).isEqualTo(ok(1));
    }

    @Test
    void closes_the_evaluator_before_it_answers_shutdown() {
        var evaluator = new CompletableFuture<FakeEvaluator>();
        var kernel =
                kernel(
                        (Frontend given) -> {
                            var made =
                                    new FakeEvaluator(
                                            given,
                                            (_, _) -> new Outcome.Nothing(),
                                            new CountDownLatch(1),
                                            new CountDownLatch(1));
                            evaluator.complete(made);
                            return made;
                        },
                        publisher);
        assertThat(kernel.answer(session.request(new ShutdownRequest(true))))
                .isEqualTo(new ShutdownReply(true));
        assertThat(evaluator.join().closed().getCount()).isZero();
    }

    @Test
    void gives_what_a_client_says_by_a_comm_to_the_session() {
        var said = new ArrayList<String>();
        var kernel =
                kernel(cell -> {
                    said.add(cell.code());
                    return cell.code().contains("bad")
                            ? new Outcome.Failed("E", "m", List.of())
                            : new Outcome.Nothing();
                });
        var data = new JsonObject();
        data.addProperty("n", 1);
        var none = Content.Enclosure.NONE;
        assertThat(kernel.answer(session.request(new CommOpen("id", "t", data, none)))).isNull();
        assertThat(kernel.answer(session.request(new CommInfoRequest("t"))))
                .isEqualTo(new CommInfoReply(Map.of("id", "t")));
        assertThat(kernel.answer(session.request(new CommInfoRequest("other"))))
                .isEqualTo(new CommInfoReply(Map.of()));
        kernel.answer(session.request(new CommMsg("id", data, none)));
        kernel.answer(session.request(new CommMsg("nobody", data, none)));
        kernel.answer(session.request(new CommClose("id", data, none)));
        kernel.answer(session.request(new CommClose("id", data, none)));
        assertThat(said).containsExactly("comm OPEN{n=1}", "comm MESSAGE{n=1}", "comm CLOSE{n=1}");
        assertThat(published).isEmpty();
    }

    @Test
    void shows_how_a_comm_failed_and_closes_one_that_cannot_be_opened() {
        var kernel = kernel(_ -> new Outcome.Failed("E", "m", List.of("t")));
        var none = Content.Enclosure.NONE;
        var request = session.request(new CommOpen("id", "t", new JsonObject(), none));
        kernel.answer(request);
        assertThat(published)
                .containsExactly(
                        new Published(request.header(), new ErrorOutput("E", "m", List.of("t"))),
                        new Published(request.header(), new CommClose("id")));
        assertThat(kernel.answer(session.request(new CommInfoRequest(null))))
                .isEqualTo(new CommInfoReply(Map.of()));
    }

    @Test
    void says_whether_code_is_complete() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        assertThat(kernel.answer(session.request(new IsCompleteRequest("if (x) {"))))
                .isEqualTo(new IsCompleteReply("incomplete", "    "));
        assertThat(kernel.answer(session.request(new IsCompleteRequest("x"))))
                .isEqualTo(new IsCompleteReply("complete", ""));
    }

    @Test
    void has_no_answer_to_what_it_does_not_know() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        var unknown = new Content.Unknown("tea_request", new JsonObject());
        assertThat(kernel.answer(session.request(unknown))).isNull();
        assertThat(kernel.answer(session.request(new Content.InputReply("x")))).isNull();
    }

    @Test
    void aborts_with_the_number_of_the_last_cell() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        kernel.answer(cell("x"));
        assertThat(kernel.abort()).isEqualTo(new AbortedReply(1));
    }

    private List<String> history(Kernel kernel) {
        var request = new Content.HistoryRequest(true, true, "tail", 0, 0, null, 10, "*", false);
        var reply = (Content.HistoryReply) kernel.answer(session.request(request));
        return Objects.requireNonNull(reply).history().stream()
                .map(entry -> entry.line() + " " + entry.input() + " " + entry.output())
                .toList();
    }

    @Test
    void remembers_cells_that_are_counted() {
        var kernel =
                kernel(cell ->
                        cell.code().equals("v")
                                ? FakeEvaluator.value("42")
                                : new Outcome.Failed("E", "no", List.of()));
        kernel.answer(cell("v"));
        kernel.answer(silent("silent"));
        kernel.answer(
                session.request(
                        new ExecuteRequest("unstored", false, false, Map.of(), false, true)));
        kernel.answer(cell("fails"));
        assertThat(history(kernel)).containsExactly("1 v 42", "2 fails null");
    }

    @Test
    void positions_of_completion_count_code_points() {
        var kernel = kernel(_ -> new Outcome.Nothing());
        var request = new Content.CompleteRequest("😀😀 pé", 5);
        var reply = (Content.CompleteReply) kernel.answer(session.request(request));
        assertThat(Objects.requireNonNull(reply).matches()).containsExactly("cursor", "call(");
        assertThat(reply.cursorStart()).isEqualTo(3);
        assertThat(reply.cursorEnd()).isEqualTo(5);
        assertThat(reply.metadata().getAsJsonArray("_jupyter_types_experimental").get(1).toString())
                .contains("\"text\":\"call(\"", "\"type\":\"function\"", "(int): void");
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 3, 1000})
    void a_cursor_outside_of_the_code_is_at_its_end(int cursor) {
        var kernel = kernel(_ -> new Outcome.Nothing());
        var request = new Content.CompleteRequest("a😀", cursor);
        var reply = (Content.CompleteReply) kernel.answer(session.request(request));
        assertThat(Objects.requireNonNull(reply).cursorEnd()).isEqualTo(Math.clamp(cursor, 0, 2));
    }
}
