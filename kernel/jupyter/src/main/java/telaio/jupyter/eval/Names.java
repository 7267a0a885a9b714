package telaio.jupyter.eval;

import java.util.regex.Pattern;

/// Finds names in source text.
final class Names {
    private Names() {}

    /// A dependency as JShell writes it without its parameters: `missing` for `missing(int)`.
    static String bare(String dependency) {
        int parameters = dependency.indexOf('(');
        return parameters < 0 ? dependency : dependency.substring(0, parameters);
    }

    /// Where `name` first stands in `source` as a word, in characters; 0 if nowhere.
    static int find(String source, String name) {
        var found = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(source);
        return found.find() ? found.start() : 0;
    }

    /// How many lines of `source` end before the first use of `dependency`.
    static int line(String source, String dependency) {
        return Places.lineAt(source, find(source, bare(dependency)));
    }
}
