package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamTextTest {
    private static String shown(String... pieces) {
        var text = new StreamText();
        for (String piece : pieces) {
            text.append(piece);
        }
        return text.toString();
    }

    @Test
    void pieces_are_joined() {
        assertThat(shown("a", "b\n", "c")).isEqualTo("ab\nc");
    }

    @Test
    void a_progress_bar_is_one_line() {
        assertThat(shown("start\n", "10%\r", "20%\r", "100%", "\n")).isEqualTo("start\n100%\n");
    }

    @Test
    void a_shorter_line_leaves_the_rest_of_the_one_it_is_written_over() {
        assertThat(shown("abcdef\rxy")).isEqualTo("xycdef");
    }

    @Test
    void a_windows_line_end_is_a_line_end() {
        assertThat(shown("a\r\nb\r\n")).isEqualTo("a\nb\n");
    }

    @Test
    void backspace_goes_back_within_the_line() {
        assertThat(shown("ab\bc")).isEqualTo("ac");
        assertThat(shown("a\n\b\bc")).isEqualTo("a\nc");
    }
}
