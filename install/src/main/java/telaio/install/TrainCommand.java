package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/// `telaio train`, for the launcher after a build: runs each kind of JVM once as it will be used,
/// and keeps what it has loaded and linked in an AOT cache beside the jars. Without the caches
/// everything works, but starts slower.
///
/// A cache fits one JDK and a class path that begins with the jars it was trained with, unchanged.
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 120;

    /// What the first lesson does. The last of them ends the session, which then writes its cache.
    private static final List<String> CELLS =
            List.of(
                    "1 + 1",
                    "IO.println(\"ciao\");",
                    "int square(int x) { return x * x; }\nrecord Point(int x, int y) {}",
                    "var points = List.of(new Point(1, 2));\npoints.stream().map(Point::x).toList()",
                    """
                    var coda = new Queue<String>();
                    var figlio = new Process(() -> coda.put("ciao" + square(2)));
                    figlio.start();
                    figlio.join();
                    coda.get()
                    """,
                    "try (var pool = new Pool(2)) { pool.map(x -> x * x, List.of(1, 2, 3)); }",
                    "var lock = new Lock();\nlock.acquire();\nlock.release();",
                    "for (int i = 0; i < 3; i++) { System.out.printf(\"%d%n\", i); }",
                    "int wrong = \"text\";",
                    "throw new IllegalStateException(\"as it should\");");

    private final PrintWriter progress;

    TrainCommand(PrintWriter progress) {
        this.progress = progress;
    }

    @Override
    public Integer call() throws Exception {
        var distribution = Distribution.current();
        // Not below the clone, whose path may have blanks: they would part the session's arguments.
        Path folder = Files.createTempDirectory("telaio-training");
        try {
            worker(distribution, folder);
            kernelAndSession(distribution, folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return 0;
    }

    /// The library knows how to train its own child JVMs.
    private void worker(Distribution distribution, Path folder)
            throws IOException, InterruptedException, CommandFailed {
        Path library = distribution.classPath().getFirst();
        Path cache = folder.resolve("worker.aot");
        int exitCode =
                Program.follow(
                        new ProcessBuilder(
                                Distribution.java().toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-cp",
                                library.toString(),
                                "telaio.multiprocessing.worker.Training",
                                cache.toString()),
                        progress::println);
        if (exitCode != 0) {
            throw new CommandFailed("training of the worker ended with exit code " + exitCode);
        }
        keep(cache, "worker.aot", distribution);
    }

    private void kernelAndSession(Distribution distribution, Path folder)
            throws IOException, InterruptedException, CommandFailed {
        Path kernelCache = folder.resolve("kernel.aot");
        // Each session writes a file of its own, even the one that comes after the first.
        Path sessionCache = folder.resolve("session-%p.aot");
        Path pid = folder.resolve("pid");
        try (var client = new TrainingClient()) {
            Path connection = folder.resolve("connection.json");
            client.writeConnectionFile(connection);
            var builder =
                    new ProcessBuilder(command(distribution, kernelCache, sessionCache, connection))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("kernel.log").toFile());
            // Nobody typed these cells.
            builder.environment().put("TELAIO_HISTORY", "");
            // Started beside a kernel of Jupyter's, it would end with that one's client.
            builder.environment().remove("JPY_PARENT_PID");
            Process kernel = builder.start();
            try {
                client.greet();
                for (String cell : CELLS) {
                    client.run(cell);
                }
                client.complete("var words = new ArrayList<String>();\nwords.ad");
                client.complete("new Que");
                client.inspect("\"\".repeat(");
                client.inspect("Queue");
                // What comes right after a failing cell may be taken for waiting, and be given up.
                client.run("1 + 1");
                client.run(
                        "Files.writeString(Path.of(\"%s\"), \"\" + ProcessHandle.current().pid());"
                                .formatted(pid));
                String session = Files.readString(pid);
                CompletableFuture<?> ended = exit(Long.parseLong(session));
                client.run("System.exit(0);");
                // The session's JVM writes the cache before it is gone.
                ended.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
                keep(folder.resolve("session-pid" + session + ".aot"), "session.aot", distribution);
                client.shutDown();
                if (!kernel.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new CommandFailed("the kernel does not end");
                }
                keep(kernelCache, "kernel.aot", distribution);
            } finally {
                kernel.destroyForcibly().waitFor();
                progress.println(Files.readString(folder.resolve("kernel.log")));
            }
        }
    }

    private static CompletableFuture<?> exit(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.failedFuture(new IOException("no " + pid)));
    }

    private static List<String> command(
            Distribution distribution, Path kernelCache, Path sessionCache, Path connection) {
        List<String> command = new ArrayList<>();
        command.add(Distribution.java().toString());
        command.add(KernelJvm.flags(distribution));
        command.add("-Xlog:all=warning");
        command.add("-XX:AOTCacheOutput=" + kernelCache);
        command.add("-Dtelaio.session.jvmArgs=-Xlog:disable -XX:AOTCacheOutput=" + sessionCache);
        command.add("-cp");
        command.add(Distribution.joined(distribution.kernelClassPath()));
        command.add(KernelJvm.MAIN);
        command.add(connection.toString());
        return command;
    }

    /// Puts a finished cache beside the jars, in one step.
    private void keep(Path cache, String name, Distribution distribution) throws IOException {
        Path fresh = distribution.lib().resolve(name + ".fresh");
        Files.copy(cache, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                fresh,
                distribution.lib().resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        progress.println("trained " + name);
    }
}
