package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/// The names that the notebook's snippets give, and the imports by which a class in JShell's
/// package has them. Used by the compile thread only.
final class Vocabulary {
    private static final Pattern WORD =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    /// An import of one name.
    private static final Pattern SINGLE =
            Pattern.compile("import\\s+(?:static\\s+)?[\\w.$]+\\.(?<name>\\w+)\\s*;\\s*");

    private final Function<Snippet, Status> status;
    private final Function<Snippet, String> holder;
    private final Set<Snippet> snippets = new LinkedHashSet<>();

    /// Imports by the name they give.
    private final Map<String, List<String>> named = new HashMap<>();

    /// Names of types, and of whatever else is imported by name.
    private final Set<String> types = new HashSet<>();

    /// Imports that give any number of names.
    private final List<String> open = new ArrayList<>();

    private boolean stale;

    /// Begins with no name.
    ///
    /// @param holder the binary name of the class that holds what a snippet declares
    Vocabulary(Function<Snippet, Status> status, Function<Snippet, String> holder) {
        this.status = status;
        this.holder = holder;
    }

    /// Takes in what snippets have changed.
    void learn(List<SnippetEvent> events) {
        events.stream()
                .filter(Vocabulary::isNamed)
                .map(SnippetEvent::snippet)
                .forEach(snippets::add);
        stale = true;
    }

    /// Whether the snippet of an event gives names.
    static boolean isNamed(SnippetEvent event) {
        var snippet = event.snippet();
        return (snippet instanceof DeclarationSnippet || snippet instanceof ImportSnippet)
                && snippet.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    boolean isEmpty() {
        return snippets.isEmpty();
    }

    /// The words of a source, those in its strings and comments among them.
    static Set<String> words(String source) {
        return WORD.matcher(source).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /// The imports that a source of these words may need. Not all there are: javac resolves each.
    List<String> imports(Set<String> words) {
        refresh();
        var needed = new ArrayList<String>();
        words.forEach(word -> needed.addAll(named.getOrDefault(word, List.of())));
        if (!words.isEmpty()) {
            needed.addAll(open);
        }
        return needed;
    }

    /// Those of `words` that no type of the notebook is called by.
    Set<String> foreign(Set<String> words) {
        refresh();
        var foreign = new HashSet<>(words);
        foreign.removeAll(types);
        return foreign;
    }

    private void refresh() {
        if (!stale) {
            return;
        }
        stale = false;
        named.clear();
        types.clear();
        open.clear();
        snippets.removeIf(s -> !status.apply(s).isActive());
        snippets.stream().filter(s -> status.apply(s).isDefined()).forEach(this::add);
    }

    private void add(Snippet snippet) {
        if (snippet instanceof DeclarationSnippet declaration) {
            if (snippet instanceof TypeDeclSnippet) {
                types.add(declaration.name());
            }
            add(
                    declaration.name(),
                    "import static " + holder.apply(snippet) + "." + declaration.name() + ";");
            return;
        }
        var source = snippet.source().strip();
        var single = SINGLE.matcher(source);
        if (single.matches()) {
            add(single.group("name"), source);
            types.add(single.group("name"));
        } else {
            open.add(source);
        }
    }

    private void add(String name, String line) {
        named.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
    }
}
