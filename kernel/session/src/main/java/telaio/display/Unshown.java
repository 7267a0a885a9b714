package telaio.display;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What displays of this process keep back to join it with what may follow.
public final class Unshown {
    private static final Set<Progress> LEFT = ConcurrentHashMap.newKeySet();

    private Unshown() {}

    static void add(Progress progress) {
        LEFT.add(progress);
    }

    static void remove(Progress progress) {
        LEFT.remove(progress);
    }

    /// Shows it now: a cell has ended, and what it left should be seen with it.
    public static void flush() {
        if (!LEFT.isEmpty()) {
            LEFT.forEach(Progress::drawRest);
        }
    }
}
