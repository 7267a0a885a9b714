package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `telaio package`: what is given to people without a clone: a folder as zip and tar.gz, a wheel
/// for pip, a jar with its catalogue for JBang. None of them has start-up caches: those fit one
/// JDK, and are made where they are used.
@Command(name = "package")
final class PackageCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "package.out")
    private @Nullable Path folder;

    PackageCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var clone = Clone.current();
        Path target = folder == null ? clone.root().resolve("install/target/packages") : folder;
        Files.createDirectories(target);
        var release = Release.of(clone, Distribution.current());
        Path staging = Files.createTempDirectory("telaio-package");
        try {
            Path home = release.write(staging);
            String name = home.getFileName().toString();
            written(new Zip(target.resolve(name + ".zip")).add(home, name).write());
            written(tar(home, target.resolve(name + ".tar.gz").toAbsolutePath()));
            written(new Wheel(release).write(target));
            var jar = new JarPackage(release);
            written(jar.write(target));
            written(jar.writeCatalogue(target));
        } finally {
            Folders.delete(staging);
        }
        return 0;
    }

    private void written(Path file) throws IOException {
        out.println(Messages.text("package.written", file, Files.size(file) >> 10));
    }

    private static Path tar(Path home, Path file)
            throws IOException, InterruptedException, CommandFailed {
        var tar =
                Program.run(
                        List.of(
                                "tar",
                                "-C",
                                home.resolveSibling("").toString(),
                                "-czf",
                                file.toString(),
                                home.getFileName().toString()));
        if (tar.exitCode() != 0) {
            throw new CommandFailed(tar.output());
        }
        return file;
    }
}
