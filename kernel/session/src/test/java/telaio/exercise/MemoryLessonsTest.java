package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The check of 14-memory-model.
class MemoryLessonsTest {
    private static final Map<String, Set<String>> RIGHT =
            Map.of(
                    "A", Set.of("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"),
                    "B", Set.of("(0, 1)", "(1, 0)", "(1, 1)"),
                    "C", Set.of("(0, 0)", "(0, 1)", "(1, 1)"));

    private static Exercise.Questions labels(Function<String, @Nullable Set<String>> solution) {
        return it -> {
            var bit = Map.of("(0, 0)", 1, "(0, 1)", 2, "(1, 0)", 4, "(1, 1)", 8);
            ToIntFunction<Set<String>> bits =
                    told -> told.stream().mapToInt(outcome -> bit.getOrDefault(outcome, 16)).sum();
            var model = Map.of("A", 15, "B", 14, "C", 11);
            for (var program : List.of("A", "B", "C")) {
                int truth = model.getOrDefault(program, 0);
                it.run(() -> solution.apply(program))
                        .returns(
                                program + ": no outcome that is forbidden",
                                told -> told != null && (bits.applyAsInt(told) & ~truth) == 0)
                        .returns(
                                program + ": no outcome forgotten",
                                told -> told != null && (truth & ~bits.applyAsInt(told)) == 0);
            }
            it.run(() -> solution.apply("B"))
                    .returns(
                            "B: all that comes is there",
                            told -> told != null && told.containsAll(Set.of("(0, 1)", "(1, 1)")));
        };
    }

    private static Exercise.Questions labels(String program, String... outcomes) {
        return labels(it -> it.equals(program) ? Set.of(outcomes) : RIGHT.get(it));
    }

    @Test
    void what_the_model_allows_passes() {
        passes(labels(RIGHT::get));
        passes(labels(it -> new TreeSet<>(RIGHT.get(it))));
    }

    @Test
    void what_luck_does_not_show_is_allowed_all_the_same() {
        fails(labels("A", "(0, 1)", "(1, 0)", "(1, 1)"), "A: no outcome forgotten");
    }

    @Test
    void an_outcome_that_cannot_be_is_told() {
        fails(
                labels("B", "(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"),
                "B: no outcome that is forbidden");
        fails(labels("C", "(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"), "C: no outcome that is");
        fails(labels("B", "(1, 1)"), "B: no outcome forgotten", "B: all that comes is there");
    }

    @Test
    void what_is_no_outcome_or_nothing_is_told() {
        fails(labels("C", "0, 0"), "C: no outcome that is forbidden", "C: no outcome forgotten");
        fails(labels(_ -> null), "A: no outcome that is forbidden", "A: no outcome forgotten");
        fails(
                labels(_ -> {
                    throw new UnsupportedOperationException(Arrays.toString(new int[0]));
                }),
                "it ended with UnsupportedOperationException");
    }
}
