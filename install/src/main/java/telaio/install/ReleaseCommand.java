package telaio.install;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import telaio.classroom.Release;
import telaio.classroom.ReleaseRefused;

/// `telaio release`: makes the students' notebooks of a teacher's folder.
@Command(name = "release")
final class ReleaseCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "release.folder")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "release.out")
    private @Nullable Path target;

    ReleaseCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        Path source = folder.toAbsolutePath().normalize();
        try {
            for (Path made :
                    new Release(source, target == null ? source.resolveSibling("release") : target)
                            .make()) {
                out.println(Messages.text("release.made", made));
            }
            return 0;
        } catch (ReleaseRefused e) {
            e.problems().forEach(problem -> err.println("telaio: " + problem));
            return 1;
        }
    }
}
