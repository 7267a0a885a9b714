package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `telaio bench`: the measurements, side by side with Python, on the jars and caches a user runs.
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
    private final PrintWriter progress;

    /// The options of the benchmarks are their own.
    @Unmatched private List<String> arguments = new ArrayList<>();

    BenchCommand(PrintWriter progress) {
        this.progress = progress;
    }

    @Override
    public Integer call() throws Exception {
        var clone = Clone.current();
        var distribution = Distribution.current();
        var python = new PythonEnvironment(clone.python(), progress);
        python.prepare(distribution);
        build(clone);
        List<Path> classPath = new ArrayList<>(distribution.classPath());
        Path target = clone.root().resolve("kernel/benchmarks/target");
        classPath.addAll(jars(target));
        classPath.addAll(jars(target.resolve("lib")));
        List<String> command = new ArrayList<>();
        command.add(Distribution.java().toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.add("-Dtelaio.home=" + distribution.home());
        command.add("-Dtelaio.clone=" + clone.root());
        command.add("-Dtelaio.python=" + python.python());
        command.add("-cp");
        command.add(Distribution.joined(classPath));
        command.add("telaio.benchmarks.Main");
        command.addAll(arguments);
        return Program.inherit(new ProcessBuilder(command));
    }

    private void build(Clone clone) throws CommandFailed, IOException, InterruptedException {
        progress.println(Messages.text("bench.building"));
        Path log = clone.state().resolve("bench.log");
        int exitCode;
        try (var writer = new PrintWriter(Files.newBufferedWriter(log))) {
            exitCode =
                    Program.follow(
                            new Maven(clone.root())
                                    .command(
                                            List.of(
                                                    "package",
                                                    "-pl",
                                                    "kernel/benchmarks",
                                                    "-am",
                                                    "-Dmaven.test.skip=true",
                                                    "-Dspotless.check.skip=true")),
                            writer::println);
        }
        if (exitCode != 0) {
            throw new CommandFailed(Messages.text("bench.failed", Program.tail(log, 30), log));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
