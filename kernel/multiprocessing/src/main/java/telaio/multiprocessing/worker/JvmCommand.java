package telaio.multiprocessing.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.supervision.Supervisor;

/// The command line of a child JVM.
final class JvmCommand {
    /// Where this library's classes are: a jar, or a folder during development.
    private static final @Nullable Path LIBRARY = library();

    private JvmCommand() {}

    /// @param address of the link, see [Entrance#toParent]
    static List<String> of(Settings settings, String address) {
        List<String> command = new ArrayList<>(Supervisor.prefix().toList());
        var home = settings.javaHome();
        command.add(
                Path.of(home.isEmpty() ? System.getProperty("java.home") : home, "bin", "java")
                        .toString());
        command.addAll(flags(settings.jvmArgs()));
        command.add("-cp");
        command.add(classPath(settings.classPath()));
        command.add(WorkerMain.class.getName());
        command.add(address);
        return command;
    }

    /// Flags that make a small JVM that starts and leaves fast; what the settings say comes later
    /// and wins.
    private static List<String> flags(List<String> given) {
        List<String> flags = new ArrayList<>();
        if (given.stream().noneMatch(flag -> flag.matches("-XX:[+]Use\\w+GC"))) {
            flags.add("-XX:+UseSerialGC");
        }
        flags.add("-XX:-UsePerfData");
        // An archive of classes is mapped where it was made for, if that room is free (measured:
        // elsewhere, which hides addresses from attackers, every pointer in it is mended first).
        flags.add("-XX:+UnlockDiagnosticVMOptions");
        flags.add("-XX:ArchiveRelocationMode=0");
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("-Dstdout.encoding=UTF-8");
        flags.add("-Dstderr.encoding=UTF-8");
        var cache = cache();
        if (cache != null && given.stream().noneMatch(flag -> flag.startsWith("-XX:AOT"))) {
            flags.add("-XX:AOTCache=" + cache);
            // a cache that does not fit is no reason to print into the user's output
            flags.add("-Xlog:disable");
        }
        flags.addAll(given);
        return flags;
    }

    /// The library first: an AOT cache serves class paths that begin with the one it was made with.
    private static String classPath(List<String> given) {
        var library = LIBRARY == null ? "" : LIBRARY.toString();
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.of(library), given.stream())
                        .filter(entry -> !entry.isEmpty())
                        .distinct()
                        .toList());
    }

    private static @Nullable Path cache() {
        if (LIBRARY == null || !Files.isRegularFile(LIBRARY)) {
            return null;
        }
        var cache = LIBRARY.resolveSibling("worker.aot");
        return Files.isReadable(cache) ? cache : null;
    }

    private static @Nullable Path library() {
        var source = WorkerMain.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("odd class path entry " + source.getLocation(), e);
        }
    }
}
