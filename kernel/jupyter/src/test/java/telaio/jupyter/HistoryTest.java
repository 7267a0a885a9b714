package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.jupyter.protocol.Content.HistoryEntry;
import telaio.jupyter.protocol.Content.HistoryRequest;

@Timeout(60)
class HistoryTest {
    @TempDir Path folder;

    private History open() {
        return open(1 << 20);
    }

    private History open(long longest) {
        return new History(new HistoryFile(folder.resolve("data").resolve("history"), longest));
    }

    private static HistoryRequest tail(@Nullable Integer n) {
        return new HistoryRequest(false, true, "tail", 0, 0, null, n, "*", false);
    }

    private static HistoryRequest range(int session, int start, @Nullable Integer stop) {
        return new HistoryRequest(false, true, "range", session, start, stop, null, "*", false);
    }

    private static HistoryRequest search(String pattern, @Nullable Integer n, boolean unique) {
        return new HistoryRequest(false, true, "search", 0, 0, null, n, pattern, unique);
    }

    private static List<String> inputs(History history, HistoryRequest request) {
        return history.answer(request).history().stream().map(HistoryEntry::input).toList();
    }

    @Test
    void the_tail_is_the_newest_of_all_lives() {
        try (var first = open()) {
            first.input(1, "a");
            first.input(2, "b");
        }
        try (var second = open()) {
            assertThat(inputs(second, tail(2))).containsExactly("a", "b");
            second.input(1, "c\nd \"è\" 😀");
            assertThat(second.answer(tail(2)).history())
                    .containsExactly(
                            new HistoryEntry(1, 2, "b", null),
                            new HistoryEntry(2, 1, "c\nd \"è\" 😀", null));
            assertThat(inputs(second, tail(null))).hasSize(3);
            assertThat(inputs(second, tail(0))).isEmpty();
        }
    }

    @Test
    void a_range_is_of_one_session() {
        try (var first = open()) {
            IntStream.rangeClosed(1, 5).forEach(i -> first.input(i, "old " + i));
        }
        try (var second = open()) {
            assertThat(inputs(second, range(0, 1, null))).isEmpty();
            second.input(1, "new 1");
            second.input(2, "new 2");
            assertThat(inputs(second, range(0, 1, null))).containsExactly("new 1", "new 2");
            assertThat(inputs(second, range(-1, 2, 4))).containsExactly("old 2", "old 3");
            assertThat(inputs(second, range(1, 5, null))).containsExactly("old 5");
            assertThat(inputs(second, range(-2, 1, null))).isEmpty();
        }
    }

    @Test
    void search_is_by_glob() {
        try (var history = open()) {
            var cells = List.of("int a = 1;", "IO.println(a);", "int b;\nb = 2;", "int a = 1;");
            IntStream.range(0, 4).forEach(i -> history.input(i + 1, cells.get(i)));
            assertThat(inputs(history, search("int*", null, false)))
                    .containsExactly("int a = 1;", "int b;\nb = 2;", "int a = 1;");
            assertThat(inputs(history, search("int*", null, true)))
                    .containsExactly("int b;\nb = 2;", "int a = 1;");
            assertThat(inputs(history, search("int*", 1, true))).containsExactly("int a = 1;");
            assertThat(inputs(history, search("IO.println(?);", null, false))).hasSize(1);
            assertThat(inputs(history, search("println", null, false))).isEmpty();
        }
    }

    @Test
    void results_are_kept_with_their_cell() {
        try (var history = open()) {
            history.input(1, "1 + 1");
            history.output(1, "2");
            history.input(2, "x");
            assertThat(history.answer(tail(5)).history())
                    .containsExactly(
                            new HistoryEntry(1, 1, "1 + 1", "2"),
                            new HistoryEntry(1, 2, "x", null));
        }
    }

    @Test
    void what_a_crash_cut_short_spoils_nothing_else() throws IOException {
        try (var history = open()) {
            history.input(1, "whole");
        }
        var file = folder.resolve("data").resolve("history");
        Files.writeString(file, "{\"session\":1,\"line\":2,\"inp", StandardOpenOption.APPEND);
        try (var history = open()) {
            history.input(1, "after");
            assertThat(inputs(history, tail(9))).containsExactly("whole", "after");
        }
    }

    @Test
    void two_kernels_at_once_have_numbers_of_their_own() {
        try (var one = open();
                var other = open()) {
            one.input(1, "one");
            assertThat(inputs(one, tail(9))).hasSize(1);
            other.input(1, "other");
            assertThat(other.answer(tail(9)).history())
                    .containsExactly(
                            new HistoryEntry(1, 1, "one", null),
                            new HistoryEntry(2, 1, "other", null));
            one.input(2, "one more");
            assertThat(inputs(one, range(0, 1, null))).containsExactly("one", "one more");
        }
    }

    @Test
    void the_file_does_not_grow_for_ever() throws IOException {
        try (var history = open(10_000)) {
            IntStream.rangeClosed(1, 1000).forEach(i -> history.input(i, "cell number " + i));
            assertThat(inputs(history, tail(1))).containsExactly("cell number 1000");
        }
        assertThat(Files.size(folder.resolve("data").resolve("history"))).isLessThan(10_200);
    }

    @Test
    void without_a_file_it_lasts_as_long_as_the_kernel() {
        try (var history = new History(new HistoryFile(null, 1))) {
            history.input(1, "a");
            assertThat(inputs(history, range(0, 1, null))).containsExactly("a");
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_no_reason_to_fail() throws IOException {
        Files.writeString(folder.resolve("data"), "not a folder");
        try (var history = open()) {
            history.input(1, "a");
            assertThat(inputs(history, tail(1))).isEmpty();
        }
    }

    @Test
    void stands_in_the_users_folder_for_data() {
        var home = Path.of("/home/ada");
        assertThat(HistoryFile.place(Map.of(), "Linux", home))
                .isEqualTo(Path.of("/home/ada/.local/share/telaio/history.jsonl"));
        assertThat(HistoryFile.place(Map.of("XDG_DATA_HOME", "/data"), "Linux", home))
                .isEqualTo(Path.of("/data/telaio/history.jsonl"));
        assertThat(HistoryFile.place(Map.of(), "Mac OS X", home))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/telaio/history.jsonl"));
        assertThat(HistoryFile.place(Map.of("TELAIO_HISTORY", "/h"), "Linux", home))
                .isEqualTo(Path.of("/h"));
        assertThat(HistoryFile.place(Map.of("TELAIO_HISTORY", ""), "Linux", home)).isNull();
    }
}
