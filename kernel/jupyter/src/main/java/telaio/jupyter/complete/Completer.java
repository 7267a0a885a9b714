package telaio.jupyter.complete;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;
import telaio.jupyter.complete.Completion.Kind;
import telaio.jupyter.complete.Completion.Match;

/// Proposes what may stand at the cursor: JShell's suggestions, and what JShell does not know of.
/// Used by the compile thread only.
public final class Completer {
    private static final List<String> KEYWORDS =
            List.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "new",
                    "null",
                    "permits",
                    "private",
                    "protected",
                    "public",
                    "record",
                    "return",
                    "sealed",
                    "short",
                    "static",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "true",
                    "try",
                    "var",
                    "void",
                    "volatile",
                    "while",
                    "yield");

    private static final Pattern NEW = Pattern.compile("\\bnew\\s+$");
    private static final Pattern IMPORT = Pattern.compile("^\\s*import\\s+(?:static\\s+)?[\\w.]*$");
    private static final Pattern MAGIC = Pattern.compile("(?:^|\n)\\s*(?<magic>%{1,2}\\w*)$");

    /// A chain of names that may be a package's.
    private static final Pattern PATH = Pattern.compile("(?<![\\w.$)\\]])(?:[a-z]\\w*\\.)+$");

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Catalogue catalogue;
    private final TypeFinder types;
    private final List<String> words;
    private final List<String> magics;

    /// @param packages of Java, whose types cells name without import
    /// @param words methods that cells call by their bare names
    /// @param magics names of magics, with their `%`
    public Completer(
            JShell shell,
            Collection<String> packages,
            Collection<String> words,
            Collection<String> magics) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.catalogue = new Catalogue(List.copyOf(packages));
        this.types = new TypeFinder(analysis, catalogue);
        this.words = List.copyOf(words);
        this.magics = List.copyOf(magics);
    }

    /// A proposal on its way.
    ///
    /// @param fits whether its type is one that is wanted there
    private record Found(Match match, boolean fits, boolean last) {}

    /// Completes a cell.
    ///
    /// @param before the cell's text up to the cursor
    /// @param earlier the snippets in it, whole, without the cursor's own
    /// @param offset where that one begins
    /// @param called whether a parenthesis follows the cursor
    /// @param library types of the library that cells name without import: full by simple name
    public Completion complete(
            String before,
            List<String> earlier,
            int offset,
            boolean called,
            Map<String, String> library) {
        int end = before.length();
        var magic = MAGIC.matcher(before);
        if (magic.find()) {
            return new Completion(magics(magic.group("magic")), magic.start("magic"), end);
        }
        if (!Spot.inCode(before)) {
            return new Completion(List.of(), end, end);
        }
        var current = before.substring(offset);
        var own = new TreeMap<>(library);
        var matches =
                BorrowedImports.during(
                        shell, earlier, own.keySet(), () -> matches(earlier, current, called, own));
        return new Completion(matches, end - Spot.endOf(current).name().length(), end);
    }

    private List<Match> matches(
            List<String> earlier, String current, boolean called, SortedMap<String, String> own) {
        var spot = Spot.endOf(current);
        var found = new LinkedHashMap<String, Found>();
        var text = Surroundings.text(earlier, current, types::type);
        var members = types.members(text.substring(0, text.length() - spot.name().length()), own);
        for (var suggestion : analysis.completionSuggestions(text, text.length(), new int[1])) {
            add(found, suggestion, spot, members);
        }
        if (isMethodReference(spot)) {
            // JShell leaves out `String::length`, which is not static.
            members.stream()
                    .flatMap(known -> known.methods().stream())
                    .filter(name -> name.startsWith(spot.name()))
                    .forEach(name -> add(found, name, members));
        }
        var path = PATH.matcher(spot.before());
        if (path.find()) {
            addPackages(found, path.group(), spot.name());
        } else if (!spot.isMember()) {
            addNames(found, spot, own);
        }
        return found.values().stream()
                .sorted(order(found))
                .map(Found::match)
                .map(match -> called ? named(match) : match)
                .distinct()
                .toList();
    }

    private List<Match> magics(String prefix) {
        return magics.stream()
                .filter(magic -> magic.startsWith(prefix))
                .sorted()
                .map(magic -> new Match(magic, Kind.MAGIC, ""))
                .toList();
    }

    /// Without the parenthesis that is there already.
    private static Match named(Match match) {
        int parenthesis = match.text().indexOf('(');
        return parenthesis < 0
                ? match
                : new Match(
                        match.text().substring(0, parenthesis), match.kind(), match.signature());
    }

    /// What fits the wanted type first, if anything does; then by kind and name.
    private static Comparator<Found> order(Map<String, Found> all) {
        boolean some = all.values().stream().anyMatch(Found::fits);
        return Comparator.comparing(Found::last)
                .thenComparing(found -> some && !found.fits())
                .thenComparing(found ->
                        found.match().kind() == Kind.PROPERTY
                                ? Kind.FUNCTION
                                : found.match().kind())
                .thenComparing(found -> found.match().text(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(found -> found.match().text());
    }

    private void add(
            Map<String, Found> found, Suggestion suggestion, Spot spot, Optional<Members> members) {
        var text = suggestion.continuation();
        var name = text.replaceAll("[(). ]+$", "");
        if (name.isEmpty() || name.contains("$") || name.equals("REPL")) {
            return;
        }
        var kind = kind(text, name, spot, members);
        boolean method = kind == Kind.FUNCTION;
        var signature =
                spot.isMember()
                        ? members.map(m -> m.signature(name)).orElse("")
                        : scopeSignature(kind, name);
        boolean last =
                (spot.isMember() && method && Members.isOfObject(name))
                        || members.map(m -> m.isDeprecated(name)).orElse(false);
        var more = new Found(new Match(text, kind, signature), suggestion.matchesType(), last);
        found.merge(text, more, (one, other) -> one.fits() ? one : other);
    }

    private static void add(Map<String, Found> found, String method, Optional<Members> members) {
        var signature = members.map(m -> m.signature(method)).orElse("");
        found.putIfAbsent(
                method,
                new Found(
                        new Match(method, Kind.FUNCTION, signature),
                        false,
                        Members.isOfObject(method)));
    }

    private Kind kind(String text, String name, Spot spot, Optional<Members> members) {
        boolean capital = Character.isUpperCase(name.charAt(0));
        if (text.endsWith(".")) {
            return Kind.MODULE;
        } else if (NEW.matcher(spot.before()).find()) {
            return Kind.CLASS;
        } else if (text.contains("(")) {
            return Kind.FUNCTION;
        } else if (KEYWORDS.contains(name)) {
            return Kind.KEYWORD;
        } else if (spot.isMember()) {
            boolean field = members.map(m -> m.isField(name)).orElse(!capital || isConstant(name));
            return field ? Kind.PROPERTY : isMethodReference(spot) ? Kind.FUNCTION : Kind.CLASS;
        }
        return variable(name).isPresent() || !capital ? Kind.VARIABLE : Kind.CLASS;
    }

    private static boolean isMethodReference(Spot spot) {
        return spot.before().stripTrailing().endsWith("::");
    }

    private static boolean isConstant(String name) {
        return name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT));
    }

    private String scopeSignature(Kind kind, String name) {
        return switch (kind) {
            case FUNCTION ->
                    Declared.methods(shell, name).stream()
                            .map(Completer::signature)
                            .reduce((one, other) -> one + "\n" + other)
                            .orElse("");
            case VARIABLE -> variable(name).map(VarSnippet::typeName).orElse("");
            default -> "";
        };
    }

    private static String signature(MethodSnippet method) {
        var signature = method.signature();
        int result = signature.lastIndexOf(')') + 1;
        return signature.substring(0, result).replace(",", ", ")
                + ": "
                + signature.substring(result);
    }

    private Optional<VarSnippet> variable(String name) {
        return Declared.variable(shell, name);
    }

    private void addPackages(Map<String, Found> found, String path, String prefix) {
        for (var part : catalogue.packages(path + prefix)) {
            found.putIfAbsent(
                    part + ".", new Found(new Match(part + ".", Kind.MODULE, ""), false, false));
        }
    }

    /// What the kernel imports when it is named, keywords, and the beginnings of packages.
    private void addNames(Map<String, Found> found, Spot spot, SortedMap<String, String> own) {
        var prefix = spot.name();
        boolean making = NEW.matcher(spot.before()).find();
        boolean importing = IMPORT.matcher(spot.before()).find();
        if (!importing) {
            addTypes(found, own.subMap(prefix, prefix + Character.MAX_VALUE), making);
            addTypes(found, catalogue.types(prefix), making);
        }
        if (prefix.isEmpty() && !importing) {
            return;
        }
        if (!making && !importing) {
            KEYWORDS.stream()
                    .filter(word -> word.startsWith(prefix))
                    .map(word -> new Found(new Match(word, Kind.KEYWORD, ""), false, false))
                    .forEach(keyword -> found.putIfAbsent(keyword.match().text(), keyword));
            words.stream()
                    .filter(word -> word.startsWith(prefix))
                    .map(word -> new Match(word + "(", Kind.FUNCTION, ""))
                    .forEach(word -> found.putIfAbsent(word.text(), new Found(word, false, false)));
        }
        addPackages(found, "", prefix);
    }

    private static void addTypes(
            Map<String, Found> found, SortedMap<String, String> types, boolean making) {
        types.forEach((name, full) -> {
            if (found.containsKey(name)
                    || found.containsKey(name + "(")
                    || found.containsKey(name + "()")) {
                return;
            }
            var type = Catalogue.load(full);
            if (type.isPresent() && (!making || isMade(type.get()))) {
                var signature = making ? new Members(type.get()).constructors() : "";
                var text = !making ? name : signature.equals("()") ? name + "()" : name + "(";
                found.put(text, new Found(new Match(text, Kind.CLASS, signature), false, false));
            }
        });
    }

    private static boolean isMade(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && type.getConstructors().length > 0;
    }
}
