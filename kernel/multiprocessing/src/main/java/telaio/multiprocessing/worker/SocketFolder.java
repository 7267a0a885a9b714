package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of a launcher's socket: only its owner may enter, its name tells whose it is, and its
/// path is short (a socket's path has 104 bytes at most).
final class SocketFolder implements Closeable {
    /// `telaio-PID-STARTED-RANDOM`, started in milliseconds since 1970.
    private static final Pattern NAME = Pattern.compile("telaio-(\\d+)-(\\d+)-\\d+");

    private static final int LONGEST_PATH = 100;

    private final Path path;

    private SocketFolder(Path path) {
        this.path = path;
    }

    /// Makes one, and removes those whose owners are gone.
    static SocketFolder create() throws IOException {
        var me = ProcessHandle.current();
        var prefix = "telaio-" + me.pid() + "-" + started(me) + "-";
        var folder = new SocketFolder(Files.createTempDirectory(prefix));
        if (folder.socket().toString().length() > LONGEST_PATH) {
            Files.delete(folder.path);
            folder = new SocketFolder(Files.createTempDirectory(Path.of("/tmp"), prefix));
        }
        var parent = folder.path.getParent();
        if (parent != null) {
            sweep(parent);
        }
        return folder;
    }

    Path path() {
        return path;
    }

    Path socket() {
        return path.resolve("s");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(socket());
        Files.deleteIfExists(path);
    }

    private static void sweep(Path parent) throws IOException {
        try (var found = Files.newDirectoryStream(parent, "telaio-*")) {
            for (var path : found) {
                var name = NAME.matcher(path.getFileName().toString());
                if (name.matches() && !ownerLives(name)) {
                    new SocketFolder(path).close();
                }
            }
        }
    }

    private static boolean ownerLives(Matcher name) {
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(owner -> started(owner) == Long.parseLong(name.group(2)))
                .isPresent();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
