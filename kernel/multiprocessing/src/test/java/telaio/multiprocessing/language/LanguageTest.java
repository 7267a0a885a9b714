package telaio.multiprocessing.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanguageTest {
    @Test
    void what_was_chosen_decides() {
        assertThat(Language.italian("it", Locale.ENGLISH)).isTrue();
        assertThat(Language.italian("IT_it.UTF-8", Locale.ENGLISH)).isTrue();
        assertThat(Language.italian("en", Locale.ITALY)).isFalse();
        assertThat(Language.italian("de", Locale.ITALY)).isFalse();
    }

    @Test
    void where_nothing_was_chosen_the_locale_decides() {
        assertThat(Language.italian(null, Locale.ITALY)).isTrue();
        assertThat(Language.italian(" ", Locale.ITALY)).isTrue();
        assertThat(Language.italian(null, Locale.ROOT)).isFalse();
        assertThat(Language.italian("", Locale.GERMANY)).isFalse();
    }
}
