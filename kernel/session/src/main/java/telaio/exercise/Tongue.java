package telaio.exercise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.language.Language;

/// The language of reports: that of the notebook if it said so, else the user's.
final class Tongue {
    static final Tongue CURRENT = new Tongue();

    private volatile @Nullable Boolean chosen;

    private Tongue() {}

    void choose(String language) {
        chosen = Language.italian(language, Locale.ROOT);
    }

    boolean italian() {
        var known = chosen;
        return known == null ? Language.italian() : known;
    }
}
