package telaio.jupyter.eval;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// javac that keeps what it knows of the JDK from one class to the next, as JShell's does
/// (measured: 1.5 ms for an expression, with javac's public API alone 8.5). It needs packages that
/// `jdk.compiler` exports only when the JVM is told so. Used by the compile thread only, whose
/// stack must be large.
final class OnePass {
    private static final System.Logger LOG = System.getLogger(OnePass.class.getName());

    /// What the JVM must export to us.
    private static final List<String> PACKAGES =
            List.of(
                    "com.sun.tools.javac.api",
                    "com.sun.tools.javac.code",
                    "com.sun.tools.javac.util");

    /// What became of a source.
    ///
    /// @param classes by binary name; empty if it is not to be had this way
    /// @param otherForm whether the other form may be right for it
    record Result(Map<String, byte[]> classes, boolean otherForm) {
        private static final Result NOTHING = new Result(Map.of(), false);
        private static final Result OTHER = new Result(Map.of(), true);
    }

    /// Has javac read the descriptions of no other modules.
    private static final List<String> NARROW = List.of("--limit-modules", "java.base");

    private final CellFiles files;
    private final List<String> options;

    /// Whether [#NARROW] is among javac's options.
    private boolean narrow = true;

    private final JavacTaskPool pool = new JavacTaskPool(1);

    /// Whether javac has heard of the classes in `files`.
    private boolean told = true;

    /// Whether javac has listed the JDK's packages as `files` shows them.
    private boolean listed = true;

    private OnePass(String classPath) {
        var standard =
                ToolProvider.getSystemJavaCompiler()
                        .getStandardFileManager(null, Locale.ROOT, null);
        files = new CellFiles(standard);
        // The last is JShell's own.
        options = List.of("-g", "-proc:none", "-cp", classPath, "-parameters");
    }

    /// Begins with no class of the notebook known, and none of the JDK but those of `java.base`: to
    /// look at all its modules would delay the first cell (measured: by 45 ms). It does so when a
    /// source does not compile otherwise, or is [told][#widen].
    ///
    /// @param classPath as `java` takes it
    /// @return empty if this JVM does not let us use javac so
    static Optional<OnePass> open(String classPath) {
        var us = OnePass.class.getModule();
        boolean allowed =
                ModuleLayer.boot()
                        .findModule("jdk.compiler")
                        .filter(javac -> PACKAGES.stream().allMatch(p -> javac.isExported(p, us)))
                        .isPresent();
        return allowed ? Optional.of(new OnePass(classPath)) : Optional.empty();
    }

    /// One that knows the same classes of the notebook and has another class path: javac reads a
    /// class path once.
    OnePass with(String classPath) {
        var other = new OnePass(classPath);
        other.add(files.known());
        other.narrow = narrow;
        if (!files.isCore()) {
            other.files.showAll();
        }
        return other;
    }

    /// Makes all classes of the JDK known.
    void widen() {
        narrow = false;
        files.showAll();
    }

    private List<String> options() {
        return narrow ? Stream.concat(options.stream(), NARROW.stream()).toList() : options;
    }

    /// Makes classes of the notebook known, by binary name.
    void add(Map<String, byte[]> classes) {
        if (!classes.isEmpty()) {
            files.add(classes);
            showAll();
            told = false;
        }
    }

    /// Whether javac sees more of the JDK than its [core][CoreClasses].
    boolean seesAll() {
        return !files.isCore();
    }

    /// Has javac see the whole of each package.
    private void showAll() {
        if (files.isCore()) {
            files.showAll();
            listed = false;
        }
    }

    /// Compiles a class of the notebook's package.
    ///
    /// @param place of the source; the class has it as the place of its code
    /// @param header package and imports, on one line
    /// @param source what stands in the class, in the given form
    Result compile(Places.Place place, String header, String simpleName, String source, Form form) {
        if (header.contains("import ") || !CoreClasses.suffice(source)) {
            showAll();
        }
        boolean before = narrow;
        var text = "\n".repeat(place.line() - 1) + header + form.text(simpleName, source);
        var unit = CellFiles.source(place.file(), text);
        var result = attempt(unit, simpleName, form);
        return before && !narrow ? attempt(unit, simpleName, form) : result;
    }

