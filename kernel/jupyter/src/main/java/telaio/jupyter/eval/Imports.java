package telaio.jupyter.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import telaio.multiprocessing.Task;

/// The names a cell starts with: JShell's default imports, then one by one every public type of the
/// library. What the notebook itself declares or imports wins: the library's type of that name then
/// leaves the imports.
final class Imports {
    private static final String LIBRARY = Task.class.getPackageName();

    private static final List<String> PACKAGES =
            List.of(
                    "java.io",
                    "java.math",
                    "java.net",
                    "java.nio.file",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream");

    /// Packages whose types one of ours can hide.
    private static final List<String> HIDDEN =
            List.of(
                    "java.lang",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.locks",
                    "java.util.concurrent.atomic");

    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+(?<name>\\w+)");

    private static final Pattern IMPORT =
            Pattern.compile("^\\s*import\\s+(?<package>[\\w.]+)\\.(?<name>\\w+)\\s*;");

    private final Set<String> names;

    Imports() {
        this.names = new TreeSet<>(libraryTypes());
    }

    /// All imports as the source of one snippet. JShell takes the first for the snippet's name and
    /// keeps the whole text: one compilation instead of forty (measured: 3 ms each in a cold JVM).
    /// The first is one that no notebook writes, as an equal import would replace the snippet.
    String source() {
        var onDemand = PACKAGES.stream().map(p -> "import " + p + ".*; ");
        var single = names.stream().map(n -> "import " + LIBRARY + "." + n + "; ");
        return Stream.concat(
                        Stream.of("import static java.lang.Object.*; "),
                        Stream.concat(onDemand, single))
                .collect(Collectors.joining());
    }

    /// The names of ours that `source` may declare as a type or import from elsewhere. A guess by
    /// text: the caller makes sure for declarations.
    Set<String> claimed(String source) {
        var found = new TreeSet<String>();
        var imports = IMPORT.matcher(source);
        if (imports.find() && !imports.group("package").equals(LIBRARY)) {
            found.add(imports.group("name"));
        }
        DECLARATION.matcher(source).results().map(r -> r.group("name")).forEach(found::add);
        found.retainAll(names);
        return found;
    }

    /// Gives these names up, for good.
    void remove(Set<String> claimed) {
        names.removeAll(claimed);
    }

    /// Java's own type that our `name` hides, if there is one.
    Optional<String> hiddenBy(String name) {
        return names.contains(name)
                ? HIDDEN.stream().map(p -> p + "." + name).filter(Imports::exists).findFirst()
                : Optional.empty();
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return absent.getException() != null;
        }
    }

    private static List<String> libraryTypes() {
        var folder = LIBRARY.replace('.', '/') + "/";
        return classFiles(SessionSettings.location(Task.class), folder).stream()
                .map(file -> file.substring(folder.length(), file.length() - ".class".length()))
                .filter(name -> name.indexOf('/') < 0 && name.indexOf('$') < 0)
                .filter(name -> !name.equals("package-info"))
                .filter(Imports::isPublic)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static List<String> classFiles(Path location, String folder) {
        try {
            if (Files.isDirectory(location)) {
                try (var files = Files.list(location.resolve(folder))) {
                    return files.map(f -> folder + f.getFileName())
                            .filter(f -> f.endsWith(".class"))
                            .toList();
                }
            }
            try (var jar = new JarFile(location.toFile())) {
                return jar.stream()
                        .map(e -> e.getName())
                        .filter(n -> n.startsWith(folder) && n.endsWith(".class"))
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + location, unreadable);
        }
    }

    private static boolean isPublic(String name) {
        try {
            var type = Class.forName(LIBRARY + "." + name, false, Imports.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
