package telaio.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.StartMethod;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Settings;

/// Times `Process` from start to join of an empty lambda. A program of its own, so that it runs on
/// the plain class path of the distribution, as a user's program would. Prints one line: seconds,
/// as JSON.
final class ProcessRuns {
    private static final int STANDBYS = 2;

    private ProcessRuns() {}

    /// Runs one case.
    ///
    /// @param arguments the case (see below) and the number of starts
    public static void main(String[] arguments) throws Exception {
        var count = Integer.parseInt(arguments[1]);
        var seconds =
                switch (arguments[0]) {
                    case "standby" -> standby(count);
                    case "sustained" -> sustained(count);
                    case "spawn" -> spawn(count);
                    case "spawn-without-cache" -> spawn(count, "-XX:AOTMode=off");
                    default -> throw new IllegalArgumentException("no case " + arguments[0]);
                };
        System.out.println(
                DoubleStream.of(seconds)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /// Each start finds a warm JVM ready.
    private static double[] standby(int count) throws Exception {
        var seconds = new double[count + 1];
        for (var i = 0; i <= count; i++) {
            Launcher.current().prepare(Settings.inherited(), STANDBYS).get();
            seconds[i] = startToJoin(StartMethod.STANDBY);
        }
        return Arrays.copyOfRange(seconds, 1, seconds.length);
    }

    /// Back to back, as fast as warm JVMs can be had: the mean time of one start.
    private static double[] sustained(int count) throws Exception {
        Launcher.current().prepare(Settings.inherited(), STANDBYS).get();
        startToJoin(StartMethod.STANDBY);
        var begin = System.nanoTime();
        for (var i = 0; i < count; i++) {
            startToJoin(StartMethod.STANDBY);
        }
        return new double[] {(System.nanoTime() - begin) / 1e9 / count};
    }

    private static double[] spawn(int count, String... flags) throws InterruptedException {
        var method = StartMethod.SPAWN;
        startToJoin(method, flags);
        var seconds = new double[count];
        for (var i = 0; i < count; i++) {
            seconds[i] = startToJoin(method, flags);
        }
        return seconds;
    }

    private static double startToJoin(StartMethod method, String... flags)
            throws InterruptedException {
        var begin = System.nanoTime();
        var process = Process.builder().method(method).jvmArgs(flags).build(() -> {});
        process.start();
        process.join();
        return (System.nanoTime() - begin) / 1e9;
    }
}
