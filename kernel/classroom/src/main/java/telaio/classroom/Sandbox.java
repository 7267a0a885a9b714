package telaio.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where programs of people nobody knows run. May be used by several threads at once.
public interface Sandbox {
    /// A program to run.
    ///
    /// @param command its first word an absolute path
    /// @param readable what it needs besides the system's own files, absolute
    /// @param input what it reads from its standard input
    /// @param files a folder with what it finds in its working folder, which is all it can write to
    /// @param lane programs that run at the same time have different numbers, from 0
    record Program(List<String> command, List<Path> readable, Path input, Path files, int lane) {
        public Program {
            command = List.copyOf(command);
            readable = List.copyOf(readable);
        }
    }

    /// Starts a program. It ends, with all it has started, when it is destroyed or when this JVM
    /// ends, however that comes about; the thread that calls this must wait for its end.
    ///
    /// @param environment all it has
    Process start(Program program, Map<String, String> environment) throws IOException;

    /// Whether it keeps programs from doing harm.
    boolean isClosed();
}
