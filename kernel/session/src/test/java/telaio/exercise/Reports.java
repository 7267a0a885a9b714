package telaio.exercise;

import static org.assertj.core.api.Assertions.assertThat;

/// Checks as cells write them, and what their reports must say.
final class Reports {
    private Reports() {}

    static Report of(Exercise.Questions check) {
        Exercise.language("en");
        try {
            return Report.of("00-test/a", check);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void passes(Exercise.Questions check) {
        var report = of(check);
        assertThat(report.points()).as(report.text()).allMatch(Point::passed);
    }

    /// @param sentences parts of the text, all of them in lines of points that failed
    static void fails(Exercise.Questions check, String... sentences) {
        var report = of(check);
        var failed =
                report.points().stream()
                        .filter(it -> !it.passed())
                        .map(it -> it.wanted() + ": " + it.advice())
                        .toList();
        assertThat(String.join("\n", failed)).as(report.text()).contains(sentences);
    }
}
