package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void counts_letters_to_change() {
        assertThat(Spelling.distance("mavn", "maven")).isEqualTo(1);
        assertThat(Spelling.distance("LoadFromPom", "loadFromPOM")).isZero();
        assertThat(Spelling.distance("", "time")).isEqualTo(4);
    }

    @Test
    void the_nearest_come_first() {
        assertThat(Spelling.near("conter", List.of("center", "counter", "time"), 3))
                .containsExactly("center", "counter");
    }
}
