package telaio.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.StartMethod;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Settings;

/// Times `Process` from start to join of an empty lambda. A program of its own, so that it runs on
/// a plain class path, as a user's program would. Prints seconds, or bytes.
final class ProcessRuns {
    private static final int STANDBYS = 2;

    /// A JVM that has just rehearsed still compiles, on the processors that are measured; Python
    /// has nothing that goes on beside it. What comes without a break is the case `sustained`.
    private static final long BREAK_NANOS = Duration.ofMillis(100).toNanos();

    private ProcessRuns() {}

    /// Runs one case.
    ///
    /// @param arguments the case (see below) and the number of starts
    public static void main(String[] arguments) throws Exception {
        var count = Integer.parseInt(arguments[1]);
        Figures.print(
                switch (arguments[0]) {
                    case "standby" -> standby(count);
                    case "sustained" -> sustained(count);
                    case "spawn" -> spawn(count);
                    case "spawn-without-cache" -> spawn(count, "-XX:AOTMode=off");
                    case "memory" -> memory();
                    default -> throw new IllegalArgumentException("no case " + arguments[0]);
                });
    }

    /// Each start finds a warm JVM ready, and the machine idle.
    private static double[] standby(int count) throws Exception {
        var seconds = new double[count + 1];
        for (var i = 0; i <= count; i++) {
            Launcher.current().prepare(Settings.inherited(), STANDBYS).get();
            LockSupport.parkNanos(BREAK_NANOS);
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

    /// The bytes of each JVM that waits for a task: its own memory, and its part of what several
    /// share.
    private static double[] memory() throws Exception {
        Launcher.current().prepare(Settings.inherited(), STANDBYS).get();
        return ProcessHandle.current()
                .children()
                .filter(ProcessRuns::isJvm)
                .mapToDouble(child -> proportional(rollup(child.pid())))
                .toArray();
    }

    /// Not the supervisor of the process group.
    private static boolean isJvm(ProcessHandle child) {
        return child.info().command().filter(it -> it.endsWith("java")).isPresent();
    }

    private static Path rollup(long pid) {
        return Path.of("/proc", "" + pid, "smaps_rollup");
    }

    private static double proportional(Path rollup) {
        try {
            return Files.readAllLines(rollup).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + rollup, e);
        }
    }
}
