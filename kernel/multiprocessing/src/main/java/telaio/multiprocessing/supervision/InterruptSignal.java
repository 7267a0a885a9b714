package telaio.multiprocessing.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// SIGINT for the processes started here. A shell without job control has its background jobs
/// ignore it, so that the keyboard does not stop them, and whatever they start inherits that; a JVM
/// that finds it ignored leaves it so. But a child here leads a session of its own, which no
/// keyboard reaches: who sends it SIGINT means this process.
final class InterruptSignal {
    private static final String STATUS = "/proc/self/status";
    private static final String IGNORED = "SigIgn:";

    /// SIGINT is signal 2; signal 1 is the lowest bit.
    private static final long BIT = 1L << 1;

    private static final List<String> HEEDED = command();

    private InterruptSignal() {}

    /// What must stand before a command so that it heeds SIGINT: nothing where it does anyway, or
    /// where the system has no program for it.
    static Stream<String> heeded() {
        return HEEDED.stream();
    }

    private static List<String> command() {
        var env = Supervisor.find("env");
        if (env == null || !ignored()) {
            return List.of();
        }
        var command = List.of(env, "--default-signal=INT");
        return works(command) ? command : List.of();
    }

    private static boolean ignored() {
        try (var lines = Files.lines(Path.of(STATUS))) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .map(line -> line.substring(IGNORED.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & BIT) != 0);
        } catch (IOException otherSystem) {
            debug("it is not known whether SIGINT is ignored", otherSystem);
            return false;
        }
    }

    /// Not every `env` has this option.
    private static boolean works(List<String> command) {
        try {
            return new ProcessBuilder(Stream.concat(command.stream(), Stream.of("true")).toList())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notStarted) {
            debug("no program to heed SIGINT with", notStarted);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void debug(String what, Exception why) {
        System.getLogger("telaio").log(System.Logger.Level.DEBUG, what, why);
    }
}
