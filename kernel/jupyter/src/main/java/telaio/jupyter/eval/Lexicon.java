package telaio.jupyter.eval;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a name that does not exist may have been meant to be.
///
/// @param names of variables, methods and types of the notebook, asked for when needed
/// @param type finds a class by its simple or full name, among those a cell can name
record Lexicon(Supplier<Set<String>> names, Function<String, Optional<Class<?>>> type) {
    private static final Pattern SYMBOL =
            Pattern.compile("symbol:\\s+(?<kind>\\w+) (?<name>[\\w$]+)");
    private static final Pattern PACKAGE = Pattern.compile("^package (?<name>\\w+) does not exist");
    private static final Pattern LOCATION =
            Pattern.compile(
                    "location: (?:variable \\w+ of type |class |interface )(?<type>[\\w.$]+)(?<array>\\[)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w+");

    /// Types that beginners name.
    private static final Set<String> USUAL =
            Set.of(
                    "String",
                    "System",
                    "Integer",
                    "Double",
                    "Long",
                    "Boolean",
                    "Character",
                    "Math",
                    "Object",
                    "Thread",
                    "Runnable",
                    "List",
                    "ArrayList",
                    "Map",
                    "HashMap",
                    "Set",
                    "HashSet",
                    "Arrays",
                    "Collections",
                    "Scanner",
                    "Random",
                    "Stream",
                    "IO");

    private static final Set<String> SIZES = Set.of("length", "size", "count", "len");

    /// @param message javac's, whole
    /// @param source where the name stands
    Optional<String> hint(String message, String source) {
        var missing = PACKAGE.matcher(message);
        if (missing.find()) {
            return simple(missing.group("name"), source);
        }
        var symbol = SYMBOL.matcher(message);
        if (!symbol.find()) {
            return Optional.empty();
        }
        var name = symbol.group("name");
        var location = LOCATION.matcher(message);
        if (location.find()) {
            return member(name, location.group("type"), location.group("array") != null);
        }
        return simple(name, source);
    }

    /// A name that stands alone.
    Optional<String> simple(String name, String source) {
        return imported(name).or(() -> near(name, known(source)));
    }

    private Optional<String> member(String name, String owner, boolean array) {
        if (SIZES.contains(name)) {
            return Optional.of(HintTexts.LENGTH.text());
        }
        return array
                ? Optional.empty()
                : type.apply(owner).flatMap(found -> near(name, members(found)));
    }

    private static Collection<String> members(Class<?> type) {
        return Stream.<Member>concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
                .filter(member -> Modifier.isPublic(member.getModifiers()))
                .map(Member::getName)
                .collect(Collectors.toSet());
    }

    /// The words of the source are names too, those that occur once apart: the wrong one is among
    /// them.
    private Set<String> known(String source) {
        var known = new HashSet<>(names.get());
        known.addAll(USUAL);
        WORD.matcher(source)
                .results()
                .map(word -> word.group())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()))
                .forEach((word, count) -> {
                    if (count > 1) {
                        known.add(word);
                    }
                });
        return known;
    }

    private static Optional<String> near(String name, Collection<String> known) {
        int far = Math.min(3, 1 + name.length() / 3);
        return Spelling.near(name, known, far).stream()
                .filter(other -> !other.equals(name))
                .findFirst()
                .map(HintTexts.NEAR::text);
    }

    /// Where Java has a type of this name that a cell must import.
    private static Optional<String> imported(String name) {
        if (!Character.isUpperCase(name.charAt(0))) {
            return Optional.empty();
        }
        return packages().stream()
                .filter(place -> exists(place + "." + name))
                .findFirst()
                .map(place -> HintTexts.IMPORT.text(place + "." + name));
    }

    /// Java's packages, those of `java.util` and `java.time` first and of windows last.
    private static List<String> packages() {
        return ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .filter(name -> name.startsWith("java.") || name.startsWith("javax."))
                .sorted((one, other) -> order(one).compareTo(order(other)))
                .toList();
    }

    private static String order(String name) {
        var first = name.startsWith("java.util") || name.startsWith("java.time");
        var last = name.startsWith("java.awt") || name.startsWith("javax.");
        return (first ? "0" : last ? "2" : "1") + name;
    }

    private static boolean exists(String type) {
        try {
            var found = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return Modifier.isPublic(found.getModifiers());
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
