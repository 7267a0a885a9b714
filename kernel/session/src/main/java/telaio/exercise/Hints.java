package telaio.exercise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The hints of the notebook, and how many of each exercise have been shown.
final class Hints {
    static final Hints CURRENT = new Hints();

    private final Map<String, List<String>> hints = new HashMap<>();
    private final Map<String, Integer> shown = new HashMap<>();

    synchronized void put(String exercise, List<String> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no hints for " + exercise);
        }
        hints.put(exercise, all);
        shown.remove(exercise);
    }

    synchronized String next(String exercise) {
        var all = hints.getOrDefault(exercise, List.of());
        if (all.isEmpty()) {
            return Texts.NO_HINT.text(exercise);
        }
        int number = Math.min(shown.merge(exercise, 1, Integer::sum), all.size());
        return Texts.HINT.text(number, all.size(), all.get(number - 1));
    }
}
