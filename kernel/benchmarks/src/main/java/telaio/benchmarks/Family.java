package telaio.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process and all its descendants, as Linux's `/proc` sees them.
///
/// @param head the process
record Family(ProcessHandle head) {
    private static final Path PROC = Path.of("/proc");

    /// Whether this system tells what is asked here.
    static boolean known() {
        return Files.exists(PROC.resolve("self/smaps_rollup"))
                && Files.exists(PROC.resolve("self/schedstat"));
    }

    private List<Path> folders() {
        return Stream.concat(Stream.of(head), head.descendants())
                .map(process -> PROC.resolve(Long.toString(process.pid())))
                .toList();
    }

    /// Memory in megabytes (10⁶ bytes), pages shared with others counted in part.
    double megabytes() throws IOException {
        double kibibytes = 0;
        for (var folder : folders()) {
            for (var line : lines(folder.resolve("smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    kibibytes += Double.parseDouble(line.replaceAll("[^0-9]", ""));
                }
            }
        }
        return kibibytes * 1024 / 1e6;
    }

    /// Percent of one processor that is used from now on, for so long.
    double load(long millis) throws IOException, InterruptedException {
        var before = nanosByThread();
        long begin = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis);
        double used = 0;
        for (var thread : nanosByThread().entrySet()) {
            used += thread.getValue() - before.getOrDefault(thread.getKey(), 0.0);
        }
        return 100 * used / (System.nanoTime() - begin);
    }

    private Map<Path, Double> nanosByThread() throws IOException {
        var nanos = new HashMap<Path, Double>();
        for (var folder : folders()) {
            try (var threads = Files.newDirectoryStream(folder.resolve("task"))) {
                for (var thread : threads) {
                    var lines = lines(thread.resolve("schedstat"));
                    if (!lines.isEmpty()) {
                        nanos.put(thread, first(lines.getFirst()));
                    }
                }
            } catch (NoSuchFileException ended) {
                // A process that is gone uses nothing.
            }
        }
        return nanos;
    }

    private static double first(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    /// None if the process or thread is gone.
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException ended) {
            return List.of();
        }
    }
}
