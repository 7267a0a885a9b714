package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The container file, step by step in a plain folder: what it copies is there and what it runs
/// works. Only what installs packages of others is left out; this machine has them.
@Needs({Tool.PYTHON, Tool.DISTRIBUTION})
@Timeout(240)
class ContainerFileTest {
    private static final Path CLONE = Lesson.COURSE.toAbsolutePath().resolveSibling("");
    private static final Pattern COPY =
            Pattern.compile("(?:--from=(\\w+) )?(?:--chown=\\S+ )?(\\S+) (\\S+)");

    private final Map<String, String> variables = new TreeMap<>();

    @TempDir Path home;

    @Test
    void every_step_can_be_taken_and_the_kernel_answers() throws Exception {
        variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        boolean isLast = false;
        for (String line : Files.readAllLines(CLONE.resolve(".binder/Dockerfile"))) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "FROM" -> isLast = !line.endsWith(" AS build");
                case "RUN" -> {
                    if (isLast) {
                        run(words[1]);
                    } else {
                        // What this makes, the tests have.
                        assertThat(words[1]).isEqualTo("install/telaio package --out /packages");
                        assertThat(CLONE.resolve("install/telaio")).isExecutable();
                    }
                }
                case "COPY" -> copy(words[1], isLast);
                case "ENV", "ARG" -> define(words[1]);
                case "CMD" -> assertThat(words[1]).startsWith("[\"jupyter\", \"lab\", ");
                case "#", "", "WORKDIR", "USER", "EXPOSE" -> {}
                default -> throw new AssertionError(line);
            }
        }
        assertThat(home.resolve("notebooks/01-process/it.ipynb")).exists();
        assertThat(Packages.the(home.resolve("cache/telaio"), "0.").resolve("lib/kernel.aot"))
                .exists();
        Path notebook = Files.writeString(home.resolve("ciao.ipynb"), Notebooks.of("40 + 2"));
        Path done = home.resolve("done.ipynb");
        sh("python -c \"$EXECUTE\" '" + notebook + "' '" + done + "'");
        assertThat(done).content().contains("\"42\"");
    }

    private void define(String text) {
        String[] parts = expand(text).split("=", 2);
        variables.put(parts[0], parts[0].equals("HOME") ? home.toString() : parts[1]);
    }

    private String expand(String text) {
        return Pattern.compile("\\$(\\w+)")
                .matcher(text)
                .replaceAll(it ->
                        Matcher.quoteReplacement(variables.getOrDefault(it.group(1), it.group())));
    }

    private void copy(String text, boolean isLast) throws IOException, InterruptedException {
        var copy = COPY.matcher(text);
        assertThat(copy.matches()).as(text).isTrue();
        if (!isLast) {
            assertThat(text).isEqualTo(". .");
            return;
        }
        String from =
                copy.group(1) == null
                        ? CLONE.resolve(copy.group(2)).toString()
                        : copy.group(2).replace("/packages", Packages.folder().toString());
        Path to = Files.createDirectories(home.resolve(copy.group(3)));
        // A folder is copied without its own name.
        sh("cp -r " + (Files.isDirectory(Path.of(from)) ? from + "/." : from) + " '" + to + "'");
    }

    private void run(String command) throws IOException, InterruptedException {
        if (command.startsWith("apt-get ") || command.startsWith("useradd ")) {
            return;
        }
        if (command.contains("jupyterlab")) {
            // What the step would download, this Python finds in the tests' environment.
            String purelib = "import sysconfig; print(sysconfig.get_path('purelib'))";
            String lab = Packages.run(home, List.of(Tool.PYTHON.path().toString(), "-c", purelib));
            variables.put("LAB", lab.strip());
            sh("echo $LAB > $(python -c \"" + purelib + "\")/lab.pth");
            return;
        }
        sh(
                command.replaceFirst("^python3 ", Tool.PYTHON.path() + " ")
                        .replace("pip install", "pip install --no-index"));
    }

    private void sh(String command) throws IOException, InterruptedException {
        var script = new StringBuilder("set -e; cd \"$HOME\"\n");
        variables.put("EXECUTE", NbclientTest.EXECUTE);
        variables.forEach((name, value) ->
                script.append("export %s='%s'\n".formatted(name, value.replace("'", "'\\''"))));
        Packages.run(home, List.of("sh", "-c", script + command));
    }
}
