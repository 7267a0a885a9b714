package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `telaio lab`: JupyterLab with the kernel, in the clone's own Python environment.
@Command(name = "lab")
final class LabCommand implements Callable<Integer> {
    /// Where the server's log names its address; with a token, if it asks for one.
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+/lab\\S*");

    /// What the course's folder does not show: Jupyter's own list, and the solutions.
    private static final String HIDDEN =
            "['__pycache__', '*.pyc', '*.pyo', '.DS_Store', '*~', 'solutions']";

    private static final Duration SLOWEST_START = Duration.ofSeconds(60);

    private final PrintWriter out;
    private final PrintWriter progress;

    @Option(names = "--port", paramLabel = "N", descriptionKey = "lab.port")
    private @Nullable Integer port;

    @Option(names = "--no-browser", descriptionKey = "lab.no-browser")
    private boolean noBrowser;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", descriptionKey = "lab.folder")
    private @Nullable Path folder;

    LabCommand(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    @Override
    public Integer call() throws Exception {
        var clone = Clone.current();
        Path course = Files.isDirectory(clone.notebooks()) ? clone.notebooks() : Path.of("");
        Path root = (folder == null ? course : folder).toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new CommandFailed(Messages.text("lab.no-folder", root));
        }
        var python = new PythonEnvironment(clone.python(), progress);
        python.prepare(Distribution.current());
        progress.println(Messages.text("lab.starting"));
        return serve(command(python.python(), root), clone.state().resolve("lab.log"));
    }

    List<String> command(Path python, Path root) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                python.toString(),
                                "-m",
                                "jupyterlab",
                                "--ServerApp.root_dir=" + root,
                                "--ServerApp.answer_yes=True",
                                "--MultiKernelManager.default_kernel_name="
                                        + Kernelspec.DEFAULT_NAME,
                                "--LabApp.news_url=",
                                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"));
        if (folder == null) {
            command.add("--ContentsManager.hide_globs=" + HIDDEN);
        }
        if (port != null) {
            command.add("--ServerApp.port=" + port);
            command.add("--ServerApp.port_retries=0");
        }
        if (noBrowser) {
            command.add("--no-browser");
        }
        // JupyterLab refuses root otherwise; in a container there is nobody else.
        if (System.getProperty("user.name").equals("root")) {
            command.add("--allow-root");
        }
        return command;
    }

    private int serve(List<String> command, Path log) throws IOException, InterruptedException {
        var server = new ProcessBuilder(command);
        // Python writes its log at once, not when a block is full.
        server.environment().put("PYTHONUNBUFFERED", "1");
        var told = new boolean[1];
        int exitCode;
        try (var writer = new PrintWriter(Files.newBufferedWriter(log), true)) {
            exitCode =
                    Program.follow(
                            server,
                            line -> {
                                writer.println(line);
                                Matcher address = ADDRESS.matcher(line);
                                if (!told[0] && address.find()) {
                                    told[0] = true;
                                    tell(address.group(), log);
                                }
                            });
        }
        if (exitCode != 0) {
            progress.println(Messages.text("lab.failed", exitCode, Program.tail(log, 15), log));
        }
        return exitCode == 0 ? 0 : 1;
    }

    private void tell(String address, Path log) {
        URI uri = URI.create(address);
        var status = uri.resolve("/api");
        try (var client = HttpClient.newBuilder().connectTimeout(SLOWEST_START).build()) {
            var request = HttpRequest.newBuilder(status).timeout(SLOWEST_START).build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            progress.println(Messages.text("lab.no-answer", status, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.println(Messages.text("lab.address", address));
        progress.println(Messages.text("lab.stop", log));
    }
}
