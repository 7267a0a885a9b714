package telaio.exercise;

import java.time.Duration;
import java.util.List;

/// What the cells of an exercise call.
///
/// The cell to fill holds a stub, which fails when it is called:
///
/// ```java
/// void inParallel() {
///     throw Exercise.toDo();
/// }
/// ```
///
/// A hint cell shows one hint more each time it runs: `Exercise.hint("01-process/a")`. A check cell
/// runs the solution, watches what happens, and reports point by point:
///
/// ```java
/// Exercise.check("01-process/a", it -> it.run(() -> inParallel())
///         .processes(2)
///         .together(2)
///         .joined()
///         .exitCode(0));
/// ```
///
/// Every check ends within its [time][#TIME], whatever the solution does, and leaves no process
/// behind, except if it ends this very JVM.
public final class Exercise {
    /// How long the solutions of one check may run, all together, unless it says otherwise by
    /// [Check#within].
    public static final Duration TIME = Duration.ofSeconds(10);

    private Exercise() {}

    /// For stubs: `throw Exercise.toDo();`.
    ///
    /// @return an exception that says "to be completed"
    public static ToDo toDo() {
        return new ToDo(Texts.TO_DO.text());
    }

    /// Chooses the language of this notebook's reports; without it that of `TELAIO_LANG`, else of
    /// the locale.
    ///
    /// @param language such as `it` or `en`; any that is not Italian is English
    public static void language(String language) {
        Tongue.CURRENT.choose(language);
    }

    /// Says which hints there are for an exercise, in the order in which they are shown. Shows
    /// nothing.
    ///
    /// @param exercise its name, such as `03-queue/a`
    /// @throws IllegalArgumentException if there is no hint
    public static void hints(String exercise, String... hints) {
        Hints.CURRENT.put(exercise, List.of(hints));
    }

    /// Shows the next hint; the last one again when all have been shown.
    ///
    /// @param exercise as in [#hints]
    public static void hint(String exercise) {
        IO.println(Hints.CURRENT.next(exercise));
    }

    /// Checks a solution and shows the report.
    ///
    /// @param exercise its name, such as `03-queue/a`; stands in the report
    /// @param questions runs the solution and says what should be so
    /// @throws NotPassed if not all points passed
    /// @throws InterruptedException if the cell is interrupted
    public static void check(String exercise, Questions questions) throws InterruptedException {
        var report = Report.of(exercise, questions);
        report.show(report.passed() == report.points().size() ? 1 : 0, 1);
        if (report.passed() < report.points().size()) {
            throw report.notPassed();
        }
    }

    /// As [#check], for partial credit: never fails, but gives a part of the points. The result is
    /// to be the cell's last expression, where a grader takes it from.
    ///
    /// @param most what a solution gets of which all points passed, more than 0
    /// @return from 0 to `most`, rounded to hundredths
    /// @throws IllegalArgumentException if `most` is not positive
    /// @throws InterruptedException if the cell is interrupted
    public static double score(String exercise, double most, Questions questions)
            throws InterruptedException {
        if (!(most > 0)) {
            throw new IllegalArgumentException("most must be more than 0, was " + most);
        }
        var report = Report.of(exercise, questions);
        double share = (double) report.passed() / report.points().size();
        double score = Math.round(share * most * 100) / 100.0;
        report.show(score, most);
        return score;
    }

    /// What a check cell asks, see [Exercise#check].
    @FunctionalInterface
    public interface Questions {
        /// Asks.
        ///
        /// @throws Exception whatever a solution throws where its result is looked at
        void ask(Check it) throws Exception;
    }
}
