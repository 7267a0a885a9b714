package telaio.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A check under way: runs solutions and collects points. Made by [Exercise#check].
public final class Check {
    private final long begun = System.nanoTime();
    private final List<Supplier<List<Point>>> asked = new ArrayList<>();
    private Duration time = Exercise.TIME;

    Check() {}

    /// Sets how long the solutions of this check may run, all together.
    ///
    /// @return this
    /// @throws IllegalArgumentException if `time` is not positive
    public Check within(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("time must be more than 0, was " + time);
        }
        this.time = time;
        return this;
    }

    /// Runs a solution that gives a result, and watches it. Whatever it does, this returns; what
    /// still runs then is stopped.
    ///
    /// @throws InterruptedException if the cell is interrupted
    public <T extends @Nullable Object> Run<T> run(Callable<T> solution)
            throws InterruptedException {
        var run = new Run<T>(Recording.of(solution, time, left()));
        asked.add(run::points);
        return run;
    }

    /// Runs a solution that gives none.
    ///
    /// @throws InterruptedException if the cell is interrupted
    public Run<@Nullable Void> run(Work solution) throws InterruptedException {
        return run(() -> {
            solution.run();
            return null;
        });
    }

    /// What a solution without a result does.
    @FunctionalInterface
    public interface Work {
        /// Does it.
        ///
        /// @throws Exception whatever it throws
        void run() throws Exception;
    }

    /// Adds a point of any kind.
    ///
    /// @param sentence what should be so; shown with ✓ or ✗
    /// @return this
    public Check that(String sentence, boolean so) {
        return that(sentence, so, "");
    }

    /// Adds a point of any kind.
    ///
    /// @param sentence what should be so; shown with ✓ or ✗
    /// @param advice shown behind it if it is not so
    /// @return this
    public Check that(String sentence, boolean so, String advice) {
        return add(so ? Point.passed(sentence) : Point.failed(sentence, advice));
    }

    /// Adds a point: `actual` should equal `expected`.
    ///
    /// @param sentence what should be so; shown with ✓ or ✗
    /// @return this
    public Check equal(String sentence, @Nullable Object expected, @Nullable Object actual) {
        boolean same = Objects.deepEquals(expected, actual);
        return add(
                same
                        ? Point.passed(sentence)
                        : Point.failed(
                                sentence,
                                Texts.RETURNED.text(Values.text(expected), Values.text(actual))));
    }

    private Check add(Point point) {
        asked.add(() -> List.of(point));
        return this;
    }

    private Duration left() {
        return time.minusNanos(System.nanoTime() - begun);
    }

    Duration time() {
        return time;
    }

    List<Point> points() {
        return asked.stream().flatMap(it -> it.get().stream()).toList();
    }
}
