package telaio.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The kernel and the `telaio` command under test: those of a built distribution if the property
/// `telaio.home` names one, else the classes of this build.
final class InstalledKernel {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private InstalledKernel() {}

    /// Makes the kernel `telaio` known to a Jupyter of the test's own.
    ///
    /// @param prefix new folder
    /// @return the data folder for `JUPYTER_PATH`
    static Path install(Path prefix) throws IOException, InterruptedException {
        Path data = prefix.resolve("share/jupyter");
        if (home().isPresent()) {
            var run =
                    run(
                            "en",
                            prefix.resolve("install.log"),
                            "install",
                            "--prefix",
                            prefix.toString());
            if (run != 0) {
                throw new IOException(Files.readString(prefix.resolve("install.log")));
            }
        } else {
            Path folder = Files.createDirectories(data.resolve("kernels/telaio"));
            Files.writeString(folder.resolve("kernel.json"), kernelspec().toString());
        }
        return data;
    }

    /// Runs `telaio` with `arguments`.
    ///
    /// @param language what it speaks: `it` or `en`
    /// @param output file for what it prints
    /// @return its exit code
    static int run(String language, Path output, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(java("telaio.install.Main"));
        command.addAll(Arrays.asList(arguments));
        Files.createDirectories(output.toAbsolutePath().getParent());
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("TELAIO_LANG", language);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "telaio %s does not end: %s"
                            .formatted(List.of(arguments), Files.readString(output)));
        }
        return process.exitValue();
    }

    private static JsonObject kernelspec() throws IOException {
        var argv = new JsonArray();
        java("telaio.jupyter.Main").forEach(argv::add);
        argv.add("{connection_file}");
        var kernelspec = new JsonObject();
        kernelspec.add("argv", argv);
        kernelspec.addProperty("display_name", "Java (Telaio)");
        kernelspec.addProperty("language", "java");
        kernelspec.addProperty("interrupt_mode", "message");
        return kernelspec;
    }

    private static List<String> java(String main) throws IOException {
        var command = new ArrayList<String>();
        command.add(JAVA.toString());
        command.add("-XX:+UseSerialGC");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        for (var part : List.of("api", "code", "util")) {
            command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
        }
        home().ifPresent(home -> command.add("-Dtelaio.home=" + home));
        Path clone = Lesson.COURSE.toAbsolutePath().resolveSibling("");
        command.add("-Dtelaio.clone=" + clone);
        command.add("-Dtelaio.state=" + clone.resolve(".telaio"));
        command.add("-cp");
        command.add(classPath());
        command.add(main);
        return command;
    }

    private static String classPath() throws IOException {
        if (home().isEmpty()) {
            return System.getProperty("java.class.path");
        }
        Path lib = home().get().resolve("lib");
        return Files.readAllLines(lib.resolve("classpath")).stream()
                .map(jar -> lib.resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("telaio.home")).map(Path::of);
    }
}
