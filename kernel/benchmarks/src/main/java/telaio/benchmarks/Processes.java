package telaio.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;

/// `Process` beside Python's, start to join of an empty function; and what a JVM that waits for a
/// task costs.
///
/// @param programs what is run
record Processes(Programs programs) {
    private static final int STARTS = 20;
    private static final int SUSTAINED = 50;
    private static final String PYTHON = "processes.py";
    private static final double MEGABYTE = 1e6;

    void measure(Consumer<Row> rows) throws IOException {
        var fork = Median.of(programs.python(PYTHON, "fork", STARTS));
        var spawn = Median.of(programs.python(PYTHON, "spawn", STARTS));
        rows.accept(row("standby ready", "standby", STARTS, fork, "fork", 1.5));
        rows.accept(row("50 back to back, each", "sustained", SUSTAINED, fork, "fork", Double.NaN));
        rows.accept(row("cold JVM, AOT cache", "spawn", STARTS, spawn, "spawn", 1.3));
        rows.accept(
                row(
                        "cold JVM, no AOT cache",
                        "spawn-without-cache",
                        STARTS,
                        spawn,
                        "spawn",
                        Double.NaN));
        var memory = Median.of(programs.java(ProcessRuns.class, "memory", STARTS));
        rows.accept(Row.alone("memory of an idle standby (PSS)", "MB", memory / MEGABYTE, 40));
    }

    private Row row(String name, String what, int count, double theirs, String how, double atMost)
            throws IOException {
        return new Row(
                "Process start→join: " + name,
                "ms",
                Median.of(programs.java(ProcessRuns.class, what, count)) * 1e3,
                theirs * 1e3,
                "Python " + how,
                atMost);
    }
}
