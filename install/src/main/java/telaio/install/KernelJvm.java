package telaio.install;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the kernel's JVM is started. The JVM that trains the kernel's AOT cache has the same flags.
final class KernelJvm {
    static final String MAIN = "telaio.jupyter.Main";

    /// What a Python runs to become the kernel's JVM.
    static final List<String> WHEEL = List.of("-m", "telaio", "kernel", "{connection_file}");

    /// Maps a cache where it was made for, if that room is free: elsewhere, which hides addresses
    /// from attackers, every pointer in it is mended first (measured: 25 ms). And compiles nothing
    /// in advance because it was hot in training: it would take a core from the first cell
    /// (measured: 27 ms of 287 until that is answered).
    static final List<String> CACHE_USE =
            List.of(
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-XX:-AOTReplayTraining");

    private KernelJvm() {}

    /// The `argv` of the kernelspec.
    static List<String> command(Distribution distribution) {
        List<String> command = new ArrayList<>();
        command.add(Distribution.java().toString());
        command.addAll(flags());
        // A cache that does not fit is ignored, and no word of the VM about it reaches the output.
        command.add("-XX:AOTCache=" + cache(distribution));
        command.addAll(CACHE_USE);
        command.add("-Xlog:disable");
        command.add("-cp");
        command.add(Distribution.joined(distribution.kernelClassPath()));
        command.add(MAIN);
        command.add("{connection_file}");
        return List.copyOf(command);
    }

    static Path cache(Distribution distribution) {
        return distribution.lib().resolve("kernel.aot");
    }

    /// Only the compiler of cells runs in this JVM: C1 alone starts it 60 ms sooner.
    static List<String> flags() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                // Most cells are then compiled in one pass of javac (measured: a quarter of the
                // time). The launcher script gives the same: the cache fits no other.
                "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
                "--add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED",
                "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED");
    }

    /// Whether `argv`, from some kernelspec, starts our kernel: its JVM, or the wheel's module.
    static boolean isOurs(List<String> argv) {
        return argv.contains(MAIN) || argv.subList(1, argv.size()).equals(WHEEL);
    }

    /// The class path in `argv`; empty if there is none.
    static List<Path> jars(List<String> argv) {
        int option = argv.indexOf("-cp");
        if (option < 0 || option + 1 == argv.size()) {
            return List.of();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(argv.get(option + 1))
                .map(Path::of)
                .toList();
    }
}
