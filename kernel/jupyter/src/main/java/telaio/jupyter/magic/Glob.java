package telaio.jupyter.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files by patterns like `lib/*.jar`.
final class Glob {
    private Glob() {}

    /// The files a pattern means, in order of their names. `*`, `?`, `[…]` and `{…}` stand for
    /// parts of names, `**` for folders of any depth; `~/` is the user's folder.
    ///
    /// @return empty if there is none
    static List<Path> find(String pattern) throws IOException {
        var whole =
                pattern.startsWith("~/")
                        ? System.getProperty("user.home") + pattern.substring(1)
                        : pattern;
        int special = special(whole);
        if (special < 0) {
            var path = Path.of(whole);
            return Files.exists(path) ? List.of(path) : List.of();
        }
        int slash = whole.lastIndexOf('/', special);
        var base = slash < 0 ? Path.of("") : Path.of(whole.substring(0, slash + 1));
        if (!Files.isDirectory(base.toAbsolutePath())) {
            return List.of();
        }
        var rest = whole.substring(slash + 1);
        var matcher = base.getFileSystem().getPathMatcher("glob:" + rest);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : 1 + (int) slashes(rest);
        try (Stream<Path> files = Files.walk(base, depth)) {
            return files.filter(file -> !file.equals(base))
                    .filter(file -> matcher.matches(base.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static int special(String pattern) {
        for (int at = 0; at < pattern.length(); at++) {
            if ("*?[{".indexOf(pattern.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
