package telaio.multiprocessing.shipping;

import java.util.regex.Pattern;

/// Class names as the author of a cell would write them.
final class TypeNames {
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

    private TypeNames() {}

    static String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.componentType()) + "[]";
        }
        return of(type.getName());
    }

    /// @param name a binary name; that of a lambda's hidden class too
    static String of(String name) {
        int lambda = name.indexOf("$$Lambda");
        if (lambda > 0) {
            return Messages.lambdaOf(of(name.substring(0, lambda)));
        }
        return WRAPPER.matcher(name).replaceFirst("").replace('$', '.');
    }
}
