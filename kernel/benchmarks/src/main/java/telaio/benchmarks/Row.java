package telaio.benchmarks;

import java.util.Locale;

/// One line of the table: what was measured, ours beside theirs.
///
/// @param name what was measured
/// @param unit of `ours` and `theirs`
/// @param ours the median of ours
/// @param theirs the median of the other side in the same run; NaN when there is none
/// @param against who the other side is; empty when there is none
/// @param atMost the target for `ours / theirs`, or for `ours` when there is no other side; NaN
///   when the figure is only printed
record Row(String name, String unit, double ours, double theirs, String against, double atMost) {
    /// A figure with no other side.
    static Row alone(String name, String unit, double ours, double atMost) {
        return new Row(name, unit, ours, Double.NaN, "", atMost);
    }

    double ratio() {
        return Double.isNaN(theirs) ? ours : ours / theirs;
    }

    /// `yes`, `NO`, or empty when there is no target.
    String met() {
        return Double.isNaN(atMost) ? "" : ratio() <= atMost ? "yes" : "NO";
    }

    String line() {
        var other = Double.isNaN(theirs) ? "" : number(theirs);
        var ratio = Double.isNaN(theirs) ? "" : number(ratio());
        var target = Double.isNaN(atMost) ? "" : "≤ " + number(atMost);
        return String.format(
                Locale.ROOT,
                "%-58s %10s %10s %-6s %-18s %7s %8s %s",
                name,
                number(ours),
                other,
                unit,
                against,
                ratio,
                target,
                met());
    }

    static String number(double value) {
        var digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
