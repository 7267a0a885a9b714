package telaio.install;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Other programs: where they are, and running them.
final class Program {
    /// Whether this is Windows: programs end in `.exe` there.
    static final boolean IS_ON_WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final List<String> ENDINGS =
            IS_ON_WINDOWS ? List.of(".exe", ".cmd", ".bat") : List.of("");

    private static final File NOTHING = new File(IS_ON_WINDOWS ? "NUL" : "/dev/null");

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private Program() {}

    /// How a program ended, and all it printed.
    record Finished(int exitCode, String output) {}

    /// The first of `candidates` that is there: names looked up in `PATH`, or files.
    static Optional<Path> find(List<String> candidates) {
        return find(candidates, System.getenv().getOrDefault("PATH", ""));
    }

    /// The first of `candidates` that is there: names looked up in `path`, or files.
    static Optional<Path> find(List<String> candidates, String path) {
        for (String candidate : candidates) {
            if (candidate.contains("/") || Path.of(candidate).isAbsolute()) {
                if (Files.isExecutable(Path.of(candidate))) {
                    return Optional.of(Path.of(candidate));
                }
                continue;
            }
            for (String folder : path.split(System.getProperty("path.separator"), -1)) {
                for (String ending : ENDINGS) {
                    Path file = Path.of(folder.isEmpty() ? "." : folder, candidate + ending);
                    if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                        return Optional.of(file.toAbsolutePath());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Runs a program to its end.
    static Finished run(List<String> command) throws IOException, InterruptedException {
        var output = new StringBuilder();
        int exitCode =
                follow(
                        new ProcessBuilder(command),
                        line -> output.append(line).append(System.lineSeparator()));
        return new Finished(exitCode, output.toString());
    }

    /// Runs a program that gets no input, and gives each line it prints, on either stream, to
    /// `line`. The program ends when this JVM does.
    ///
    /// @return its exit code
    static int follow(ProcessBuilder builder, Consumer<String> line)
            throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).redirectInput(NOTHING).start();
        try (var ending = new EndsWithUs(process);
                BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(line);
            return ending.waitFor();
        }
    }

    /// Runs a program on our own terminal.
    ///
    /// @return its exit code
    static int inherit(ProcessBuilder builder) throws IOException, InterruptedException {
        try (var ending = new EndsWithUs(builder.inheritIO().start())) {
            return ending.waitFor();
        }
    }

    /// Asks a process to end, and waits until it has, when this JVM ends or on close.
    private static final class EndsWithUs implements AutoCloseable {
        private final Process process;
        private final Thread hook;

        EndsWithUs(Process process) {
            this.process = process;
            hook = Thread.ofPlatform().name("end " + process.pid()).unstarted(this::end);
            Runtime.getRuntime().addShutdownHook(hook);
        }

        int waitFor() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public void close() {
            end();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // The hook runs already: System.Logger is no more, and nothing is left to do.
                assert !process.isAlive();
            }
        }

        private void end() {
            // Not process.destroy(): that closes its output under the thread that reads it.
            process.toHandle().destroy();
            try {
                if (!process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The end of a log, for an error message.
    static String tail(Path log, int lines) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(log));
        return String.join(
                System.lineSeparator(), all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
