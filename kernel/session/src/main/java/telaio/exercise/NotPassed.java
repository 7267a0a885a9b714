package telaio.exercise;

/// Ends a check cell that has not passed: graders count such a cell as zero points. What is missing
/// stands in the report above it.
public final class NotPassed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int passed;
    private final int points;

    NotPassed(String message, int passed, int points) {
        super(message, null, false, false);
        this.passed = passed;
        this.points = points;
    }

    /// How many points of the check passed, at least 0.
    public int passed() {
        return passed;
    }

    /// How many points the check has, more than [#passed].
    public int points() {
        return points;
    }
}
