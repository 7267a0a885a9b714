package telaio.jupyter.eval;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
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

/// JShell with the imports of a notebook, running nothing by itself. Used by the compile thread
/// only, whose stack must be large.
final class Compiler implements AutoCloseable {
    /// What became of a snippet's source.
    ///
    /// @param events one for each snippet added or changed, the source's own first
    /// @param classes to load before `calls` are made, by binary name
    /// @param calls to make in order
    record Compiled(
            List<SnippetEvent> events,
            Map<String, byte[]> classes,
            List<CollectingControl.Call> calls) {
        /// The events of the snippets that the source itself holds.
        List<SnippetEvent> own() {
            return events.stream().filter(event -> event.causeSnippet() == null).toList();
        }

        /// Names of variables that are gone because the type they had is.
        List<String> lost() {
            return events.stream()
                    .filter(event ->
                            event.causeSnippet() != null && event.previousStatus().isDefined())
                    .filter(event ->
                            !event.status().isDefined() && event.status() != Status.OVERWRITTEN)
                    .map(SnippetEvent::snippet)
                    .filter(s -> s instanceof VarSnippet)
                    .map(s -> ((VarSnippet) s).name())
                    .toList();
        }

        /// The variables JShell made to hold the values of expressions.
        List<VarSnippet> temporaries() {
            return own().stream()
                    .map(SnippetEvent::snippet)
                    .filter(s -> s.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                    .map(VarSnippet.class::cast)
                    .toList();
        }
    }

    /// Names that need no package to be understood.
    private static final Pattern LANG = Pattern.compile("\\bjava\\.lang\\.(?<name>[A-Z]\\w*)");

    private static final String STRONGER_ACCESS =
            "compiler.err.invalid.canonical.constructor.in.record";

    private final CollectingControl control = new CollectingControl();
    private final JShell shell;
    private final Imports imports;
    private List<Snippet> importing;

    /// Starts JShell and compiles the imports.
    ///
    /// @param classPath jars and directories that cells can use
    Compiler(List<String> classPath) {
        // Reading the class path takes as long as JShell takes to start: together.
        var names = CompletableFuture.supplyAsync(Imports::new);
        var path = String.join(File.pathSeparator, classPath);
        shell =
                JShell.builder()
                        .executionEngine(control.provider(), Map.of())
                        // names of local variables, for refusals and null pointers to tell
                        .compilerOptions("-g", "-cp", path)
                        .build();
        imports = names.join();
        importing = evaluateImports();
    }

    private List<Snippet> evaluateImports() {
        return shell.eval(imports.source()).stream().map(SnippetEvent::snippet).toList();
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    /// Compiles one snippet and makes its names known.
    ///
    /// @throws StackOverflowError if the source is nested too deeply
    Compiled compile(String source) {
        makeRoom(source);
        var events = shell.eval(source);
        for (var mended = mended(source, events); mended != null; mended = mended(mended, events)) {
            events = shell.eval(mended);
        }
        return new Compiled(events, control.takeClasses(), control.takeCalls());
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
        imports.remove(claimed);
        importing.forEach(shell::drop);
        importing = evaluateImports();
    }

    private boolean declares(String source, Set<String> names) {
        return analysis().sourceToSnippets(source).stream()
                .anyMatch(s -> s instanceof TypeDeclSnippet type && names.contains(type.name()));
    }

    /// Removes a snippet and its name.
    void drop(Snippet snippet) {
        shell.drop(snippet);
    }

    Status status(Snippet snippet) {
        return shell.status(snippet);
    }

    SnippetWrapper wrapper(Snippet snippet) {
        return analysis().wrapper(snippet);
    }

    /// The errors of a snippet, without warnings.
    List<Diag> errors(Snippet snippet) {
        return shell.diagnostics(snippet).filter(Diag::isError).toList();
    }

    /// What a declaration refers to that does not exist, e.g. `missing()`.
    List<String> unresolved(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).map(Compiler::bare).toList()
                : List.of();
    }

    private static String bare(String dependency) {
        return dependency.substring(dependency.indexOf(' ') + 1);
    }

    /// Looks at a source without making its names known; null if there is nothing in it.
    @Nullable Snippet scan(String source) {
        return analysis().sourceToSnippets(source).stream().findFirst().orElse(null);
    }

    boolean isExpression(String source) {
        var snippet = scan(source);
        return snippet != null
                && (snippet.kind() == Snippet.Kind.EXPRESSION
                        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
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
        shell.close();
    }
}
