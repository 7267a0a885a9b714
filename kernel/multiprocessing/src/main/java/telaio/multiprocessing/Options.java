package telaio.multiprocessing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Settings;

/// What a [Process.Builder] was told, checked as it is told.
final class Options {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,17})([kKmMgGtT]?)");

    /// HotSpot refuses less than 2 MB, and with less than 4 a long class path alone fills the heap.
    private static final long SMALLEST_HEAP = 4 << 20;

    /// What is decided by the launcher, or no JVM at all.
    private static final Set<String> FIXED =
            Set.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module", "-p", "-d");

    /// What takes the next word as its value, where `java` itself is called.
    private static final Set<String> TWO_WORDS =
            Set.of(
                    "--module-path",
                    "--upgrade-module-path",
                    "--add-modules",
                    "--add-opens",
                    "--add-exports",
                    "--add-reads",
                    "--limit-modules",
                    "--patch-module",
                    "--enable-native-access",
                    "--describe-module");

    private @Nullable String name;
    private boolean daemon;
    private @Nullable StartMethod method;
    private final List<String> jvmArgs = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> classPath = new ArrayList<>();
    private String javaHome = "";

    Options() {}

    Options(Options other) {
        name = other.name;
        daemon = other.daemon;
        method = other.method;
        jvmArgs.addAll(other.jvmArgs);
        environment.putAll(other.environment);
        classPath.addAll(other.classPath);
        javaHome = other.javaHome;
    }

    /// Null if none was given.
    @Nullable String name() {
        return name;
    }

    void name(String given) {
        name = Given.notNull(given, "name");
    }

    boolean daemon() {
        return daemon;
    }

    void daemon(boolean given) {
        daemon = given;
    }

    void method(StartMethod given) {
        method = Given.notNull(given, "method");
    }

    void maxHeap(String size) {
        var matcher = SIZE.matcher(Given.notNull(size, "maxHeap"));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(ProcessTexts.heapForm(size));
        }
        int shift =
                switch (matcher.group(2)) {
                    case "k", "K" -> 10;
                    case "m", "M" -> 20;
                    case "g", "G" -> 30;
                    case "t", "T" -> 40;
                    default -> 0;
                };
        long number = Long.parseLong(matcher.group(1));
        if (number < SMALLEST_HEAP >> shift) {
            throw new IllegalArgumentException(ProcessTexts.heapTooSmall(size));
        }
        jvmArgs.add("-Xmx" + size);
    }

    void jvmArgs(String... arguments) {
        for (var argument : Given.notNull(arguments, "jvmArgs")) {
            Given.notNull(argument, "jvmArgs");
            boolean option = argument.startsWith("-") && argument.length() > 1;
            if (!option && !argument.startsWith("@")) {
                throw new IllegalArgumentException(ProcessTexts.argumentForm(argument));
            }
            if (FIXED.contains(argument)) {
                throw new IllegalArgumentException(ProcessTexts.notAnOption(argument));
            }
            if (TWO_WORDS.contains(argument)) {
                throw new IllegalArgumentException(ProcessTexts.argumentWithoutValue(argument));
            }
        }
        jvmArgs.addAll(List.of(arguments));
    }

    void env(String variable, String value) {
        Given.notNull(variable, "env");
        if (variable.isEmpty() || variable.contains("=") || variable.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(ProcessTexts.variableForm(variable));
        }
        Objects.requireNonNull(value, () -> ProcessTexts.variableWithoutValue(variable));
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(ProcessTexts.zeroByte(variable));
        }
        environment.put(variable, value);
    }

    void classPath(Path... entries) {
        for (var entry : Given.notNull(entries, "classPath")) {
            classPath.add(Given.notNull(entry, "classPath").toAbsolutePath().toString());
        }
    }

    void javaHome(Path home) {
        var program = Given.notNull(home, "javaHome").resolve("bin").resolve("java");
        boolean found =
                Files.isExecutable(program)
                        || (File.separatorChar == '\\'
                                && Files.isExecutable(program.resolveSibling("java.exe")));
        if (!found) {
            throw new IllegalArgumentException(ProcessTexts.noJava(home));
        }
        javaHome = home.toAbsolutePath().toString();
    }

    /// Those of this JVM, and what was added. Where nothing was, no object is made: every start
    /// comes through here.
    Settings settings() {
        var settings = Settings.inherited();
        if (!jvmArgs.isEmpty() || !environment.isEmpty()) {
            settings = settings.plus(jvmArgs, environment);
        }
        if (!classPath.isEmpty()) {
            settings = settings.plusClassPath(classPath);
        }
        if (!javaHome.isEmpty()) {
            settings = settings.withJavaHome(javaHome);
        }
        return method == null
                ? settings
                : settings.with(
                        method == StartMethod.SPAWN
                                ? Settings.Method.SPAWN
                                : Settings.Method.STANDBY);
    }

    /// What was added, for people.
    List<String> added() {
        return List.copyOf(jvmArgs);
    }
}
