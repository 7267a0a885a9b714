package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/// A process, told apart from a later one with the same number by the moment it started.
///
/// @param start clock ticks since boot where there is a `/proc` (unlike the wall clock they never
///   jump), else milliseconds since 1970
record Identity(long pid, long start) {
    private static final boolean PROC = Files.exists(Path.of("/proc/self/stat"));

    /// The fields of `/proc/PID/stat` counted after the command's closing parenthesis.
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    static Identity current() {
        long pid = ProcessHandle.current().pid();
        return new Identity(pid, startOf(pid).orElseThrow());
    }

    /// Whether this process still runs. One that has ended and was not yet reaped does not.
    boolean alive() {
        var now = startOf(pid);
        return now.isPresent() && now.getAsLong() == start;
    }

    private static OptionalLong startOf(long pid) {
        return PROC ? fromProc(pid) : fromHandle(pid);
    }

    private static OptionalLong fromProc(long pid) {
        var directory = Path.of("/proc", Long.toString(pid));
        try {
            var stat = Files.readString(directory.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START_TIME + 2);
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return ended
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(fields[START_TIME]));
        } catch (IOException e) {
            if (Files.exists(directory)) {
                throw new UncheckedIOException("cannot tell whether process " + pid + " runs", e);
            }
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// The set of process numbers this process lives in: two containers may share memory and yet
    /// give the same number to different processes.
    ///
    /// @return 0 where the system has one set only
    static long namespace() {
        var link = Path.of("/proc/self/ns/pid");
        if (!Files.isSymbolicLink(link)) {
            return 0;
        }
        try {
            var digits = Files.readSymbolicLink(link).toString().replaceAll("\\D", "");
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + link, e);
        }
    }
}
