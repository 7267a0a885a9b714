package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A sandbox of Linux namespaces, made by `unshare` and the other tools of util-linux: programs see
/// the system's files, the JDK and telaio, all read-only, no network, no process but their own;
/// what they write is in memory and gone with them. Where this JVM is root they have the rights of
/// a user of their own, in a user namespace if there may be one; else those of a user namespace's
/// root without any capability.
public final class Namespaces implements Sandbox {
    /// Threads and processes together: a JVM has about 25.
    private static final int PROCESSES = 500;

    private static final String BYTES = "256m";

    /// What a process may allocate, in bytes: a notebook can start one that has no limit of its
    /// own.
    private static final int MEMORY = 1_000_000_000;

    /// The first of the users that programs run as where this JVM is root.
    private static final int FIRST_USER = 64_100;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path root;
    private final boolean isRoot;

    /// @param root an empty folder, of this sandbox only
    public Namespaces(Path root) {
        this(root, "root".equals(System.getProperty("user.name")));
    }

    /// @param isRoot whether there is no need of a user namespace
    Namespaces(Path root, boolean isRoot) {
        this.root = root.toAbsolutePath();
        this.isRoot = isRoot;
    }

    /// Tries whether this system lets us, and whether a kernel could run in it.
    ///
    /// @return empty if so, else what is in the way
    public String whyNot() throws IOException, InterruptedException {
        Process process;
        try {
            process = builder(Execution.nothing(root), Map.of()).redirectErrorStream(true).start();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        try (var out = process.getInputStream()) {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return PATIENCE.toString();
            }
            var said = new String(out.readAllBytes(), UTF_8).strip();
            return process.exitValue() == 0 ? "" : process.exitValue() + " " + said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public Process start(Program program, Map<String, String> environment) throws IOException {
        return builder(program, environment).redirectError(Redirect.DISCARD).start();
    }

    @Override
    public boolean isClosed() {
        return true;
    }

    private ProcessBuilder builder(Program program, Map<String, String> environment)
            throws IOException {
        var place = Files.createDirectories(root.resolve("root-" + program.lane()));
        // The one that waits for us dies with us, and with it the first process in there.
        var command =
                new ArrayList<>(
                        List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid"));
        command.addAll(List.of("--net", "--ipc", "--uts", "--fork", "--kill-child"));
        if (!isRoot) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("sh", "-c", Script.TEXT, "sandbox", place.toString()));
        command.add(isRoot ? String.valueOf(FIRST_USER + program.lane()) : "");
        command.add(String.valueOf(PROCESSES));
        command.add(BYTES);
        command.add(String.valueOf(MEMORY));
        command.add(program.files().toAbsolutePath().toString());
        shown(program.readable()).forEach(it -> command.add(it.toString()));
        command.add("--");
        command.addAll(program.command());
        var builder = new ProcessBuilder(command).redirectInput(program.input().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("HOME", "/work");
        return builder;
    }

    /// Also where links lead. What the system's folders have is there anyway.
    private static Set<Path> shown(List<Path> readable) throws IOException {
        var shown = new LinkedHashSet<Path>();
        var home = Path.of(System.getProperty("java.home"));
        for (var path : Stream.concat(Stream.of(home), readable.stream()).toList()) {
            if (Files.exists(path)) {
                shown.add(path.toRealPath());
                shown.add(path.toAbsolutePath());
            }
        }
        shown.removeIf(it -> it.startsWith("/usr") || it.startsWith("/etc"));
        // A folder that comes later would hide what is shown in it.
        var all = List.copyOf(shown);
        shown.removeIf(
                it -> all.stream().anyMatch(other -> it.startsWith(other) && !it.equals(other)));
        return shown;
    }

    /// What the first process in there does.
    private static final class Script {
        static final String TEXT = read();

        private static String read() {
            try (var script = Namespaces.class.getResourceAsStream("sandbox.sh")) {
                if (script == null) {
                    throw new IllegalStateException("sandbox.sh is missing in this build");
                }
                return new String(script.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
