package telaio.jupyter.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.Task;

/// The names a cell starts with: JShell's default imports, then one by one every public type of the
/// library. What the notebook itself declares or imports wins: the library's type of that name then
/// leaves the imports. Used by the compile thread only.
///
/// Nothing is imported before a source mentions what may need it: javac resolves every import again
/// in each of its passes over each snippet (measured: all of them cost a warm `1+1` 2 ms of 7, and
/// the first one 60 ms).
final class Imports {
    private static final String DISPLAY = "telaio.display";

    private static final String LIBRARY = Task.class.getPackageName();

    /// Whether cells start with Java's names only, and the words of IJava: for notebooks that were
    /// written for it, whose `Process` is Java's own. A kernelspec named `java` asks for it.
    private static final boolean JAVA_ONLY = "java".equals(System.getenv("TELAIO_NAMES"));

    static final List<String> PACKAGES =
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

    /// Methods a cell has by their bare names.
    static final Set<String> WORDS = Set.of("display", "render", "updateDisplay", "clearOutput");

    /// On demand, so that a method of such a name that the notebook declares, which JShell imports
    /// by name, wins.
    private static final String WORDS_IMPORT =
            "import static " + DISPLAY + (JAVA_ONLY ? ".Dialect.*;" : ".Display.*;");

    /// Every type that Java's packages or the library give begins with a capital letter.
    private static final Pattern NAME =
            Pattern.compile(
                    "\\b(?:[A-Z]\\w*|(?:"
                            + String.join("|", new TreeSet<>(WORDS))
                            + ")(?=\\s*\\())");

    /// What is ours beside the library; by name, as the kernel does not load it.
    private static final List<String> DISPLAYING =
            List.of(
                    "Display",
                    "Bundle",
                    "Button",
                    "Comm",
                    "Displayable",
                    "Renderer",
                    "Progress",
                    "Input",
                    "IntProgress",
                    "IntSlider",
                    "Timeline",
                    "Widget");

    private static final String EXERCISE = "Exercise";

    /// All of Java's packages at once. JShell takes the first for the snippet's name and keeps the
    /// whole text. The first is one that no notebook writes, as an equal import would replace the
    /// snippet.
    private static final String ON_DEMAND =
            Stream.concat(PACKAGES.stream(), JAVA_ONLY ? Stream.of("java.util.prefs") : Stream.of())
                    .map(p -> "import " + p + ".*; ")
                    .collect(Collectors.joining("", "import static java.lang.Object.*; ", ""));

    /// Full names of our types by their simple ones. Read from the library's jar when first needed.
    private @Nullable Map<String, String> names;

    /// What has been imported so far, by its source.
    private final Map<String, Snippet> made = new HashMap<>();

    /// Whether a name is one of `java.lang`.
    private final Map<String, Boolean> lang = new HashMap<>();

    private Map<String, String> names() {
        var known = names;
        if (known == null) {
            var found = new HashMap<String, String>();
            if (!JAVA_ONLY) {
                libraryTypes().forEach(name -> found.put(name, LIBRARY + "." + name));
                DISPLAYING.forEach(name -> found.put(name, DISPLAY + "." + name));
                found.put(EXERCISE, "telaio.exercise." + EXERCISE);
            }
            names = found;
            known = found;
        }
        return known;
    }

    /// The library's types that are imported when named: full by simple name.
    Map<String, String> libraryNames() {
        return Map.copyOf(names());
    }

    /// Imports what `source` may need and was not imported before.
    ///
    /// @param importing compiles one snippet of imports
    void provide(String source, Function<String, Snippet> importing) {
        NAME.matcher(source)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(name -> !made.containsKey(ON_DEMAND) || isOurs(name))
                .map(this::source)
                .flatMap(Optional::stream)
                .forEach(s -> made.computeIfAbsent(s, importing));
    }

    /// The imports that a source of these words may need, whether or not they were made before.
    Set<String> needed(Set<String> words) {
        return words.stream()
                .filter(word -> Character.isUpperCase(word.charAt(0)) || WORDS.contains(word))
                .map(this::source)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /// The import that a name may need.
    private Optional<String> source(String name) {
        if (WORDS.contains(name)) {
            return Optional.of(WORDS_IMPORT);
        }
        var type = names().get(name);
        if (type != null) {
            return Optional.of("import " + type + ";");
        }
        return lang.computeIfAbsent(name, word -> exists("java.lang." + word))
                ? Optional.empty()
                : Optional.of(ON_DEMAND);
    }

    /// The names of ours that `source` may declare as a type or import from elsewhere. A guess by
    /// text: the caller makes sure for declarations.
    Set<String> claimed(String source) {
        var found = new TreeSet<String>();
        var imports = IMPORT.matcher(source);
        if (imports.find()
                && !names().containsValue(imports.group("package") + "." + imports.group("name"))) {
            found.add(imports.group("name"));
        }
        DECLARATION.matcher(source).results().map(r -> r.group("name")).forEach(found::add);
        if (!found.isEmpty()) {
            found.retainAll(names().keySet());
        }
        return found;
    }

    private boolean isOurs(String name) {
        return WORDS.contains(name) || names().containsKey(name);
    }

    /// Gives these names up, for good.
    ///
    /// @return the imports made of them
    List<Snippet> remove(Set<String> claimed) {
        var gone =
                claimed.stream()
                        .map(this::source)
                        .flatMap(Optional::stream)
                        .map(made::remove)
                        .filter(Objects::nonNull)
                        .toList();
        names().keySet().removeAll(claimed);
        return gone;
    }

    /// Forgets what was imported, to be imported again when needed.
    ///
    /// @return the imports made
    List<Snippet> reset() {
        var all = List.copyOf(made.values());
        made.clear();
        return all;
    }

    /// Java's own type that our `name` hides, if there is one.
    Optional<String> hiddenBy(String name) {
        return names().containsKey(name)
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
