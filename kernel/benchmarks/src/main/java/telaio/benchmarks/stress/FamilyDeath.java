package telaio.benchmarks.stress;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs the whole program as a child, kills its first process at a random moment, and checks that
/// nothing of the family stays: no process, no shared memory, no socket.
///
/// @param folder to work in
/// @param waiting how the family waits
record FamilyDeath(Path folder, String waiting) {
    private static final long MOST_SECONDS = 60;

    void once(SplittableRandom random) throws Exception {
        var own = Files.createTempDirectory(folder, "family");
        var first =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StressRuns.class.getName(),
                                "1000000",
                                "" + random.nextLong(),
                                waiting,
                                own.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(own.resolve("log").toFile())
                        .start();
        until(() -> !traces(first.pid()).isEmpty(), "the family is born");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(4000));
        var family = new ArrayList<ProcessHandle>();
        do {
            family.addAll(first.descendants().filter(it -> !family.contains(it)).toList());
            LockSupport.parkNanos(1_000_000);
        } while (System.nanoTime() < end);
        if (!first.isAlive()) {
            throw new AssertionError("the family ended by itself, see " + own);
        }
        first.destroyForcibly().waitFor();
        for (var one : family) {
            until(() -> !one.isAlive(), "process " + one.pid() + " ends");
        }
        until(() -> traces(first.pid()).isEmpty(), "memory and sockets are removed");
        try (var left = Files.list(own)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(own);
    }

    private interface Check {
        boolean holds() throws IOException;
    }

    private static void until(Check check, String what) throws IOException {
        long begin = System.nanoTime();
        while (!check.holds()) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                throw new AssertionError("does not come true: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// Directories that belong to this process: of its sockets and of its shared memory.
    private static List<Path> traces(long pid) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : List.of(System.getProperty("java.io.tmpdir"), "/dev/shm")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (var entries =
                        Files.newDirectoryStream(Path.of(folder), "telaio-" + pid + "-*")) {
                    entries.forEach(found::add);
                }
            }
        }
        return found;
    }
}
