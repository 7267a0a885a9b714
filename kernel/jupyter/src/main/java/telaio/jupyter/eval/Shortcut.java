package telaio.jupyter.eval;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compiles a snippet that declares nothing in one pass of javac, where JShell makes four
/// (measured: a warm `1+1` takes 5.5 ms from request to idle, through JShell 10.5). Whatever is not
/// plainly right is left to JShell: other kinds of snippets, and every error. Used by the compile
/// thread only.
final class Shortcut {
    /// What runs a snippet.
    ///
    /// @param className the class whose method `do_it$` does
    /// @param value whether the method returns the snippet's value
    record Made(String className, Map<String, byte[]> classes, boolean value) {}

    /// Longer ones take javac long anyway, and need its deep stack.
    private static final int MAX_LENGTH = 4096;

    /// Farther down in a cell the lines before would take javac long.
    private static final int MAX_LINE = 4096;

    private static final Pattern DECLARING =
            Pattern.compile(
                    "^\\s*(?:@|(?:import|package|class|interface|enum|record|void|var|final|static"
                            + "|public|private|protected|abstract|sealed|strictfp|int|long|double"
                            + "|boolean|char|byte|short|float|switch|throw|assert)\\b)");

    private static final Pattern STATEMENT =
            Pattern.compile("^\\s*(?:\\{|(?:for|while|if|do|try|synchronized)\\b)");

    private static final Pattern CALL = Pattern.compile("^\\s*(?<called>\\w+(?:\\.\\w+)*)\\s*\\(");

    private static final int MANY = 1000;

    private OnePass javac;
    private final Imports imports;
    private final Vocabulary vocabulary;

    /// Calls at the beginning of a source that returned nothing: guessed to do so again.
    private final Set<String> voids =
            new HashSet<>(Set.of("IO.println", "IO.print", "System.out.println"));

    private int count;

    private Shortcut(OnePass javac, Imports imports, Vocabulary vocabulary) {
        this.javac = javac;
        this.imports = imports;
        this.vocabulary = vocabulary;
    }

    /// Begins with no class of the notebook known.
    ///
    /// @param classPath as `java` takes it
    /// @return empty if this JVM does not let us use javac so
    static Optional<Shortcut> open(String classPath, Imports imports, Vocabulary vocabulary) {
        return OnePass.open(classPath).map(javac -> new Shortcut(javac, imports, vocabulary));
    }

    /// Makes classes of the notebook known, by binary name.
    void add(Map<String, byte[]> classes) {
        javac.add(classes);
    }

    /// Changes the class path.
    void extend(String classPath) {
        javac = javac.with(classPath);
    }

    /// Makes all classes of the JDK known, which would otherwise happen when one is missing.
    void widen() {
        javac.widen();
    }

    /// Compiles `source` if it is one snippet of the right kind.
    ///
    /// @param place where it begins
    /// @return null if JShell is to do it
    @Nullable Made compile(String source, Places.Place place) {
        if (source.length() > MAX_LENGTH
                || source.isBlank()
                || place.line() > MAX_LINE
                || source.contains("\\u")
                || DECLARING.matcher(source).find()) {
            return null;
        }
        boolean statement = STATEMENT.matcher(source).find();
        if (statement && !isClosed(source)) {
            return null;
        }
        var header = header(source);
        if (header.contains("//")) {
            return null;
        }
        if (statement) {
            return made(javac.compile(place, header, name(), source, Form.STATEMENT), false);
        }
        var call = CALL.matcher(source);
        var called = call.find() ? call.group("called") : "";
        var guess = voids.contains(called) ? Form.STATEMENT : Form.VALUE;
        var result = javac.compile(place, header, name(), source, guess);
        if (!result.otherForm()) {
            return made(result, guess == Form.VALUE);
        }
        var other = guess == Form.VALUE ? Form.STATEMENT : Form.VALUE;
        var second = made(javac.compile(place, header, name(), source, other), other == Form.VALUE);
        if (second != null) {
            remember(called, other);
        }
        return second;
    }

    private void remember(String called, Form form) {
        if (form == Form.VALUE || voids.size() > MANY) {
            voids.remove(called);
        } else {
            voids.add(called);
        }
    }

    /// Whether nothing must follow: the body of an `if`, say.
    private static boolean isClosed(String source) {
        var text = source.stripTrailing();
        return text.endsWith(";") || text.endsWith("}");
    }

    /// A name for the next class, as JShell's are but for the 0, so that it is never one of them.
    private String name() {
        count++;
        return "$JShell$0_" + count;
    }

    private @Nullable Made made(OnePass.Result result, boolean value) {
        return result.classes().isEmpty()
                ? null
                : new Made(CellFiles.PACKAGE + ".$JShell$0_" + count, result.classes(), value);
    }

    private String header(String source) {
        var words = Vocabulary.words(source);
        var lines = new HashSet<String>(imports.needed(vocabulary.foreign(words)));
        lines.addAll(vocabulary.imports(words));
        // On one line, so that those that follow have the numbers of the cell's.
        var header = "package " + CellFiles.PACKAGE + "; " + String.join(" ", lines) + " ";
        return header.replace('\n', ' ');
    }
}
