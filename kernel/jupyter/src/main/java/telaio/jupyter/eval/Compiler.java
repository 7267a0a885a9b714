package telaio.jupyter.eval;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.complete.Catalogue;
import telaio.jupyter.complete.Completer;
import telaio.jupyter.complete.Inspector;
import telaio.multiprocessing.shipping.CellRewriter;
import telaio.multiprocessing.worker.Settings;

/// JShell with the imports of a notebook, running nothing by itself. Used by the compile thread
/// only, whose stack must be large.
final class Compiler implements AutoCloseable {
    /// Names that need no package to be understood.
    private static final Pattern LANG = Pattern.compile("\\bjava\\.lang\\.(?<name>[A-Z]\\w*)");

    private static final String STRONGER_ACCESS =
            "compiler.err.invalid.canonical.constructor.in.record";

    private final CellRewriter rewriter = new CellRewriter();
    private final CollectingControl control;
    private final boolean preview;
    private String classPath;
    private final Imports imports = new Imports();
    private final Catalogue types = new Catalogue(Imports.PACKAGES);
    private final Vocabulary vocabulary = new Vocabulary(this::status, this::holder);
    private final @Nullable Shortcut shortcut;

    /// Made when first needed.
    private @Nullable JShell shell;

    /// Starts with nothing but the JDK's names.
    ///
    /// @param settings of the session: its class path is what cells can use
    /// @param shortcuts whether JShell may be passed by
    /// @param redefines whether the session can redefine classes in place, see [CollectingControl]
    Compiler(Settings settings, boolean shortcuts, BooleanSupplier redefines) {
        this.control = new CollectingControl(rewriter, redefines);
        this.preview = SessionSettings.preview(settings);
        this.classPath = String.join(File.pathSeparator, settings.classPath());
        shortcut =
                shortcuts && !preview
                        ? Shortcut.open(classPath, imports, vocabulary).orElse(null)
                        : null;
    }

    private JShell shell() {
        var made = shell;
        if (made == null) {
            made =
                    JShell.builder()
                            .executionEngine(control.provider(), Map.of())
                            .compilerOptions(options())
                            .build();
            // Not an option of the compiler: it would take back what is added later.
            made.addToClasspath(classPath);
            shell = made;
        }
        return made;
    }

    private String[] options() {
        var options = new ArrayList<String>();
        // names of local variables, for refusals and null pointers to tell
        options.add("-g");
        if (preview) {
            var version = String.valueOf(Runtime.version().feature());
            options.addAll(List.of("--enable-preview", "--source", version));
        }
        return options.toArray(String[]::new);
    }

    /// Makes the classes of more jars and folders known.
    void extendClassPath(List<String> entries) {
        classPath = classPath + File.pathSeparator + String.join(File.pathSeparator, entries);
        if (shell != null) {
            shell.addToClasspath(String.join(File.pathSeparator, entries));
        }
        if (shortcut != null) {
            shortcut.extend(classPath);
        }
    }

