package telaio.multiprocessing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A program of its own that has the library as a jar, as users have it. Made in a folder that is
/// thrown away.
final class Program {
    private static final long PATIENCE = 60;

    private final Path folder;
    private final Path library;

    Program(Path folder) throws Exception {
        this.folder = folder;
        var classes =
                Path.of(Task.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        library =
                Files.isDirectory(classes)
                        ? jar(classes, folder.resolve("telaio-multiprocessing.jar"))
                        : classes;
    }

    Path library() {
        return library;
    }

    /// What `mvn package` makes of a folder of classes.
    static Path jar(Path classes, Path file) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(file));
                var found = Files.walk(classes)) {
            for (var path : found.filter(Files::isRegularFile).sorted().toList()) {
                var name = classes.relativize(path).toString().replace('\\', '/');
                out.putNextEntry(new JarEntry(name));
                Files.copy(path, (OutputStream) out);
                out.closeEntry();
            }
        }
        return file;
    }

    /// Compiles with the JDK's own compiler.
    ///
    /// @return the folder of the classes
    Path compile(String name, List<String> options, Path... sources) throws IOException {
        var classes = Files.createDirectories(folder.resolve(name));
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-d", classes.toString()));
        for (var source : sources) {
            arguments.add(source.toString());
        }
        int problems =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (problems != 0) {
            throw new IllegalArgumentException(name + " does not compile");
        }
        return classes;
    }

    Path source(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".java"), text);
    }

    static String path(Path... entries) {
        return String.join(File.pathSeparator, Stream.of(entries).map(Path::toString).toList());
    }

    /// Compiles and runs a class with this name and body.
    Outcome run(List<String> flags, String name, String body) throws Exception {
        var source =
                source(
                        name,
                        """
                        import java.lang.management.ManagementFactory;
                        import java.time.Duration;
                        import java.util.ArrayList;
                        import telaio.multiprocessing.Process;
                        import telaio.multiprocessing.Queue;
                        import telaio.multiprocessing.StartMethod;

                        public class %s {
                            %s
                        }
                        """
                                .formatted(name, body));
        var classes = compile(name, List.of("-cp", library.toString()), source);
        var arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-cp", path(library, classes), name));
        return java(arguments.toArray(String[]::new));
    }

    /// Runs `java` with these arguments until its end, or kills it when it hangs.
    Outcome java(String... arguments) throws Exception {
        return through(List.of(), arguments);
    }

    /// @param starter what stands before `java`
    Outcome through(List<String> starter, String... arguments) throws Exception {
        var command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8"));
        command.addAll(List.of(arguments));
        var out = folder.resolve("stdout");
        var err = folder.resolve("stderr");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return new Outcome(
                ended ? process.exitValue() : -1,
                Files.readString(out, StandardCharsets.UTF_8).lines().toList(),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /// @param exitCode −1 if it did not end in time
    record Outcome(int exitCode, List<String> out, String err) {}
}
