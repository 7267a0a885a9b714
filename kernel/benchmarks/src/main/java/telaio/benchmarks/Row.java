package telaio.benchmarks;

import java.util.Locale;

/// One line of the table: what was measured, ours beside theirs.
///
/// @param name what was measured
/// @param unit of `ours` and `theirs`
/// @param ours the median of ours
/// @param theirs the median of the other side in the same run; NaN when there is none
/// @param against who the other side is; empty when there is none
/// @param compared whether the targets are for `ours / theirs`, not for `ours`
/// @param atMost NaN when there is no such target
/// @param atLeast for figures of which more is better; NaN when there is no such target
record Row(
        String name,
        String unit,
        double ours,
        double theirs,
        String against,
        boolean compared,
        double atMost,
        double atLeast) {
    /// A figure whose target is a share of the other side's.
    Row(
            String name,
            String unit,
            double ours,
            double theirs,
            String against,
            double atMost,
            double atLeast) {
        this(name, unit, ours, theirs, against, true, atMost, atLeast);
    }

    /// A figure of which less is better.
    ///
    /// @param atMost NaN when the figure is only printed
    Row(String name, String unit, double ours, double theirs, String against, double atMost) {
        this(name, unit, ours, theirs, against, atMost, Double.NaN);
    }

    /// A figure with no other side.
    static Row alone(String name, String unit, double ours, double atMost) {
        return new Row(name, unit, ours, Double.NaN, "", atMost);
    }

    /// A figure with a target of its own, the other side's only printed beside it.
    ///
    /// @param theirs NaN when there is none
    static Row beside(
            String name, String unit, double ours, double theirs, String against, double atMost) {
        var other = Double.isNaN(theirs) ? "" : against;
        return new Row(name, unit, ours, theirs, other, false, atMost, Double.NaN);
    }

    double ratio() {
        return Double.isNaN(theirs) ? ours : ours / theirs;
    }

    /// `ok`, `NOT met`, or empty when there is no target.
    String met() {
        if (Double.isNaN(atMost) && Double.isNaN(atLeast)) {
            return "";
        }
        double judged = compared ? ratio() : ours;
        return judged > atMost || judged < atLeast ? "NOT met" : "ok";
    }

    String line() {
        var other = Double.isNaN(theirs) ? "" : number(theirs);
        var ratio = Double.isNaN(theirs) ? "" : number(ratio());
        return String.format(
                Locale.ROOT,
                "%-58s %10s %10s %-6s %-18s %7s %8s %s",
                name,
                number(ours),
                other,
                unit,
                against,
                ratio,
                target(),
                met());
    }

    private String target() {
        if (!Double.isNaN(atMost)) {
            return "≤ " + number(atMost);
        }
        return Double.isNaN(atLeast) ? "" : "≥ " + number(atLeast);
    }

    static String number(double value) {
        var digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
