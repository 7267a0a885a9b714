package telaio.jupyter.complete;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import telaio.jupyter.complete.Inspection.Code;
import telaio.jupyter.complete.Inspection.Comment;
import telaio.jupyter.complete.Inspection.Part;
import telaio.jupyter.complete.Inspection.Sentence;

/// Tells what a name means: declaration and documentation, of Java, of the library and of cells.
/// Used by the compile thread only.
public final class Inspector {
    /// So many forms of a method are shown.
    private static final int MOST = 12;

    /// The type that has the member, in what JShell prints of it: `void Queue<E>.put(E item)`.
    private static final Pattern OWNER =
            Pattern.compile(
                    "(?<owner>[A-Z]\\w*)(?:<[^()]*>)?(?:\\([^)]*\\))?\\.(?<member>\\w+)\\(");

    private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final TypeFinder types;

    public Inspector(JShell shell) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.types = new TypeFinder(analysis, new Catalogue(List.of()));
    }

    /// What is asked about.
    ///
    /// @param context for JShell, up to the end of the name
    /// @param call whether it is called
    private record Question(String context, Spot spot, boolean call, boolean source) {
        boolean isFree() {
            return !spot.isMember();
        }
    }

    /// Where the name ends that a cursor is at: in it, or in the parameters it is called with.
    ///
    /// @return −1 if there is none
    public static int endOfName(String text, int cursor) {
        int end = Spot.endOfName(text, cursor);
        if (isName(Spot.endOf(text.substring(0, end)).name())) {
            return end;
        }
        int open = Spot.openParenthesis(text.substring(0, cursor));
        if (open < 0) {
            return -1;
        }
        int called = text.substring(0, open).stripTrailing().length();
        return isName(Spot.endOf(text.substring(0, called)).name()) ? called : -1;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && Character.isJavaIdentifierStart(text.charAt(0));
    }

    /// Inspects the name at the end of a text.
    ///
    /// @param before the cell's text up to the end of the name
    /// @param earlier the snippets in it, whole, without the name's own
    /// @param offset where that one begins
    /// @param call whether a parenthesis follows
    /// @param source whether the source of what cells declare is wanted
    /// @param library types of the library: full by simple name
    public Inspection inspect(
            String before,
            List<String> earlier,
            int offset,
            boolean call,
            boolean source,
            Map<String, String> library) {
        if (!Spot.inCode(before)) {
            return Inspection.NOTHING;
        }
        var current = before.substring(offset);
        return BorrowedImports.during(
                shell,
                earlier,
                library.keySet(),
                () -> {
                    var context = Surroundings.text(earlier, current, types::type);
                    var question = new Question(context, Spot.endOf(current), call, source);
                    return inspect(question, library);
                });
    }

    private Inspection inspect(Question question, Map<String, String> library) {
        var name = question.spot.name();
        var plain = documentation(question.context);
        if (question.isFree()) {
            var declared = declared(question, name);
            if (!declared.parts().isEmpty() && (plain.isEmpty() || question.call || isOwn(plain))) {
                return declared;
            }
        }
        var forms =
                plain.isEmpty() || question.call
                        ? documentation(question.context + "(")
                        : List.<Documentation>of();
        var parts = new ArrayList<Part>();
        var chosen = forms.isEmpty() ? plain : forms;
        for (var one : chosen.subList(0, Math.min(MOST, chosen.size()))) {
            parts.addAll(parts(one, name, question.source, library));
        }
        return new Inspection(List.copyOf(parts), Optional.empty());
    }

    /// Whether a name means what a cell declared, and nothing more local.
    private boolean isOwn(List<Documentation> plain) {
        var signature = plain.getFirst().signature();
        int colon = signature.indexOf(':');
        var name = colon < 0 ? signature : signature.substring(0, colon);
        return colon < 0
                || Declared.variable(shell, name)
                        .map(v -> bare(signature.substring(colon + 1)).equals(bare(v.typeName())))
                        .orElse(false);
    }

    private static String bare(String type) {
        return QUALIFIER.matcher(type).replaceAll("").replaceAll("\\s", "");
    }

    private List<Documentation> documentation(String text) {
        return analysis.documentation(text, text.length(), true);
    }

    /// What cells have declared under a name.
    private Inspection declared(Question question, String name) {
        var variable = Declared.variable(shell, name);
        if (variable.isPresent() && !question.call) {
            var snippet = variable.get();
            var parts = new ArrayList<Part>();
            parts.add(new Code(snippet.typeName() + " " + name));
            addSource(parts, snippet, question.source);
            return new Inspection(
                    List.copyOf(parts), Optional.of(new Inspection.Variable(snippet)));
        }
        var parts = new ArrayList<Part>();
        Declared.type(shell, name).ifPresent(type -> add(parts, type, "", name, question.source));
        Declared.methods(shell, name)
                .forEach(method -> add(parts, method, "", name, question.source));
        return new Inspection(List.copyOf(parts), Optional.empty());
    }

    private static void addSource(List<Part> parts, Snippet snippet, boolean source) {
        if (source) {
            parts.add(new Code(snippet.source().strip()));
        }
    }

    private static void add(
            List<Part> parts, Snippet snippet, String owner, String name, boolean source) {
        for (var declaration : SourceText.parse(snippet.source()).find(owner, name)) {
            parts.add(new Code(source ? declaration.source().strip() : declaration.header()));
            declaration.comment().ifPresent(comment -> parts.add(new Comment(comment)));
            if (owner.isEmpty()) {
                // The type itself, not its constructors.
                return;
            }
        }
    }

    private List<Part> parts(
            Documentation one, String name, boolean source, Map<String, String> library) {
        var signature = one.signature();
        var javadoc = one.javadoc();
        var parts = new ArrayList<Part>();
        var owner = OWNER.matcher(signature);
        boolean member = owner.find();
        var own = member ? Declared.type(shell, owner.group("owner")) : Optional.<Snippet>empty();
        if (javadoc == null && own.isPresent()) {
            add(parts, own.get(), owner.group("owner"), name, source);
        } else if (javadoc == null) {
            var full =
                    member
                            ? library.getOrDefault(owner.group("owner"), "")
                            : library.getOrDefault(name, "");
            addLibrary(parts, full, member ? owner.group("owner") : "", name, signature);
        }
        if (parts.isEmpty()) {
            parts.add(new Code(QUALIFIER.matcher(signature).replaceAll("").replace(":", ": ")));
            if (javadoc != null) {
                DocComment.of(javadoc).ifPresent(comment -> parts.add(new Comment(comment)));
            } else if (signature.contains("java.") && !hasSources()) {
                parts.add(new Sentence(Texts.NO_SOURCES.text()));
            }
        }
        return parts;
    }

    /// The form of a member of the library that JShell means, or a type of it.
    private static void addLibrary(
            List<Part> parts, String full, String owner, String name, String signature) {
        var parameters = parameters(signature);
        SourceText.ofLibrary(full).stream()
                .flatMap(text -> text.find(owner, name).stream())
                .filter(found -> owner.isEmpty() || parameters(found.header()) == parameters)
                .limit(1)
                .forEach(found -> {
                    parts.add(new Code(found.header()));
                    found.comment().ifPresent(comment -> parts.add(new Comment(comment)));
                });
    }

    /// How many parameters a declaration has.
    private static int parameters(String header) {
        int open = header.lastIndexOf('(');
        int close = header.indexOf(')', open);
        if (open < 0 || close < 0 || header.substring(open + 1, close).isBlank()) {
            return 0;
        }
        int count = 1;
        int depth = 0;
        for (char c : header.substring(open, close).toCharArray()) {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            count += c == ',' && depth == 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean hasSources() {
        var home = Path.of(System.getProperty("java.home"));
        return Files.exists(home.resolve("lib").resolve("src.zip"))
                || Files.exists(home.resolve("src.zip"));
    }
}
