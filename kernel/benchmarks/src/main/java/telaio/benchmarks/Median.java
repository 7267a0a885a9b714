package telaio.benchmarks;

import java.util.Arrays;

/// The middle of a list of timings.
final class Median {
    private Median() {}

    /// Of an even count, the mean of the two in the middle.
    ///
    /// @throws IllegalArgumentException if `values` is empty
    static double of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to take the median of");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
