package telaio.benchmarks;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `Process` beside Python's, start to join of an empty function.
final class Processes {
    private static final int STARTS = 20;
    private static final int SUSTAINED = 50;

    private final Path python;
    private final String classPath;

    /// @param classPath of the distribution first (its AOT cache fits no other order), then this
    ///   module's
    Processes(Path python, String classPath) {
        this.python = python;
        this.classPath = classPath;
    }

    List<Row> run() throws IOException {
        var fork = Median.of(python("fork"));
        var spawn = Median.of(python("spawn"));
        var rows = new ArrayList<Row>();
        rows.add(row("standby ready", Median.of(java("standby", STARTS)), fork, "fork", 2));
        rows.add(
                row(
                        "50 back to back, each",
                        Median.of(java("sustained", SUSTAINED)),
                        fork,
                        "fork",
                        Double.NaN));
        rows.add(row("cold JVM, AOT cache", Median.of(java("spawn", STARTS)), spawn, "spawn", 1.5));
        var without = Median.of(java("spawn-without-cache", STARTS));
        rows.add(row("cold JVM, no AOT cache", without, spawn, "spawn", Double.NaN));
        return rows;
    }

    private static Row row(String name, double ours, double theirs, String how, double atMost) {
        return new Row(
                "Process start→join: " + name,
                "ms",
                ours * 1e3,
                theirs * 1e3,
                "Python " + how,
                atMost);
    }

    private double[] python(String method) throws IOException {
        var script = Files.createTempFile("processes", ".py");
        try (InputStream source = Processes.class.getResourceAsStream("processes.py")) {
            if (source == null) {
                throw new IllegalStateException("processes.py is missing from the jar");
            }
            Files.write(script, source.readAllBytes());
            return seconds(List.of(python.toString(), script.toString(), method, "" + STARTS));
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private double[] java(String what, int count) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", classPath, ProcessRuns.class.getName(), what, "" + count));
        return seconds(command);
    }

    /// Runs a command whose last line of output is a JSON array of seconds.
    private static double[] seconds(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        try (var out = process.getInputStream()) {
            var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            var code = process.waitFor();
            if (code != 0) {
                throw new IOException("exit code " + code + " of " + String.join(" ", command));
            }
            var lines = text.strip().lines().toList();
            return new Gson().fromJson(lines.getLast(), double[].class);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", interrupted));
        }
    }
}
