package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `telaio test`: every test of every module, those with JupyterLab and with a browser included.
@Command(name = "test")
final class TestCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter progress;

    @Parameters(arity = "0..*", paramLabel = "MAVEN", descriptionKey = "test.maven")
    private List<String> more = new ArrayList<>();

    TestCommand(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public Integer call() throws Exception {
        var clone = Clone.current();
        var distribution = Distribution.current();
        var browser = new Browser(System.getenv(), progress);
        List<String> arguments = new ArrayList<>();
        arguments.add("verify");
        // All modules are tested, also after one has failed; the reports say what to think of it.
        arguments.add("-Dmaven.test.failure.ignore=true");
        arguments.add("-Dtelaio.assemble.skip=true");
        arguments.add("-Dtelaio.home=" + distribution.home());
        python(clone, distribution, browser.isContinuousIntegration())
                .ifPresent(python -> arguments.add("-Dtelaio.python=" + python));
        browser.findOrInstall().ifPresent(file -> arguments.add("-Dtelaio.browser=" + file));
        arguments.addAll(more);
        return run(clone, arguments);
    }

    private Optional<Path> python(Clone clone, Distribution distribution, boolean required)
            throws CommandFailed, IOException, InterruptedException {
        var environment = new PythonEnvironment(clone.python(), progress);
        try {
            environment.prepare(distribution);
            return Optional.of(environment.python());
        } catch (CommandFailed e) {
            if (required) {
                throw e;
            }
            progress.println(e.getMessage());
            progress.println(Messages.text("test.no-python"));
            return Optional.empty();
        }
    }

    private int run(Clone clone, List<String> arguments)
            throws CommandFailed, IOException, InterruptedException {
        // By the clock of the file system, which also dates the reports.
        Path begun = Files.createTempFile(clone.state(), "tests", ".begun");
        try {
            int exitCode = Program.inherit(new Maven(clone.root()).command(arguments));
            var reports = SurefireReports.read(clone.root(), Files.getLastModifiedTime(begun));
            for (String failure : reports.failures()) {
                out.println("FAILED " + failure);
            }
            if (exitCode != 0) {
                out.println(Messages.text("test.maven-failed", exitCode));
            }
            out.println(reports.summary());
            return exitCode == 0 && reports.isGood() ? 0 : 1;
        } finally {
            Files.deleteIfExists(begun);
        }
    }
}
