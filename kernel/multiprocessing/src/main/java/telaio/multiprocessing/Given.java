package telaio.multiprocessing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks at arguments before anything is done.
final class Given {
    private Given() {}

    /// @throws NullPointerException if it is null
    static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new NullPointerException(SyncTexts.missing(name));
        }
        return value;
    }

    /// @throws IllegalArgumentException if it is negative
    static int notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(SyncTexts.negative(name, value));
        }
        return value;
    }

    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    static Duration notNegative(@Nullable Duration value, String name) {
        var given = notNull(value, name);
        if (given.isNegative()) {
            throw new IllegalArgumentException(SyncTexts.negative(name, given));
        }
        return given;
    }

    /// @throws IllegalArgumentException if it is not between `least` and `most`
    static int between(int least, int most, int value, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(SyncTexts.outOfRange(name, least, most, value));
        }
        return value;
    }
}
