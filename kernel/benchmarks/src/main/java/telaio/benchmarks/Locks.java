package telaio.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/// `Lock` beside Python's.
///
/// @param programs what is run
record Locks(Programs programs) {
    void measure(Consumer<Row> rows) throws IOException {
        rows.accept(row("Lock: acquire+release, alone", 1, 1.0 / 8));
        rows.accept(row("Lock: acquire+release, two processes at once", 2, 1.0 / 3));
        rows.accept(traced());
    }

    /// What it costs to be watched.
    private Row traced() throws IOException {
        var on = Median.of(programs.java(LockRuns.class, 1, 400_000, true));
        var off = Median.of(programs.java(LockRuns.class, 1, 8_000_000, false));
        var name = "Lock: acquire+release, alone, events told";
        return new Row(name, "ns", on * 1e9, off * 1e9, "events off", Double.NaN);
    }

    void growth(Consumer<Row> rows) throws IOException {
        for (var processes = 1; processes <= 8; processes *= 2) {
            var name = "Lock: acquire+release, %d at once".formatted(processes);
            rows.accept(row(name, processes, Double.NaN));
        }
    }

    private Row row(String name, int processes, double atMost) throws IOException {
        var ours =
                Median.of(programs.java(LockRuns.class, processes, 8_000_000 / processes, false));
        var theirs = Median.of(programs.python("locks.py", processes, 800_000 / processes));
        return new Row(name, "ns", ours * 1e9, theirs * 1e9, "Python Lock", atMost);
    }
}
