package telaio.jupyter.complete;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The types a cell can name without an import of its own, and Java's packages. Read when first
/// needed; used by the compile thread only.
public final class Catalogue {
    private static final Path JAVA_BASE =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");

    private static final Path PACKAGES =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("packages");

    private final List<String> javaPackages;
    private @Nullable NavigableMap<String, String> types;
    private @Nullable NavigableSet<String> packages;

    /// @param javaPackages packages of Java whose types need no import
    public Catalogue(List<String> javaPackages) {
        this.javaPackages = List.copyOf(javaPackages);
    }

    /// Java's types whose simple name begins with `prefix`: full name by simple name.
    SortedMap<String, String> types(String prefix) {
        var all = types;
        if (all == null) {
            all = new TreeMap<>();
            for (var name : javaPackages) {
                list(all, name);
            }
            list(all, "java.lang");
            types = all;
        }
        return all.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    private static void list(Map<String, String> types, String packageName) {
        try (var files = Files.list(JAVA_BASE.resolve(packageName.replace('.', '/')))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && file.indexOf('$') < 0)
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .filter(name -> name.indexOf('-') < 0)
                    .forEach(name -> types.put(name, packageName + "." + name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The next parts of the names of Java's packages that begin with `prefix`.
    ///
    /// @param prefix e.g. `java.ut`
    Collection<String> packages(String prefix) {
        var all = packages;
        if (all == null) {
            all = packageNames();
            packages = all;
        }
        int begin = prefix.lastIndexOf('.') + 1;
        var parts = new TreeSet<String>();
        for (var name : all.tailSet(prefix)) {
            if (!name.startsWith(prefix)) {
                break;
            }
            int end = name.indexOf('.', Math.max(begin, prefix.length()));
            parts.add(name.substring(begin, end < 0 ? name.length() : end));
        }
        return parts;
    }

    private static NavigableSet<String> packageNames() {
        try (var names = Files.list(PACKAGES)) {
            var found = new TreeSet<String>();
            names.map(name -> name.getFileName().toString())
                    .filter(name -> name.startsWith("java.") || name.startsWith("javax."))
                    .forEach(found::add);
            return found;
        } catch (NotDirectoryException absent) {
            return new TreeSet<>();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The class a type's text names.
    ///
    /// @param type as JShell prints it, with or without its package and parameters
    /// @param own full names of types of the library by simple name
    public Optional<Class<?>> find(String type, Map<String, String> own) {
        int parameters = type.indexOf('<');
        var bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (bare.isEmpty() || bare.endsWith("]")) {
            return Optional.empty();
        }
        var found = load(bare);
        if (found.isEmpty() && bare.indexOf('.') < 0) {
            var full = own.getOrDefault(bare, types(bare).getOrDefault(bare, ""));
            return full.isEmpty() ? found : load(full);
        }
        return found;
    }

    /// A public class, not initialised.
    static Optional<Class<?>> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, Catalogue.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
