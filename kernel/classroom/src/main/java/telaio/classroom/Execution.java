package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs submissions in a sandbox, each in a kernel of its own. May be used by several threads, each
/// with a lane of its own.
///
/// @param cell the longest a cell may run
/// @param all the longest a notebook may run
record Execution(Sandbox sandbox, Duration cell, Duration all) {
    /// Of a run's report; a cell's outputs have a limit of their own.
    private static final int BYTES = 64_000_000;

    /// What a kernel may take to start and to stop cells, besides the time of the cells.
    private static final Duration BESIDES = Duration.ofSeconds(30);

    /// How a run ended.
    enum End {
        WHOLE,
        DIED,
        TOO_LONG,
        TOO_MUCH_OUTPUT
    }

    /// Runs a repaired notebook; what its cells show is in it then.
    ///
    /// @param notebook without outputs
    /// @param run is told of the cells that ran
    /// @param scratch an empty folder
    /// @param files what the notebook finds in its folder; null for nothing
    End run(
            NotebookFile notebook,
            FreshRun run,
            Path scratch,
            @Nullable Path files,
            int lane,
            boolean italian)
            throws IOException, InterruptedException {
        var input = Files.writeString(scratch.resolve("notebook-" + lane), notebook.text());
        var given = files == null ? Files.createDirectories(scratch.resolve("nothing")) : files;
        var command = command(String.valueOf(cell.toSeconds()), String.valueOf(all.toSeconds()));
        var program = new Sandbox.Program(command, readable(), input, given, lane);
        var environment =
                Map.of(
                        "LC_ALL", "C.UTF-8",
                        "TELAIO_LANG", italian ? "it" : "en",
                        "TELAIO_HISTORY", "");
        var process = sandbox.start(program, environment);
        var late = new AtomicBoolean();
        var timer =
                CompletableFuture.runAsync(
                        () -> {
                            late.set(true);
                            process.destroyForcibly();
                        },
                        CompletableFuture.delayedExecutor(
                                all.plus(BESIDES).toMillis(), TimeUnit.MILLISECONDS));
        try (var report = new BufferedInputStream(process.getInputStream())) {
            var end = read(report, notebook, run);
            return late.get() ? End.TOO_LONG : end;
        } finally {
            timer.cancel(false);
            process.destroyForcibly().waitFor();
        }
    }

    private static End read(InputStream report, NotebookFile notebook, FreshRun run)
            throws IOException {
        int left = BYTES;
        while (true) {
            var line = line(report, left);
            if (line == null) {
                return End.DIED;
            }
            left -= line.length;
            if (left <= 0) {
                return End.TOO_MUCH_OUTPUT;
            }
            try {
                var json = JsonParser.parseString(new String(line, UTF_8)).getAsJsonObject();
                if (json.has("end")) {
                    return isWhole(notebook) ? End.WHOLE : End.TOO_LONG;
                }
                ran(json, notebook, run);
            } catch (JsonParseException | IllegalStateException | NullPointerException e) {
                // Cut short.
                return End.DIED;
            }
        }
    }

    private static void ran(JsonObject line, NotebookFile notebook, FreshRun run) {
        var cell = notebook.cells().get(line.get("cell").getAsInt() - 1);
        cell.ran(line.get("count").getAsInt(), line.getAsJsonArray("outputs"));
        run.ended(cell, line.get("late").getAsBoolean(), line.get("forged").getAsBoolean());
    }

    private static boolean isWhole(NotebookFile notebook) {
        return notebook.cells().stream()
                .filter(it -> it.isCode() && !it.source().isBlank())
                .allMatch(it -> it.executionCount() != null);
    }

    /// @return null if the report ends before the line does
    private static byte @Nullable [] line(InputStream report, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = report.read(); b != '\n'; b = report.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
            if (line.size() >= most) {
                break;
            }
        }
        return line.toByteArray();
    }

    /// As this JVM was started: so the AOT cache fits.
    private static List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var flags =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(Execution::travels)
                        .toList();
        command.addAll(flags);
        if (flags.stream().noneMatch(it -> it.matches("-XX:[+]Use\\w+GC"))) {
            command.add("-XX:+UseSerialGC");
        }
        command.add("-Xmx192m");
        command.add("-Dtelaio.session.jvmArgs=-Xmx256m");
        command.add("-cp");
        command.add(
                entries().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(SandboxedRun.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean travels(String argument) {
        return Stream.of(
                        "-XX:",
                        "-Xlog:disable",
                        "--add-exports=",
                        "--enable-native-access=",
                        "-Dstdout.encoding=",
                        "-Dstderr.encoding=")
                .anyMatch(argument::startsWith);
    }

    /// A program that runs nothing, to see whether a kernel could run.
    static Sandbox.Program nothing(Path scratch) throws IOException {
        var files = Files.createDirectories(scratch.resolve("nothing"));
        var input = Files.write(scratch.resolve("empty"), new byte[0]);
        return new Sandbox.Program(command(), readable(), input, files, 0);
    }

    private static List<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(it -> !it.isEmpty())
                .map(it -> Path.of(it).toAbsolutePath())
                .toList();
    }

    /// What must be there for a kernel to run. AOT caches lie beside the jars.
    private static List<Path> readable() {
        return entries().stream()
                .map(it -> it.endsWith("telaio-classroom.jar") ? it.resolveSibling("") : it)
                .toList();
    }
}
