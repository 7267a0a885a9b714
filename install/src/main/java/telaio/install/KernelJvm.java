package telaio.install;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the kernel's JVM is started. The JVM that trains the kernel's AOT cache has the same flags.
final class KernelJvm {
    static final String MAIN = "telaio.jupyter.Main";

    private KernelJvm() {}

    /// The `argv` of the kernelspec.
    static List<String> command(Distribution distribution) {
        List<String> command = new ArrayList<>();
        command.add(Distribution.java().toString());
        command.addAll(flags());
        // A cache that does not fit is ignored, and no word of the VM about it reaches the output.
        command.add("-XX:AOTCache=" + cache(distribution));
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
                "--enable-native-access=ALL-UNNAMED");
    }

    /// Whether `argv`, from some kernelspec, starts our kernel.
    static boolean isOurs(List<String> argv) {
        return argv.contains(MAIN);
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
