package telaio.jupyter.eval;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What somebody may have meant who mistyped a name.
public final class Spelling {
    private Spelling() {}

    /// The names that differ from `name` in fewer than `far` letters, the nearest first.
    public static List<String> near(String name, Collection<String> known, int far) {
        return known.stream()
                .distinct()
                .filter(candidate -> distance(candidate, name) < far)
                .sorted(
                        Comparator.<String>comparingInt(candidate -> distance(candidate, name))
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// How many letters have to be changed, added or left out; capitals count as small letters.
    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
