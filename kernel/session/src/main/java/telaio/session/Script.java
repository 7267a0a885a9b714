package telaio.session;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import telaio.multiprocessing.worker.Settings;

/// Runs scripts of the system's shell. What they print is printed here, so it belongs to the cell
/// of the thread that asks.
final class Script {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Script() {}

    /// Runs a script to its end; it gets no input.
    ///
    /// @return its exit code
    /// @throws InterruptedException if this thread is interrupted; script and programs are then
    ///   gone
    static int run(String text) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                WINDOWS
                                        ? List.of("cmd.exe", "/c", text)
                                        : List.of("/bin/sh", "-c", text))
                        .redirectInput(Redirect.from(new File(WINDOWS ? "NUL" : "/dev/null")));
        builder.environment().putAll(Settings.inherited().environment());
        var process = builder.start();
        var out = copy(process.getInputStream(), System.out);
        var err = copy(process.getErrorStream(), System.err);
        try {
            int exitCode = process.waitFor();
            out.join();
            err.join();
            return exitCode;
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /// A thread of its own inherits the origin.
    private static Thread copy(InputStream from, PrintStream to) {
        return Thread.ofPlatform()
                .daemon()
                .name("script-output")
                .start(() -> {
                    try (var reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
                        var buffer = new char[8192];
                        for (int read = reader.read(buffer);
                                read >= 0;
                                read = reader.read(buffer)) {
                            to.append(new String(buffer, 0, read));
                            to.flush();
                        }
                    } catch (IOException ended) {
                        // The script is over; a program it left in the background holds the other
                        // end.
                        System.getLogger(Script.class.getName())
                                .log(System.Logger.Level.DEBUG, "output ended", ended);
                    }
                });
    }
}
