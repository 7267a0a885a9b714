package telaio.jupyter.complete;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of a class's members beyond their names. The class is only looked at, never
/// initialised.
record Members(Class<?> type) {
    private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private static final Set<String> OF_OBJECT =
            Stream.concat(Stream.of("clone", "finalize"), names(Object.class))
                    .collect(Collectors.toUnmodifiableSet());

    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(Method::getName);
    }

    /// Whether every object has a method of this name.
    static boolean isOfObject(String name) {
        return OF_OBJECT.contains(name);
    }

    /// The forms of a method, or the type of a field; empty if there is none.
    String signature(String name) {
        var methods = methods(name).stream().map(Members::signature).distinct().sorted();
        var fields =
                Arrays.stream(type.getFields())
                        .filter(field -> field.getName().equals(name))
                        .map(field -> simple(field.getGenericType()));
        return Stream.concat(methods, fields).collect(Collectors.joining("\n"));
    }

    /// The forms of the constructors.
    String constructors() {
        return Arrays.stream(type.getConstructors())
                .map(Members::signature)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /// Whether all forms of a method, or the field, should not be used any more.
    boolean isDeprecated(String name) {
        var methods = methods(name);
        if (methods.isEmpty()) {
            return Arrays.stream(type.getFields())
                    .filter(field -> field.getName().equals(name))
                    .anyMatch(field -> field.isAnnotationPresent(Deprecated.class));
        }
        return methods.stream().allMatch(m -> m.isAnnotationPresent(Deprecated.class));
    }

    boolean isField(String name) {
        return Arrays.stream(type.getFields()).map(Field::getName).anyMatch(name::equals);
    }

    /// The names of the methods.
    List<String> methods() {
        return names(type).distinct().sorted().toList();
    }

    private List<Method> methods(String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
    }

    private static String signature(Executable executable) {
        var parameters =
                Arrays.stream(executable.getGenericParameterTypes())
                        .map(Members::simple)
                        .collect(Collectors.joining(", ", "(", ")"));
        if (executable.isVarArgs() && parameters.endsWith("[])")) {
            parameters = parameters.substring(0, parameters.length() - 3) + "...)";
        }
        return switch (executable) {
            case Method method -> parameters + ": " + simple(method.getGenericReturnType());
            case Constructor<?> _ -> parameters;
        };
    }

    private static String simple(Type type) {
        return QUALIFIER.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
    }
}
