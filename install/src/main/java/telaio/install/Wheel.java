package telaio.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The package for pip, by the binary distribution format of the Python packaging specifications: a
/// Python module that finds a JDK and becomes it, the jars, and the kernelspec for the environment
/// it is installed into.
final class Wheel {
    private static final String KERNELS = "data/share/jupyter/kernels/";

    private final Release release;
    private final String version;

    Wheel(Release release) {
        this.release = release;
        // A snapshot comes before the release it is named after; Python calls that dev.
        version = release.number().replace("-SNAPSHOT", ".dev0");
    }

    /// Writes the wheel, in the place of an older one.
    ///
    /// @return the file `telaio-VERSION-py3-none-any.whl` in `folder`
    Path write(Path folder) throws IOException {
        Path tree = Files.createTempDirectory("telaio-wheel");
        try {
            writeModule(tree.resolve("telaio"));
            writeKernelspec(tree.resolve("telaio-" + version + ".data").resolve(KERNELS));
            Path info = Files.createDirectories(tree.resolve("telaio-" + version + ".dist-info"));
            Files.writeString(info.resolve("METADATA"), metadata());
            Files.writeString(
                    info.resolve("WHEEL"),
                    """
                    Wheel-Version: 1.0
                    Generator: telaio
                    Root-Is-Purelib: true
                    Tag: py3-none-any
                    """);
            Files.writeString(
                    info.resolve("entry_points.txt"),
                    "[console_scripts]\ntelaio = telaio.__main__:main\n");
            Folders.copy(
                    release.from().root().resolve("LICENSE"), info.resolve("licenses/LICENSE"));
            Files.writeString(info.resolve("RECORD"), record(tree, info));
            return new Zip(folder.resolve("telaio-" + version + "-py3-none-any.whl"))
                    .add(tree, "")
                    .write();
        } finally {
            Folders.delete(tree);
        }
    }

    private void writeModule(Path module) throws IOException {
        Files.createDirectories(module);
        Files.writeString(module.resolve("__init__.py"), "__version__ = \"" + version + "\"\n");
        resource("wheel/__main__.py", module.resolve("__main__.py"));
        release.writeHome(module.resolve("home"));
    }

    private static void writeKernelspec(Path kernels) throws IOException {
        var kernelspec = Kernelspec.named(Kernelspec.DEFAULT_NAME, kernels);
        // Jupyter puts its own Python in the place of this name.
        List<String> argv = new ArrayList<>(List.of("python"));
        argv.addAll(KernelJvm.WHEEL);
        kernelspec.write(argv);
    }

    private static void resource(String name, Path file) throws IOException {
        try (InputStream in = Wheel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            Files.copy(in, file);
        }
    }

    private String metadata() {
        return """
        Metadata-Version: 2.4
        Name: telaio
        Version: %s
        Summary: A Jupyter kernel for Java, for learning and doing concurrency
        License-Expression: Apache-2.0
        License-File: LICENSE
        Requires-Python: >=3.9
        Description-Content-Type: text/plain

        A Jupyter kernel for Java 25 or later. It finds a JDK by itself: TELAIO_JAVA_HOME, JAVA_HOME, PATH,
        the usual places.
        """
                .formatted(version);
    }

    /// Every file with its hash; the record itself has none.
    private static String record(Path tree, Path info) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile)
                            .sorted()
                            .map(file -> line(tree, file))
                            .collect(Collectors.joining())
                    + name(tree, info.resolve("RECORD"))
                    + ",,\n";
        }
    }

    private static String line(Path tree, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return name(tree, file) + ",sha256=" + text + "," + bytes.length + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String name(Path tree, Path file) {
        return tree.relativize(file).toString().replace('\\', '/');
    }
}
