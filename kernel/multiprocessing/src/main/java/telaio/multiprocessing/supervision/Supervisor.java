package telaio.multiprocessing.supervision;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small shell that outlives this JVM by a moment: when its input ends, however this JVM died, it
/// kills the process groups it was told of and removes the directories it was told of.
///
/// Children are started in sessions of their own, so a group holds a child and what it started by
/// `ProcessBuilder`; a child that launches JVMs itself has its own supervisor. Where `setsid` is
/// missing there is no supervisor, and only each child's watch over its link serves.
///
/// There is one for each JVM. The shell is started when it is first told something.
public final class Supervisor implements Closeable {
    private static final Supervisor CURRENT = new Supervisor();

    /// `setsid` and the shell, or null where this system has none.
    private static final @Nullable String SETSID = find("setsid");

    private static final @Nullable String SHELL = find("sh");

    /// Input lines: `+ PID` watch a group, `- PID` its leader has ended: kill the rest of the group
    /// and forget it, `d PATH` remove a directory at the end. One that was there is removed once
    /// more a second later: a process further down, whose own supervisor has just killed it, may
    /// have made it again.
    private static final String SCRIPT =
            """
            trap '' HUP INT QUIT TERM
            groups=' '
            set --
            while read -r word value; do
                case $word in
                    +) groups="$groups$value " ;;
                    -) kill -9 "-$value"; groups="${groups%% $value *} ${groups#* $value }" ;;
                    d) set -- "$@" "$value" ;;
                esac
            done
            for group in $groups; do kill -9 "-$group"; done
            found=
            for directory; do
                if [ -e "$directory" ]; then found=yes; rm -rf "$directory"; fi
            done
            if [ -n "$found" ]; then
                sleep 1
                for directory; do rm -rf "$directory"; done
            fi
            """;

    private final Set<Long> groups = new LinkedHashSet<>();
    private final Set<Path> directories = new LinkedHashSet<>();
    private @Nullable Process shell;
    private @Nullable OutputStream input;
    private boolean closed;

    private Supervisor() {}

    /// The supervisor of this JVM.
    public static Supervisor current() {
        return CURRENT;
    }

    /// What must stand before a command so that it leads a process group of its own, and heeds
    /// SIGINT; may be empty.
    public static Stream<String> prefix() {
        return SETSID == null
                ? Stream.empty()
                : Stream.concat(Stream.of(SETSID), InterruptSignal.heeded());
    }

    /// A child leads the group of its own pid.
    public synchronized void watch(long pid) throws IOException {
        groups.add(pid);
        tell("+ " + pid);
    }

    /// The leader is dead and reaped; what is left of its group dies now.
    public synchronized void reaped(long pid) throws IOException {
        if (groups.remove(pid)) {
            tell("- " + pid);
        }
    }

    /// Removes this directory, with all that is in it, after the last group is gone.
    public synchronized void removes(Path directory) throws IOException {
        if (directories.add(directory)) {
            tell("d " + directory);
        }
    }

    /// Whether this is the shell, or a process it watches.
    public synchronized boolean concerns(long pid) {
        return groups.contains(pid) || (shell != null && shell.pid() == pid);
    }

    /// Lets the shell do its work: kill what is left, remove the directories.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (input != null) {
            input.close();
        }
    }

    private void tell(String line) throws IOException {
        if (SETSID == null || SHELL == null || closed) {
            return;
        }
        if (input != null && shell != null && shell.isAlive()) {
            write(line);
        } else {
            begin(SETSID, SHELL);
        }
    }

    /// Also after somebody killed the shell: the new one is told everything the old one knew.
    private void begin(String setsid, String program) throws IOException {
        shell =
                new ProcessBuilder(setsid, program, "-c", SCRIPT)
                        .directory(new File(File.separator))
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        input = shell.getOutputStream();
        for (var directory : directories) {
            write("d " + directory);
        }
        for (var group : groups) {
            write("+ " + group);
        }
    }

    private void write(String line) throws IOException {
        if (input != null) {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }
    }

    /// Full path of a program of the system; null if it has none.
    static @Nullable String find(String program) {
        return Stream.of("/usr/bin/", "/bin/")
                .map(folder -> folder + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
    }
}