    private Result attempt(JavaFileObject unit, String simpleName, Form form) {
        var errors = new DiagnosticCollector<JavaFileObject>();
        try {
            return pool.getTask(
                    null,
                    files,
                    errors,
                    options(),
                    null,
                    List.of(unit),
                    task -> compile(task, simpleName, form, errors));
        } catch (RuntimeException | AssertionError | LinkageError broken) {
            // Trouble of javac's own, or another javac: the pool forgets a task that threw.
            LOG.log(System.Logger.Level.DEBUG, "javac failed", broken);
            return Result.NOTHING;
        } finally {
            files.take();
        }
    }

    private Result compile(
            JavacTask task,
            String simpleName,
            Form form,
            DiagnosticCollector<JavaFileObject> errors) {
        try {
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            if (failed(errors) || units.size() != 1) {
                return Result.NOTHING;
            }
            var snippet = form.snippet(units.getFirst());
            if (snippet == null) {
                return Result.NOTHING;
            }
            // Generating code takes the context from the task.
            var context = ((BasicJavacTask) task).getContext();
            tell(context);
            try {
                return translate(task, form, snippet, errors);
            } finally {
                forget(context, simpleName);
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private Result translate(
            JavacTask task, Form form, TreePath snippet, DiagnosticCollector<JavaFileObject> errors)
            throws IOException {
        task.analyze();
        if (failed(errors)) {
            if (form == Form.VALUE && Form.isCall(snippet.getLeaf())) {
                return Result.OTHER;
            }
            widen();
            return Result.NOTHING;
        }
        boolean isCall = Form.isCall(snippet.getLeaf());
        if (form == Form.VALUE || isCall) {
            var type = Trees.instance(task).getTypeMirror(snippet);
            if (form == Form.STATEMENT && type.getKind() != TypeKind.VOID) {
                return Result.OTHER;
            }
            if (!isAccessible(type, task.getTypes())) {
                return Result.NOTHING;
            }
        }
        task.generate();
        return failed(errors) ? Result.NOTHING : new Result(files.take(), false);
    }

    private static boolean failed(DiagnosticCollector<JavaFileObject> errors) {
        return errors.getDiagnostics().stream()
                .anyMatch(error -> error.getKind() == Diagnostic.Kind.ERROR);
    }

    /// Code that names a type it may not see, as by a cast to it, would fail when it runs.
    private static boolean isAccessible(TypeMirror type, Types types) {
        var erased = type.getKind() == TypeKind.VOID ? type : types.erasure(type);
        while (erased instanceof ArrayType array) {
            erased = array.getComponentType();
        }
        return !(erased instanceof DeclaredType declared) || isAccessible(declared.asElement());
    }

    private static boolean isAccessible(Element type) {
        for (var at = type; at != null; at = at.getEnclosingElement()) {
            if (at instanceof PackageElement) {
                return true;
            }
            if (!at.getModifiers().contains(Modifier.PUBLIC)
                    && !at.toString().startsWith(CellFiles.PACKAGE + ".")) {
                return false;
            }
        }
        return true;
    }

    /// javac lists a package once: where classes were added, it must do so again.
    private void tell(Context context) {
        if (!listed) {
            listed = true;
            CoreClasses.packages().forEach(name -> relist(context, name));
        }
        if (told) {
            return;
        }
        told = true;
        var symbols = Symtab.instance(context);
        var cells = cells(context);
        if (cells == null) {
            return;
        }
        var stale = new ArrayList<ClassSymbol>();
        for (var type : symbols.getAllClasses()) {
            if (type.packge().equals(cells)) {
                stale.add(type);
            }
        }
        stale.forEach(type -> symbols.removeClass(symbols.unnamedModule, type.flatName()));
        relist(context, cells);
    }

    private static void relist(Context context, String packageName) {
        var symbols = Symtab.instance(context);
        var name = Names.instance(context).fromString(packageName);
        var known = symbols.getPackage(symbols.java_base, name);
        if (known != null) {
            relist(context, known);
        }
    }

    private static void relist(Context context, PackageSymbol known) {
        known.members_field = null;
        known.completer = ClassFinder.instance(context).getCompleter();
    }

    /// The class has a name that never comes again.
    private static void forget(Context context, String simpleName) {
        var cells = cells(context);
        if (cells != null && cells.members_field != null) {
            var names = Names.instance(context);
            var made = cells.members_field.findFirst(names.fromString(simpleName));
            if (made != null) {
                cells.members_field.remove(made);
            }
        }
    }

    private static @Nullable PackageSymbol cells(Context context) {
        var symbols = Symtab.instance(context);
        return symbols.getPackage(
                symbols.unnamedModule, Names.instance(context).fromString(CellFiles.PACKAGE));
    }
}
