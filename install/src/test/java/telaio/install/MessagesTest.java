package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(Messages.BUNDLE, locale, EXACT);
    }

    @Test
    void italian_has_every_text_and_the_same_blanks_to_fill() {
        var english = bundle(Locale.ROOT);
        var italian = bundle(Locale.ITALIAN);
        for (String key : english.keySet()) {
            assertThat(blanks(italian.getString(key)))
                    .as(key)
                    .isEqualTo(blanks(english.getString(key)));
        }
        assertThat(italian.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
    }

    private static List<String> blanks(String text) {
        return Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).toList();
    }

    /// A lone apostrophe would swallow what follows it.
    @Test
    void every_apostrophe_of_a_text_with_blanks_is_doubled() {
        for (Locale locale : List.of(Locale.ROOT, Locale.ITALIAN)) {
            var bundle = bundle(locale);
            for (String key : bundle.keySet()) {
                String text = bundle.getString(key);
                if (!blanks(text).isEmpty()) {
                    assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                }
            }
        }
    }
}
