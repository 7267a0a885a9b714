package telaio.jupyter.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ExecutionState;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.UpdateDisplayData;
import telaio.jupyter.protocol.Header;

@Timeout(60)
class OutboxTest {
    private static final Status IDLE = new Status(ExecutionState.IDLE);
    private static final Header A = header("a");
    private static final Header B = header("b");

    private final Budget budget = new Budget();
    private final Outbox outbox =
            new Outbox(new OutputLimit(1_000_000, "[limit]", "[stopped]"), budget);

    private static Header header(String id) {
        return new Header(id, "execute_request", "s", "u", "", "", new JsonObject());
    }

    private static Stream out(String text) {
        return new Stream("stdout", text);
    }

    private static Stream err(String text) {
        return new Stream("stderr", text);
    }

    /// What is left when no more comes.
    private List<Broadcast> rest(Header parent) throws InterruptedException {
        outbox.close();
        var rest = new ArrayList<Broadcast>();
        for (var next = outbox.take(); next != null; next = outbox.take()) {
            if (next instanceof Outbox.Item(var header, var content) && parent.equals(header)) {
                rest.add(content);
            }
        }
        return rest;
    }

    @Test
    void lets_the_taker_look_before_anything_else() throws InterruptedException {
        outbox.put(A, IDLE);
        outbox.look();
        assertThat(outbox.take()).isEqualTo(new Outbox.Look());
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, IDLE));
    }

    @Test
    void joins_text_of_one_stream() throws InterruptedException {
        outbox.put(A, out("1"));
        outbox.put(A, out("2"));
        outbox.put(B, out("x"));
        outbox.put(A, out("3"));
        assertThat(rest(A)).containsExactly(out("123"));
    }

    @Test
    void text_alone_leaves_after_a_moment() throws InterruptedException {
        long begin = System.nanoTime();
        outbox.put(A, out("1"));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("1")));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Lane.JOIN);
    }

    @Test
    void what_has_one_parent_keeps_its_order() throws InterruptedException {
        outbox.put(A, out("1"));
        outbox.put(A, err("2"));
        outbox.put(A, out("3"));
        outbox.put(A, IDLE);
        outbox.put(A, out("late"));
        assertThat(rest(A)).containsExactly(out("1"), err("2"), out("3"), IDLE, out("late"));
    }

    @Test
    void a_message_sends_the_text_before_it_at_once() throws InterruptedException {
        outbox.put(A, out("1"));
        outbox.put(A, IDLE);
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("1")));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, IDLE));
    }

    @Test
    void text_of_one_parent_does_not_hold_another_back() throws InterruptedException {
        exhaust();
        outbox.put(A, out("slow"));
        outbox.put(A, IDLE);
        outbox.put(B, IDLE);
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(B, IDLE));
    }

    private void exhaust() {
        long now = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            budget.charge(now, 65_536);
        }
    }

    @Test
    void long_text_is_cut_into_messages() throws InterruptedException {
        var text = "0123456789".repeat(20_000);
        outbox.put(A, out(text));
        var rest = rest(A);
        assertThat(rest).hasSize(4);
        assertThat(joined(rest)).isEqualTo(text);
    }

    @RepeatedTest(50)
    void no_character_is_cut(RepetitionInfo repetition) throws InterruptedException {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        var text = new StringBuilder();
        while (text.length() < 150_000) {
            text.append(List.of("a", "😀", "\r\n", "è").get(random.nextInt(4)));
        }
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(40_000));
            outbox.put(A, out(text.substring(from, to)));
            from = to;
        }
        var rest = rest(A);
        assertThat(joined(rest)).isEqualTo(text.toString());
        assertThat(rest)
                .allSatisfy(message -> {
                    var part = ((Stream) message).text();
                    var bytes = part.getBytes(StandardCharsets.UTF_8);
                    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(part);
                });
    }

    @Test
    void half_a_character_waits_for_the_other() throws InterruptedException {
        outbox.put(A, out("a" + "😀".charAt(0)));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("a")));
        outbox.put(A, out("" + "😀".charAt(1)));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("😀")));
    }

    @Test
    void beyond_the_limit_text_is_cut_with_one_note() throws InterruptedException {
        outbox.close();
        for (int i = 0; i < 30; i++) {
            outbox.put(A, err("x".repeat(50_000)));
        }
        outbox.put(A, IDLE);
        outbox.put(B, out("other"));
        var rest = rest(A);
        var text = joined(rest);
        assertThat(text).hasSize(1_000_000 + "\n[limit]\n".length()).endsWith("\n[limit]\n");
        assertThat(rest).endsWith(out("\n[limit]\n"), IDLE);
    }

    @Test
    void a_printer_waits_while_too_much_waits() throws InterruptedException {
        exhaust();
        var printed = new CompletableFuture<Boolean>();
        var printer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 10; i++) {
                                outbox.put(A, out("x".repeat(50_000)));
                            }
                            printed.complete(true);
                        });
        while (printer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(printed).isNotDone();
        budget.reset();
        int length = 0;
        while (length < 500_000) {
            var item = (Outbox.Item) Objects.requireNonNull(outbox.take());
            length += ((Stream) item.content()).text().length();
        }
        assertThat(printed.join()).isTrue();
    }

    @Test
    void a_stop_frees_printers_and_leaves_a_note() throws InterruptedException {
        exhaust();
        var printer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 100; i++) {
                                outbox.put(A, out("x".repeat(50_000)));
                            }
                            outbox.put(A, IDLE);
                        });
        while (printer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        outbox.stop(A);
        printer.join();
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("\n[stopped]\n")));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, IDLE));
    }

    @Test
    void a_stop_loses_nothing_of_a_cell_that_prints_little() throws InterruptedException {
        outbox.stop(A);
        outbox.put(A, out("finally"));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("finally")));
    }

    private static JsonObject json(String key, String value) {
        var json = new JsonObject();
        json.addProperty(key, value);
        return json;
    }

    private static DisplayData display(String text) {
        return new DisplayData(json("text/plain", text), new JsonObject(), json("display_id", "1"));
    }

    private static UpdateDisplayData update(String id, String text) {
        return new UpdateDisplayData(
                json("text/plain", text), new JsonObject(), json("display_id", id));
    }

    @Test
    void displays_keep_their_place_among_text() throws InterruptedException {
        outbox.put(A, out("1"));
        outbox.put(A, display("2"));
        outbox.put(A, out("3"));
        outbox.put(A, new ClearOutput(true));
        outbox.put(A, update("1", "4"));
        assertThat(rest(A))
                .containsExactly(
                        out("1"), display("2"), out("3"), new ClearOutput(true), update("1", "4"));
    }

    @Test
    void of_updates_in_a_row_the_last_is_sent() throws InterruptedException {
        outbox.put(A, update("1", "a"));
        outbox.put(A, update("1", "b"));
        outbox.put(A, update("2", "c"));
        outbox.put(A, update("1", "d"));
        assertThat(rest(A)).containsExactly(update("1", "b"), update("2", "c"), update("1", "d"));
    }

    @Test
    void an_update_alone_leaves_after_a_moment() throws InterruptedException {
        long begin = System.nanoTime();
        outbox.put(A, update("1", "a"));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, update("1", "a")));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Lane.UPDATE);
    }

    @Test
    void displays_count_against_the_limit_and_updates_do_not() throws InterruptedException {
        outbox.close();
        for (int i = 0; i < 5; i++) {
            outbox.put(A, display("x".repeat(300_000)));
        }
        outbox.put(A, update("1", "y".repeat(300_000)));
        var rest = rest(A);
        assertThat(rest).hasSize(5).contains(out("\n[limit]\n"));
        assertThat(rest.getLast()).isInstanceOf(UpdateDisplayData.class);
    }

    @Test
    void one_who_shows_waits_while_too_much_waits() throws InterruptedException {
        exhaust();
        var shown =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 10; i++) {
                                outbox.put(A, display("x".repeat(50_000)));
                            }
                        });
        while (shown.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        outbox.stop(A);
        shown.join();
        outbox.put(A, IDLE);
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, out("\n[stopped]\n")));
        assertThat(outbox.take()).isEqualTo(new Outbox.Item(A, IDLE));
    }

    private static String joined(List<Broadcast> messages) {
        var text = new StringBuilder();
        for (var message : messages) {
            if (message instanceof Stream(_, var part)) {
                text.append(part);
            }
        }
        return text.toString();
    }
}
