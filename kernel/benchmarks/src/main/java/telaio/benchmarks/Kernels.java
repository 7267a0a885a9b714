package telaio.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Our kernel beside ipykernel, through the same client.
final class Kernels {
    private static final String TELAIO = "telaio";
    private static final String IPYKERNEL = "ipykernel";
    private static final int STARTS = 5;
    private static final int ROUND_TRIPS = 100;
    private static final int LINES = 100_000;

    private Kernels() {}

    /// What is said in the kernel's language.
    private record Language(String lines) {}

    private static final Language JAVA =
            new Language("for (int i = 0; i < %d; i++) System.out.println(i);".formatted(LINES));
    private static final Language PYTHON =
            new Language("for i in range(%d): print(i)".formatted(LINES));

    /// Medians of one kernel.
    private record Figures(
            double start, double roundTrip, double lines, int messages, boolean intact) {}

    static List<Row> run(List<String> telaio, List<String> ipykernel) throws IOException {
        // In turn, so that a machine that slows down slows both.
        var starts = new double[2][STARTS];
        for (var i = 0; i < STARTS; i++) {
            starts[0][i] = start(telaio);
            starts[1][i] = start(ipykernel);
        }
        var ours = warm(telaio, JAVA, Median.of(starts[0]));
        var theirs = warm(ipykernel, PYTHON, Median.of(starts[1]));
        var rows = new ArrayList<Row>();
        rows.add(row("kernel start → first 1+1 answered", "ms", ours.start, theirs.start, 1));
        rows.add(row("1+1 round trip, warm", "ms", ours.roundTrip, theirs.roundTrip, 1));
        rows.add(row("100 000 printed lines", "ms", ours.lines, theirs.lines, Double.NaN));
        rows.add(Row.alone("… iopub messages", "", ours.messages, 199));
        rows.add(Row.alone("… lines lost or idle not last (0: none)", "", ours.intact ? 0 : 1, 0));
        return rows;
    }

    private static Row row(String name, String unit, double ours, double theirs, double atMost) {
        return new Row(TELAIO + ": " + name, unit, ours * 1e3, theirs * 1e3, IPYKERNEL, atMost);
    }

    private static double start(List<String> argv) throws IOException {
        var begin = System.nanoTime();
        try (var kernel = new KernelUnderTest(argv)) {
            kernel.executeForReply("1+1");
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static Figures warm(List<String> argv, Language language, double start)
            throws IOException {
        try (var kernel = new KernelUnderTest(argv)) {
            kernel.awaitInfo();
            kernel.executeForReply("1+1");
            for (var i = 0; i < ROUND_TRIPS; i++) {
                kernel.executeForReply("1+1");
            }
            var seconds =
                    IntStream.range(0, ROUND_TRIPS)
                            .mapToDouble(_ -> kernel.execute("1+1").seconds())
                            .toArray();
            var lines = kernel.execute(language.lines);
            var intact = lines.idleLast() && lines.streamed().equals(expectedLines());
            return new Figures(
                    start, Median.of(seconds), lines.seconds(), lines.messages(), intact);
        }
    }

    private static String expectedLines() {
        var text = new StringBuilder();
        for (var i = 0; i < LINES; i++) {
            text.append(i).append('\n');
        }
        return text.toString();
    }
}
