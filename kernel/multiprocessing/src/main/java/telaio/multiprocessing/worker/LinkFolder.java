package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import telaio.multiprocessing.supervision.Supervisor;

/// The folder for what links a launcher with its children: only its owner may enter, and its name
/// tells whose it is.
final class LinkFolder implements Closeable {
    /// `telaio-PID-STARTED-RANDOM`, started in milliseconds since 1970.
    private static final Pattern NAME = Pattern.compile("telaio-(\\d+)-(\\d+)-\\d+");

    private final Path path;

    private LinkFolder(Path path) {
        this.path = path;
    }

    /// Makes one.
    ///
    /// @param supervisor is told before there is anything to remove: a JVM killed in between would
    ///   leave it behind
    static LinkFolder create(Supervisor supervisor) throws IOException {
        var me = ProcessHandle.current();
        // Nobody else can enter, so the name need not be secret: the secure generator takes 10 ms.
        long random = new SplittableRandom().nextLong() >>> 1;
        var name = "telaio-" + me.pid() + "-" + started(me) + "-" + random;
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        var folder = new LinkFolder(parent.resolve(name));
        supervisor.removes(folder.path);
        Files.createDirectory(folder.path, ownerOnly(parent));
        return folder;
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) {
        return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (var left = Files.newDirectoryStream(path)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException sweptByAnother) {
            return;
        }
        Files.deleteIfExists(path);
    }

    /// Removes those whose owners are gone.
    void sweep() throws IOException {
        try (var found = Files.newDirectoryStream(path.resolveSibling(""), "telaio-*")) {
            for (var path : found) {
                var name = NAME.matcher(path.getFileName().toString());
                if (name.matches() && !ownerLives(name)) {
                    new LinkFolder(path).close();
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
