package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `telaio doctor`: what is there, what is missing and how to mend it.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    private static final List<String> MODULES =
            List.of("jdk.compiler", "jdk.jshell", "java.management", "jdk.jdi");

    private static final long MEGABYTE = 1 << 20;

    private final PrintWriter out;
    private boolean ill;

    DoctorCommand(PrintWriter out) {
        this.out = out;
    }

    /// Says what it finds; 1 if the kernel cannot work so.
    @Override
    public Integer call() throws Exception {
        jdk();
        distribution(Distribution.current());
        kernelspecs();
        sharedMemory();
        tools();
        return ill ? 1 : 0;
    }

    private void jdk() {
        good("JDK", Runtime.version() + ", " + System.getProperty("java.home"));
        for (String module : MODULES) {
            if (ModuleFinder.ofSystem().find(module).isEmpty()) {
                bad(module, Messages.text("doctor.no-module"));
            }
        }
    }

    private void distribution(Distribution distribution) {
        good("telaio", distribution.home().toString());
        for (Path jar : distribution.classPath()) {
            if (!Files.isReadable(jar)) {
                bad("telaio", Messages.text("doctor.no-jar", jar));
            }
        }
        for (String cache : List.of("kernel.aot", "session.aot", "worker.aot")) {
            Path file = distribution.lib().resolve(cache);
            if (Files.isReadable(file)) {
                good(cache, megabytes(file.toFile().length()));
            } else {
                note(cache, Messages.text("doctor.no-cache"));
            }
        }
    }

    private void kernelspecs() throws IOException {
        var paths = JupyterPaths.ofThisMachine();
        List<Path> folders = new ArrayList<>();
        folders.add(paths.userKernels());
        Path active = paths.activePrefix();
        if (active != null) {
            folders.add(JupyterPaths.kernels(active));
        }
        folders.add(JupyterPaths.kernels(Clone.current().python()));
        boolean any = false;
        for (Path folder : folders) {
            var kernelspec = Kernelspec.named(Kernelspec.DEFAULT_NAME, folder);
            Optional<List<String>> argv = kernelspec.argv();
            if (argv.isPresent()) {
                any = true;
                kernelspec(kernelspec, argv.get());
            }
        }
        if (!any) {
            note("kernelspec", Messages.text("doctor.no-kernelspec"));
        }
    }

    private void kernelspec(Kernelspec kernelspec, List<String> argv) {
        Path java = Path.of(argv.getFirst());
        if (!KernelJvm.isOurs(argv)) {
            bad("kernelspec", Messages.text("doctor.foreign", kernelspec.folder()));
        } else if (!Files.isExecutable(java)) {
            bad("kernelspec", Messages.text("doctor.no-java", kernelspec.folder(), java));
        } else if (!KernelJvm.jars(argv).stream().allMatch(Files::isReadable)) {
            bad("kernelspec", Messages.text("doctor.no-jars", kernelspec.folder()));
        } else {
            good("kernelspec", kernelspec.folder().toString());
        }
    }

    private void sharedMemory() throws IOException {
        Path memory = Path.of("/dev/shm");
        if (!Files.isWritable(memory)) {
            note("/dev/shm", Messages.text("doctor.no-shm", System.getProperty("java.io.tmpdir")));
            return;
        }
        FileStore store = Files.getFileStore(memory);
        String size =
                Messages.text(
                        "doctor.free",
                        megabytes(store.getUsableSpace()),
                        megabytes(store.getTotalSpace()));
        if (store.getUsableSpace() < 64 * MEGABYTE) {
            note("/dev/shm", size + ". " + Messages.text("doctor.small-shm"));
        } else {
            good("/dev/shm", size);
        }
    }

    private void tools() {
        tool("python3", List.of("python3", "python"), "doctor.no-python");
        tool("Maven", List.of("mvn"), "doctor.no-maven");
        Optional<Path> browser = new Browser(System.getenv(), out).find();
        browser.ifPresentOrElse(
                file -> good("browser", file.toString()),
                () -> note("browser", Messages.text("doctor.no-browser")));
    }

    private void tool(String name, List<String> programs, String missing) {
        Program.find(programs)
                .ifPresentOrElse(
                        file -> good(name, file.toString()),
                        () -> note(name, Messages.text(missing)));
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }

    private void good(String what, String text) {
        line("ok", what, text);
    }

    /// Something that is missing and that not everybody needs.
    private void note(String what, String text) {
        line("--", what, text);
    }

    private void bad(String what, String text) {
        ill = true;
        line("!!", what, text);
    }

    private void line(String mark, String what, String text) {
        out.printf("%s  %-12s %s%n", mark, what, text);
    }
}
