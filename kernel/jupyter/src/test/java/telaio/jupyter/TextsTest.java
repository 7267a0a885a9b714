package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void the_environment_decides_then_the_locale() {
        assertThat(Texts.of(Map.of("TELAIO_LANG", "it"), Locale.ENGLISH)).isEqualTo(Texts.ITALIAN);
        assertThat(Texts.of(Map.of("TELAIO_LANG", "en"), Locale.ITALIAN)).isEqualTo(Texts.ENGLISH);
        assertThat(Texts.of(Map.of(), Locale.ITALY)).isEqualTo(Texts.ITALIAN);
        assertThat(Texts.of(Map.of("TELAIO_LANG", ""), Locale.ROOT)).isEqualTo(Texts.ENGLISH);
    }
}
