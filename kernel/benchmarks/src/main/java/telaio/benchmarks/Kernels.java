package telaio.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Our kernel beside ipykernel, through the same client.
///
/// @param telaio the command that starts ours
/// @param ipykernel the command that starts the other
record Kernels(List<String> telaio, List<String> ipykernel) {
    private static final String NAME = "telaio: ";
    private static final String OTHER = "ipykernel";
    private static final String SIMPLE = "1+1";
    private static final int STARTS = 7;
    private static final double WARM_UP_SECONDS = 5;
    private static final int ROUND_TRIPS = 100;
    private static final int DEFINITIONS = 50;
    private static final int QUESTIONS = 20;
    private static final int PIPELINED = 20;
    private static final int STOPS = 5;
    private static final int LINES = 100_000;

    /// How long a processor's load is looked at, in milliseconds.
    private static final long SHORT = 1000;

    private static final long LONG = 5000;

    /// What a cell says in the language of a kernel.
    ///
    /// @param method definition of a function, `%d` is its number
    /// @param type definition of a class, `%d` is its number
    /// @param completed what is completed
    /// @param loop prints something before it
    /// @param sleep prints something before it
    private record Language(
            String print,
            String lines,
            String method,
            String type,
            String completed,
            String loop,
            String sleep,
            boolean stoppedBySignal) {}

    private static final Language JAVA =
            new Language(
                    "System.out.println(1);",
                    "for (int i = 0; i < %d; i++) System.out.println(i);".formatted(LINES),
                    "int f%1$d(int x) { return x * %1$d; }",
                    "class C%1$d { int x = %1$d; }",
                    "\"abc\".su",
                    "System.out.println(1);\nwhile (true) {}",
                    "System.out.println(1);\nThread.sleep(60_000);",
                    false);
    private static final Language PYTHON =
            new Language(
                    "print(1)",
                    "for i in range(%d): print(i)".formatted(LINES),
                    "def f%1$d(x): return x * %1$d",
                    "class C%1$d: x = %1$d",
                    "\"abc\".sp",
                    "print(1, flush=True)\nwhile True: pass",
                    "import time; print(1, flush=True); time.sleep(60)",
                    true);

    /// Medians of one kernel, in seconds where nothing else is said.
    private record Measured(
            double simple,
            double print,
            double method,
            double type,
            double pipeline,
            double lines,
            int messages,
            boolean intact,
            double firstCompletion,
            double completion,
            Alive idle,
            Alive busy,
            double stopLoop,
            double loadAfterLoop,
            double stopSleep,
            double loadAfterSleep,
            double megabytes,
            double load) {}

    /// Round trips on the channels that must always answer.
    private record Alive(double control, double heartbeat) {}

    /// From the start of a kernel to its first answers.
    private record Start(double info, double first) {}

