package telaio.multiprocessing.language;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The language of what users read: Italian if the environment's `TELAIO_LANG` begins with `it`,
/// or, where that is not set or blank, if the locale's language does; else English.
public final class Language {
    private Language() {}

    /// The one of two texts that this JVM's user reads.
    public static String in(String english, String italian) {
        return italian() ? italian : english;
    }

    /// Whether this JVM's user reads Italian.
    public static boolean italian() {
        return italian(System.getenv("TELAIO_LANG"), Locale.getDefault());
    }

    /// Whether somebody reads Italian who has chosen `language`.
    ///
    /// @param language null or blank if nothing was chosen
    public static boolean italian(@Nullable String language, Locale locale) {
        var chosen = language == null || language.isBlank() ? locale.getLanguage() : language;
        return chosen.toLowerCase(Locale.ROOT).startsWith("it");
    }
}
