package telaio.install;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the kernel's JVM is started. The JVM that trains its AOT cache has the same flags.
final class KernelJvm {
    static final String MAIN = "telaio.jupyter.Main";

    /// What a Python runs to become the kernel's JVM.
    static final List<String> WHEEL = List.of("-m", "telaio", "kernel", "{connection_file}");

    private KernelJvm() {}

    /// The `argv` of the kernelspec.
    static List<String> command(Distribution distribution) {
        List<String> command = new ArrayList<>();
        command.add(Distribution.java().toString());
        command.add(flags(distribution));
        command.add("-XX:AOTCache=" + cache(distribution));
        command.add("-cp");
        command.add(Distribution.joined(distribution.kernelClassPath()));
        command.add(MAIN);
        command.add("{connection_file}");
        return List.copyOf(command);
    }

    static Path cache(Distribution distribution) {
        return distribution.lib().resolve("kernel.aot");
    }

    /// The argument file that has its flags, as java takes it: each with its reason.
    static String flags(Distribution distribution) {
        return "@" + distribution.lib().resolve("kernel.args");
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