    void measure(Consumer<Row> rows) throws IOException {
        try {
            var starts = starts();
            rows(new Rows(rows), starts.getFirst(), starts.getLast());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rows(Rows rows, Start start, Start otherStart)
            throws IOException, InterruptedException {
        rows.within("start → kernel_info answered", start.info, otherStart.info, 250);
        rows.ratio("start → first 1+1 answered", start.first, otherStart.first, 0.5);
        var our = measured(telaio, JAVA);
        var their = measured(ipykernel, PYTHON);
        rows.ratio("1+1 round trip, warm", our.simple, their.simple, 1);
        rows.within("…", our.simple, Double.NaN, 10);
        rows.ratio("println round trip, warm", our.print, their.print, 1);
        rows.within("…", our.print, Double.NaN, 10);
        rows.within("a new method", our.method, their.method, 10);
        rows.within("a new class", our.type, their.type, 10);
        rows.within("20 pipelined 1+1", our.pipeline, their.pipeline, 250);
        rows.ratio("100 000 printed lines", our.lines, their.lines, 1.2);
        rows.plain("… iopub messages", "", our.messages, their.messages, 100);
        rows.plain("… lines lost or idle not last (0: none)", "", our.intact ? 0 : 1, 0, 0);
        rows.within("first completion", our.firstCompletion, their.firstCompletion, 300);
        rows.within("completion, warm", our.completion, their.completion, 30);
        rows.within("control round trip, idle", our.idle.control, their.idle.control, 5);
        rows.within("heartbeat round trip, idle", our.idle.heartbeat, their.idle.heartbeat, 5);
        rows.within("control round trip, busy", our.busy.control, their.busy.control, 5);
        rows.within("heartbeat round trip, busy", our.busy.heartbeat, their.busy.heartbeat, 5);
        rows.within("interrupt of an endless loop", our.stopLoop, their.stopLoop, 100);
        rows.within("interrupt of a sleep", our.stopSleep, their.stopSleep, 100);
        if (Family.known()) {
            // What the clock and the kernel's own bookkeeping cost is no cell left running.
            rows.plain(
                    "… processor after the loop", "%", our.loadAfterLoop, their.loadAfterLoop, 1);
            rows.plain(
                    "… processor after the sleep",
                    "%",
                    our.loadAfterSleep,
                    their.loadAfterSleep,
                    1);
            rows.plain("memory (PSS), all processes", "MB", our.megabytes, their.megabytes, 450);
            rows.plain("processor when idle", "%", our.load, their.load, 0.3);
        }
    }

    /// Names rows and gives them on.
    private record Rows(Consumer<Row> rows) {
        /// A time whose target is a share of the other's; both in seconds.
        void ratio(String name, double ours, double theirs, double atMost) {
            rows.accept(new Row(NAME + name, "ms", ours * 1e3, theirs * 1e3, OTHER, atMost));
        }

        /// A time with a target in milliseconds; both in seconds.
        void within(String name, double ours, double theirs, double millis) {
            plain(name, "ms", ours * 1e3, theirs * 1e3, millis);
        }

        void plain(String name, String unit, double ours, double theirs, double atMost) {
            rows.accept(Row.beside(NAME + name, unit, ours, theirs, OTHER, atMost));
        }
    }

    /// Medians of ours and theirs, started in turn, so that a machine that slows down slows both.
    private List<Start> starts() throws IOException {
        var ours = new Start[STARTS];
        var theirs = new Start[STARTS];
        for (var i = 0; i < STARTS; i++) {
            ours[i] = start(telaio);
            theirs[i] = start(ipykernel);
        }
        return Stream.of(ours, theirs)
                .map(starts ->
                        new Start(
                                Median.of(Arrays.stream(starts).mapToDouble(Start::info).toArray()),
                                Median.of(
                                        Arrays.stream(starts).mapToDouble(Start::first).toArray())))
                .toList();
    }

    private static Start start(List<String> argv) throws IOException {
        var begin = System.nanoTime();
        try (var kernel = new KernelUnderTest(argv)) {
            kernel.awaitInfo();
            var info = Figures.secondsSince(begin);
            kernel.executeForReply(SIMPLE);
            return new Start(info, Figures.secondsSince(begin));
        }
    }

    private static Measured measured(List<String> argv, Language language)
            throws IOException, InterruptedException {
        try (var kernel = new KernelUnderTest(argv)) {
            kernel.awaitInfo();
            kernel.executeForReply(SIMPLE);
            var firstCompletion = timed(() -> kernel.complete(language.completed));
            warmUp(kernel, SIMPLE);
            var simple = median(ROUND_TRIPS, _ -> kernel.execute(SIMPLE).seconds());
            warmUp(kernel, language.print);
            var print = median(ROUND_TRIPS, _ -> kernel.execute(language.print).seconds());
            var method = definitions(kernel, language.method);
            var type = definitions(kernel, language.type);
            var pipelined = IntStream.range(0, PIPELINED).mapToObj(_ -> SIMPLE).toList();
            var pipeline = median(STOPS, _ -> timed(() -> kernel.pipeline(pipelined)));
            var completion =
                    median(QUESTIONS, _ -> timed(() -> kernel.complete(language.completed)));
            var lines = kernel.execute(language.lines);
            var intact = lines.idleLast() && lines.streamed().equals(expectedLines());
            // What a kernel does when nothing is asked for, such as starting JVMs that stand by, is
            // done then.
            TimeUnit.SECONDS.sleep(3);
            var idle = alive(kernel);
            var loop = new double[STOPS];
            for (var i = 0; i < STOPS - 1; i++) {
                loop[i] = stop(kernel, kernel.begin(language.loop), language);
            }
            var running = kernel.begin(language.loop);
            var busy = alive(kernel);
            loop[STOPS - 1] = stop(kernel, running, language);
            var loadAfterLoop = load(kernel, SHORT);
            var sleep = median(STOPS, _ -> stop(kernel, kernel.begin(language.sleep), language));
            var loadAfterSleep = load(kernel, SHORT);
            var load = load(kernel, LONG);
            var megabytes = Family.known() ? kernel.family().megabytes() : Double.NaN;
            return new Measured(
                    simple,
                    print,
                    method,
                    type,
                    pipeline,
                    lines.seconds(),
                    lines.messages(),
                    intact,
                    firstCompletion,
                    completion,
                    idle,
                    busy,
                    Median.of(loop),
                    loadAfterLoop,
                    sleep,
                    loadAfterSleep,
                    megabytes,
                    load);
        }
    }

    /// The same cell again and again, for both kernels as long.
    private static void warmUp(KernelUnderTest kernel, String code) throws IOException {
        var begin = System.nanoTime();
        while (Figures.secondsSince(begin) < WARM_UP_SECONDS) {
            kernel.execute(code);
        }
    }

    /// One repetition of something that takes `seconds`.
    private interface Timed {
        double seconds(int repetition) throws IOException;
    }

    private static double median(int repetitions, Timed timed) throws IOException {
        var seconds = new double[repetitions];
        for (var i = 0; i < repetitions; i++) {
            seconds[i] = timed.seconds(i);
        }
        return Median.of(seconds);
    }

    private static double timed(Runnable work) {
        var begin = System.nanoTime();
        work.run();
        return Figures.secondsSince(begin);
    }

    /// Each definition has a name of its own.
    private static double definitions(KernelUnderTest kernel, String pattern) throws IOException {
        return median(DEFINITIONS, i -> kernel.execute(pattern.formatted(i)).seconds());
    }

    private static Alive alive(KernelUnderTest kernel) throws IOException {
        return new Alive(
                median(QUESTIONS, _ -> timed(kernel::askOnControl)),
                median(QUESTIONS, _ -> timed(kernel::beat)));
    }

    private static double stop(KernelUnderTest kernel, String running, Language language)
            throws IOException {
        var begin = System.nanoTime();
        kernel.interrupt(running, language.stoppedBySignal);
        return Figures.secondsSince(begin);
    }

    private static double load(KernelUnderTest kernel, long millis)
            throws IOException, InterruptedException {
        return Family.known() ? kernel.family().load(millis) : Double.NaN;
    }

    private static String expectedLines() {
        var text = new StringBuilder();
        for (var i = 0; i < LINES; i++) {
            text.append(i).append('\n');
        }
        return text.toString();
    }
}
