package telaio.install;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The texts of the command, in Italian or English.
final class Messages {
    static final String BUNDLE = "telaio.install.Messages";

    private Messages() {}

    /// Makes the language of `TELAIO_LANG`, or else of the locale, that of all texts; to be called
    /// once, before the first text.
    static void chooseLanguage(String telaioLang) {
        if (!telaioLang.isBlank()) {
            Locale.setDefault(Locale.forLanguageTag(telaioLang.replace('_', '-')));
        }
    }

    /// The text of `key`; `{0}`, `{1}` … stand for the arguments, shown as they are.
    static String text(String key, Object... arguments) {
        var shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = String.valueOf(arguments[i]);
        }
        return new MessageFormat(ResourceBundle.getBundle(BUNDLE).getString(key), Locale.ROOT)
                .format(shown);
    }
}
