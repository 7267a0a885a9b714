package telaio.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is installed of telaio on this machine: jars, start-up caches, kernels for Jupyter.
///
/// @param distribution the jars
/// @param from where the launcher stands
/// @param jupyter where Jupyter looks for kernels
record Installation(Distribution distribution, Clone from, JupyterPaths jupyter) {
    private static final List<String> CACHES = List.of("kernel.aot", "session.aot", "worker.aot");

    static Installation current() throws IOException {
        return new Installation(
                Distribution.current(), Clone.current(), JupyterPaths.ofThisMachine());
    }

    List<Finding> findings() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(jars());
        for (String cache : CACHES) {
            findings.add(cache(cache));
        }
        findings.add(jupyterProgram());
        findings.addAll(kernelspecs());
        return findings;
    }

    private Finding jars() {
        for (Path jar : distribution.classPath()) {
            if (!Files.isReadable(jar)) {
                String mend =
                        from.isClone()
                                ? "rm -r %s && %s doctor"
                                        .formatted(distribution.home(), from.launcher())
                                : Messages.text("doctor.unpack-again");
                return Finding.bad("telaio", Messages.text("doctor.no-jar", jar), mend);
            }
        }
        return Finding.good("telaio", distribution.home().toString());
    }

    private Finding cache(String name) throws IOException, InterruptedException {
        Path cache = distribution.lib().resolve(name);
        boolean isThere = Files.isReadable(cache);
        if (isThere && (!cache.equals(KernelJvm.cache(distribution)) || fits())) {
            return Finding.good(name, (Files.size(cache) >> 20) + " MB");
        }
        return Finding.note(
                name,
                Messages.text(isThere ? "doctor.unfit-cache" : "doctor.no-cache"),
                "rm -f %s && %s doctor"
                        .formatted(distribution.lib().resolve("trained"), from.launcher()));
    }

    /// Whether the JVM takes the kernel's cache: told to use it or to end, it ends with 0.
    private boolean fits() throws IOException, InterruptedException {
        return Program.run(
                                List.of(
                                        Distribution.java().toString(),
                                        KernelJvm.flags(distribution),
                                        "-XX:AOTCache=" + KernelJvm.cache(distribution),
                                        "-XX:AOTMode=on",
                                        "-cp",
                                        Distribution.joined(distribution.kernelClassPath()),
                                        "-version"))
                        .exitCode()
                == 0;
    }

    private Finding jupyterProgram() {
        List<String> places = new ArrayList<>(List.of("jupyter"));
        Path active = jupyter.activePrefix();
        if (active != null) {
            places.addFirst(active.resolve("bin/jupyter").toString());
        }
        places.add(from.python().resolve("bin/jupyter").toString());
        return Program.find(places, jupyter.environment().getOrDefault("PATH", ""))
                .map(file -> Finding.good("Jupyter", file.toString()))
                .orElseGet(() ->
                        Finding.note(
                                "Jupyter",
                                Messages.text("doctor.no-jupyter"),
                                from.launcher() + " lab"));
    }

    private List<Finding> kernelspecs() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : kernelFolders()) {
            for (Kernelspec kernelspec : in(folder)) {
                kernelspec(kernelspec).ifPresent(findings::add);
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.note(
                            "kernelspec",
                            Messages.text("doctor.no-kernelspec"),
                            from.launcher() + " install"));
        }
        return findings;
    }

    /// Whether a kernel that we know of runs with jars of this distribution, or of the user's copy.
    boolean isInUse() throws IOException {
        for (Path folder : kernelFolders()) {
            for (Kernelspec kernelspec : in(folder)) {
                if (jars(kernelspec).stream()
                        .anyMatch(jar ->
                                jar.startsWith(from.state())
                                        || jar.startsWith(distribution.home()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Path> jars(Kernelspec kernelspec) {
        try {
            return kernelspec.argv().map(KernelJvm::jars).orElse(List.of());
        } catch (IOException unreadable) {
            return List.of(); // whatever it is, it does not start
        }
    }

    /// Where kernels of this user may be.
    private List<Path> kernelFolders() {
        List<Path> folders = new ArrayList<>(List.of(jupyter.userKernels()));
        Path active = jupyter.activePrefix();
        if (active != null) {
            folders.add(JupyterPaths.kernels(active));
        }
        folders.add(JupyterPaths.kernels(from.python()));
        return folders;
    }

    private static List<Kernelspec> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> kernels = Files.list(folder)) {
            return kernels.sorted().map(Kernelspec::new).toList();
        }
    }

    /// Empty if it is another program's, under a name of its own.
    private Optional<Finding> kernelspec(Kernelspec kernelspec) {
        String what = "kernelspec";
        Path folder = kernelspec.folder();
        boolean hasOurName = folder.endsWith(Kernelspec.DEFAULT_NAME);
        Optional<List<String>> argv;
        try {
            argv = kernelspec.argv();
        } catch (IOException e) {
            return hasOurName
                    ? Optional.of(
                            Finding.bad(
                                    what,
                                    Messages.text(
                                            "doctor.unreadable", String.valueOf(e.getMessage())),
                                    "rm -r %s && %s".formatted(folder, install(folder))))
                    : Optional.empty();
        }
        if (argv.isEmpty() || !KernelJvm.isOurs(argv.get())) {
            return argv.isPresent() && hasOurName
                    ? Optional.of(
                            Finding.bad(
                                    what,
                                    Messages.text("doctor.foreign", folder),
                                    "rm -r %s && %s".formatted(folder, install(folder))))
                    : Optional.empty();
        }
        Path java = Path.of(argv.get().getFirst());
        List<Path> jars = KernelJvm.jars(argv.get());
        // A wheel's kernel has neither: it looks for both when it starts.
        if (!jars.isEmpty() && !Files.isExecutable(java)) {
            String text = Messages.text("doctor.no-java", folder, java);
            return Optional.of(Finding.bad(what, text, install(folder)));
        }
        if (!jars.stream().allMatch(Files::isReadable)) {
            String text = Messages.text("doctor.no-jars", folder);
            return Optional.of(Finding.bad(what, text, install(folder)));
        }
        return Optional.of(Finding.good(what, folder.toString()));
    }

    /// The command that installs the kernel into this folder.
    private String install(Path folder) {
        String command = from.launcher() + " install";
        Path kernels = folder.resolveSibling("");
        if (!kernels.equals(jupyter.userKernels())) {
            command += " --prefix " + kernels.resolve("../../..").normalize();
        }
        return folder.endsWith(Kernelspec.DEFAULT_NAME)
                ? command
                : command + " --name " + folder.getFileName();
    }
}
