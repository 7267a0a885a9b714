package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A Python environment with JupyterLab, of the clone's own: the machine's Python stays as it is.
///
/// @param folder where it is, or will be
/// @param progress is told what is going on
record PythonEnvironment(Path folder, PrintWriter progress) {
    private static final List<String> REQUIREMENTS =
            List.of("jupyterlab>=4.2,<5", "jupyterlab_widgets>=3,<4", "ipykernel", "nbclient");

    /// Exits with 0 if this Python can make an environment for JupyterLab.
    private static final String FITS =
            "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";

    /// Students are not to be asked on their first day whether they want news from Jupyter.
    private static final String SETTINGS =
            """
            {
              "@jupyterlab/apputils-extension:notification": {
                "checkForUpdates": false,
                "fetchNews": "false"
              }
            }
            """;

    Path python() {
        return folder.resolve(Program.IS_ON_WINDOWS ? "Scripts/python.exe" : "bin/python");
    }

    /// Makes the environment if it is not there yet, or not whole, and installs the kernel into it.
    ///
    /// @throws CommandFailed if there is no Python, or its packages cannot be had
    void prepare(Distribution distribution)
            throws CommandFailed, IOException, InterruptedException {
        Path state = folder.resolveSibling("venv.lock");
        Files.createDirectories(state.getParent());
        try (var channel =
                        FileChannel.open(
                                state, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            if (!isReady()) {
                make();
            }
            Kernelspec.named(Kernelspec.DEFAULT_NAME, JupyterPaths.kernels(folder))
                    .write(distribution);
        }
    }

    private boolean isReady() throws IOException {
        return Files.isExecutable(python())
                && Files.exists(marker())
                && Files.readString(marker()).equals(String.join("\n", REQUIREMENTS));
    }

    /// Written last: an environment that has it is whole.
    private Path marker() {
        return folder.resolve("telaio-ready");
    }

    private void make() throws CommandFailed, IOException, InterruptedException {
        Path log = folder.resolveSibling("venv.log");
        progress.println(Messages.text("python.making", log));
        Files.deleteIfExists(log);
        logged(
                log,
                List.of(findPython().toString(), "-m", "venv", "--clear", folder.toString()),
                "python.no-venv");
        List<String> pip =
                new ArrayList<>(
                        List.of(
                                python().toString(),
                                "-m",
                                "pip",
                                "install",
                                // Offline, pip would otherwise try for minutes.
                                "--retries",
                                "1",
                                "--disable-pip-version-check",
                                "--no-input"));
        pip.addAll(REQUIREMENTS);
        logged(log, pip, "python.no-packages");
        Path settings = folder.resolve("share/jupyter/lab/settings/overrides.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, SETTINGS);
        Files.writeString(marker(), String.join("\n", REQUIREMENTS));
        progress.println(Messages.text("python.made"));
    }

    private void logged(Path log, List<String> command, String failure)
            throws CommandFailed, IOException, InterruptedException {
        try (var writer =
                new PrintWriter(
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            var packages = new PackageCount(progress);
            int exitCode =
                    Program.follow(
                            new ProcessBuilder(command),
                            line -> {
                                writer.println(line);
                                packages.see(line);
                            });
            if (exitCode == 0) {
                return;
            }
        }
        throw new CommandFailed(Messages.text(failure, Program.tail(log, 15), log));
    }

    /// Shows from what pip prints that it goes on.
    private static final class PackageCount {
        /// From the network, or from a folder of wheels.
        private static final Pattern PACKAGE = Pattern.compile("Collecting |Processing ");

        private static final int STEP = 20;
        private final PrintWriter progress;
        private int seen;

        PackageCount(PrintWriter progress) {
            this.progress = progress;
        }

        void see(String line) {
            if (PACKAGE.matcher(line).lookingAt() && ++seen % STEP == 0) {
                progress.println(Messages.text("python.packages", seen));
            } else if (line.startsWith("Installing collected packages")) {
                progress.println(Messages.text("python.installing"));
            }
        }
    }

    private static Path findPython() throws CommandFailed, IOException, InterruptedException {
        Optional<String> chosen = Optional.ofNullable(System.getenv("TELAIO_PYTHON"));
        List<String> names =
                chosen.map(List::of)
                        .orElse(List.of("python3", "/usr/bin/python3", "python", "python3.13"));
        for (String name : names) {
            Optional<Path> python = Program.find(List.of(name));
            if (python.isPresent()
                    && Program.run(List.of(python.get().toString(), "-c", FITS)).exitCode() == 0) {
                return python.get();
            }
        }
        throw new CommandFailed(Messages.text("python.none"));
    }
}
