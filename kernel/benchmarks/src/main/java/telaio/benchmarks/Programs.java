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

/// The programs that are measured: ours and Python's, each in a process of its own.
///
/// @param python the interpreter
/// @param classPath of the library first (its AOT cache fits no other order), then this module's
record Programs(Path python, String classPath) {
    /// Runs a resource of this package.
    ///
    /// @return the figures that it prints
    double[] python(String script, Object... arguments) throws IOException {
        var file = Files.createTempFile("benchmark", ".py");
        try (InputStream source = Programs.class.getResourceAsStream(script)) {
            if (source == null) {
                throw new IllegalStateException(script + " is missing from the jar");
            }
            Files.write(file, source.readAllBytes());
            return figures(command(List.of(python.toString(), file.toString()), arguments));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// Runs a class as a user's program is run.
    ///
    /// @return the figures that it prints
    double[] java(Class<?> program, Object... arguments) throws IOException {
        return figures(
                command(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath,
                                program.getName()),
                        arguments));
    }

    private static List<String> command(List<String> start, Object... arguments) {
        List<String> command = new ArrayList<>(start);
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /// Runs a command whose last line of output is a JSON array of numbers.
    private static double[] figures(List<String> command) throws IOException {
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
