package telaio.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A built telaio: a folder whose `lib` has every jar, the class path's order and the AOT caches.
///
/// @param home the folder, absolute
/// @param classPath the jars in the order of the file `lib/classpath`
record Distribution(Path home, List<Path> classPath) {
    private static final String KERNEL = "telaio-classroom.jar";

    /// The distribution the launcher started us from.
    ///
    /// @throws IOException if its file `lib/classpath` cannot be read
    static Distribution current() throws IOException {
        String home = System.getProperty("telaio.home");
        if (home == null) {
            throw new IllegalStateException("telaio.home is not set: start telaio by its launcher");
        }
        return at(Path.of(home).toAbsolutePath());
    }

    static Distribution at(Path home) throws IOException {
        Path lib = home.resolve("lib");
        List<Path> jars = new ArrayList<>();
        for (String name : Files.readAllLines(lib.resolve("classpath"))) {
            if (!name.isBlank()) {
                jars.add(lib.resolve(name));
            }
        }
        return new Distribution(home, List.copyOf(jars));
    }

    Path lib() {
        return home.resolve("lib");
    }

    /// What the kernel needs: the head of the class path, up to the classroom's jar, which has some
    /// of its magics. An AOT cache trained with it fits the whole class path too.
    List<Path> kernelClassPath() {
        for (int i = 0; i < classPath.size(); i++) {
            if (classPath.get(i).endsWith(KERNEL)) {
                return classPath.subList(0, i + 1);
            }
        }
        throw new IllegalStateException("no " + KERNEL + " in " + lib().resolve("classpath"));
    }

    static String joined(List<Path> classPath) {
        return classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /// The java of the JVM that runs this: the launcher has verified it.
    static Path java() {
        String name = Program.IS_ON_WINDOWS ? "java.exe" : "java";
        return Path.of(System.getProperty("java.home"), "bin", name);
    }
}
