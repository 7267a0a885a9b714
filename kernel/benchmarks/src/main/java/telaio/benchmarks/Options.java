package telaio.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `telaio bench` was asked for.
///
/// @param groups names of the groups of rows to measure, in the order given; empty means all
/// @param growth whether to measure also how the figures grow
/// @param json where to write the figures; null if nowhere
/// @param jmh which JMH benchmarks to run instead, a regular expression; null if none
/// @param kills how many processes the group `stress` kills with each way to wait
/// @param seed of the random moments of `stress`
/// @param submissions how many the group `grade` has graded
record Options(
        Set<String> groups,
        boolean growth,
        @Nullable Path json,
        @Nullable String jmh,
        int kills,
        long seed,
        int submissions) {
    static final String STRESS = "stress";
    static final String GRADE = "grade";

    /// Run for many minutes, so only when asked for by name.
    private static final Set<String> LONG = Set.of(STRESS, GRADE);

    private static final int KILLS = 1000;

    /// @param known names of the groups there are
    /// @throws IllegalArgumentException if `arguments` says something else
    static Options of(String[] arguments, Set<String> known) {
        var left = new ArrayDeque<>(List.of(arguments));
        var groups = new LinkedHashSet<String>();
        var growth = false;
        Path json = null;
        String jmh = null;
        int kills = KILLS;
        long seed = 1;
        int submissions = Grades.CLASS;
        while (!left.isEmpty()) {
            var next = left.remove();
            if (next.equals("--growth")) {
                growth = true;
            } else if (next.equals("--json") && !left.isEmpty()) {
                json = Path.of(left.remove());
            } else if (next.equals("--jmh")) {
                jmh = left.isEmpty() ? ".*" : left.remove();
            } else if (next.equals("--kills") && !left.isEmpty()) {
                kills = Integer.parseInt(left.remove());
            } else if (next.equals("--seed") && !left.isEmpty()) {
                seed = Long.parseLong(left.remove());
            } else if (next.equals("--submissions") && !left.isEmpty()) {
                submissions = Integer.parseInt(left.remove());
            } else if (known.contains(next)) {
                groups.add(next);
            } else {
                throw new IllegalArgumentException(
                        "usage: telaio bench [%s]… [--growth] [--kills N] [--seed N] [--submissions N] [--json FILE] | --jmh [REGEX], was %s"
                                .formatted(String.join("|", known), Arrays.toString(arguments)));
            }
        }
        return new Options(groups, growth, json, jmh, kills, seed, submissions);
    }

    boolean wants(String group) {
        return groups.contains(group) || (groups.isEmpty() && !LONG.contains(group));
    }
}