    /// The variables that the notebook has now.
    List<VarSnippet> variables() {
        var made = shell;
        return made == null
                ? List.of()
                : made.variables()
                        .filter(variable -> made.status(variable).isDefined())
                        .filter(v -> v.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                        .toList();
    }

    /// What prepares classes for the session.
    CellRewriter rewriter() {
        return rewriter;
    }

    /// Whether JShell has been made.
    boolean hasShell() {
        return shell != null;
    }

    /// Whether nothing of the notebook was declared.
    boolean isUntouched() {
        return vocabulary.isEmpty();
    }

    /// Whether some snippets are compiled without JShell.
    boolean hasShortcut() {
        return shortcut != null;
    }

    /// Makes all classes of the JDK known, for cells to come.
    void widen() {
        if (shortcut != null) {
            shortcut.widen();
        }
    }

    /// Compiles a snippet without JShell.
    ///
    /// @param place where it begins
    /// @return null if it takes JShell to do so, or to say what is wrong
    Shortcut.@Nullable Made shortcut(String source, Places.Place place) {
        return shortcut == null ? null : shortcut.compile(source, place);
    }

    /// Makes the names known that `source` may need.
    private void provide(String source) {
        imports.provide(source, s -> shell().eval(s).getFirst().snippet());
    }

    /// Forgets the imports made so far, which cost every snippet that does not need them.
    void forgetImports() {
        imports.reset().forEach(shell()::drop);
    }

    /// Makes the names known that the text before a cursor needs, without the one being typed.
    void provideFor(String before) {
        provide(before.replaceAll("\\w+$", ""));
    }

    /// Completes cells that this compiles.
    Completer completer() {
        return new Completer(shell(), Imports.PACKAGES, Imports.WORDS, List.of());
    }

    /// Inspects names in cells that this compiles.
    Inspector inspector() {
        return new Inspector(shell());
    }

    /// The library's types that cells name without import: full by simple name.
    Map<String, String> libraryTypes() {
        return imports.libraryNames();
    }

    SourceCodeAnalysis analysis() {
        return shell().sourceCodeAnalysis();
    }

    /// Compiles one snippet and makes its names known.
    ///
    /// @throws StackOverflowError if the source is nested too deeply
    Compiled compile(String source) {
        makeRoom(source);
        provide(source);
        var events = shell().eval(source);
        for (var mended = mended(source, events); mended != null; mended = mended(mended, events)) {
            events = shell().eval(mended);
        }
        var calls = control.takeCalls();
        var revived = Compiled.bereft(events).flatMap(v -> revive(v).stream()).toList();
        // There is nothing to compute: the values come from the variables of before.
        control.takeCalls();
        var compiled =
                new Compiled(
                        events, revived, control.takeClasses(), control.takeRedefined(), calls);
        vocabulary.learn(events);
        vocabulary.learn(revived);
        // Nothing refers to the class of an expression or a statement.
        if (shortcut != null && events.stream().anyMatch(Vocabulary::isNamed)) {
            shortcut.add(compiled.classes());
            shortcut.add(control.latest(compiled.redefined().keySet()));
        }
        return compiled;
    }

    private List<SnippetEvent> revive(VarSnippet variable) {
        var events = shell().eval(variable.typeName() + " " + variable.name() + ";");
        // What cannot be declared so is lost.
        events.stream()
                .filter(event -> event.causeSnippet() == null && !event.status().isDefined())
                .filter(event -> event.status().isActive())
                .forEach(event -> shell().drop(event.snippet()));
        return events.stream().filter(event -> event.status().isDefined()).toList();
    }

    private String holder(Snippet snippet) {
        return wrapper(snippet).fullClassName();
    }

    /// The source with one more `public`, or null if that is not what it lacks. JShell makes every
    /// record of a cell public and then rejects a compact constructor that is not: an error that no
    /// file of Java has.
    private @Nullable String mended(String source, List<SnippetEvent> events) {
        return events.stream()
                .flatMap(event -> errors(event.snippet()).stream())
                .filter(error -> error.getCode().equals(STRONGER_ACCESS))
                .filter(error -> !source.startsWith("public", (int) error.getStartPosition()))
                .findFirst()
                .map(error ->
                        new StringBuilder(source).insert((int) error.getStartPosition(), "public "))
                .map(StringBuilder::toString)
                .orElse(null);
    }

    /// Gives up the imports that `source` replaces by names of its own. JShell would otherwise
    /// reject every snippet that follows.
    private void makeRoom(String source) {
        var claimed = imports.claimed(source);
        if (claimed.isEmpty()
                || !(source.stripLeading().startsWith("import") || declares(source, claimed))) {
            return;
        }
        imports.remove(claimed).stream()
                .filter(made -> shell().status(made).isActive())
                .forEach(shell()::drop);
    }

    private boolean declares(String source, Set<String> names) {
        return analysis().sourceToSnippets(source).stream()
                .anyMatch(s -> s instanceof TypeDeclSnippet type && names.contains(type.name()));
    }

    /// Removes a snippet and its name.
    void drop(Snippet snippet) {
        shell().drop(snippet);
    }

    Status status(Snippet snippet) {
        return shell().status(snippet);
    }

    SnippetWrapper wrapper(Snippet snippet) {
        return analysis().wrapper(snippet);
    }

    /// The errors of a snippet, without warnings.
    List<Diag> errors(Snippet snippet) {
        return shell().diagnostics(snippet).filter(Diag::isError).toList();
    }

    /// What a declaration refers to that does not exist, e.g. `missing()`.
    List<String> unresolved(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration
                ? shell().unresolvedDependencies(declaration).map(Compiler::bare).toList()
                : List.of();
    }

    private static String bare(String dependency) {
        return dependency.substring(dependency.indexOf(' ') + 1);
    }

    /// Looks at a source without making its names known; null if there is nothing in it.
    @Nullable Snippet scan(String source) {
        provide(source);
        return analysis().sourceToSnippets(source).stream().findFirst().orElse(null);
    }

    boolean isExpression(String source) {
        var snippet = scan(source);
        return snippet != null
                && (snippet.kind() == Snippet.Kind.EXPRESSION
                        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
    }

    /// The names of the notebook's variables, methods and types.
    Set<String> names() {
        return shell().snippets()
                .filter(snippet -> shell().status(snippet).isDefined())
                .filter(snippet -> snippet instanceof DeclarationSnippet)
                .map(snippet -> ((DeclarationSnippet) snippet).name())
                .collect(Collectors.toSet());
    }

    /// The class of Java or the library that a type's text names, if cells can name it.
    Optional<Class<?>> type(String name) {
        return types.find(name, imports.libraryNames());
    }

    /// Java's own type that an import of ours hides.
    Optional<String> hiddenBy(String name) {
        return imports.hiddenBy(name);
    }

    /// The text of an error, as javac has it in its own language.
    String message(Diag error) {
        var text = error.getMessage(Locale.getDefault());
        return LANG.matcher(text)
                .replaceAll(type ->
                        hiddenBy(type.group("name")).isPresent()
                                ? type.group()
                                : type.group("name"));
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
    }
}
