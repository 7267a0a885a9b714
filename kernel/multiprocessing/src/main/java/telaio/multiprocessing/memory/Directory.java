package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The names and the life of a domain's directory. Its name says whose it is, so that it can be
/// judged even when its owner died before writing anything into it:
/// `telaio-PID-START-NAMESPACE-RANDOM-WAITING`.
final class Directory {
    private static final Pattern NAME =
            Pattern.compile("telaio-(\\d+)-(\\d+)-(\\d+)-[0-9a-f]+-(futex|polling)");

    private static final Path MEMORY = Path.of("/dev/shm");

    private Directory() {}

    /// A name nobody has, in the place where memory is shared: the folder set by
    /// `telaio.memory.directory`, else `/dev/shm`, else the temporary folder. Touches nothing.
    static Path choose(boolean futex) {
        var owner = Identity.current();
        var name =
                "telaio-%d-%d-%d-%08x-%s"
                        .formatted(
                                owner.pid(),
                                owner.start(),
                                Identity.namespace(),
                                RandomGenerator.getDefault().nextInt(),
                                futex ? "futex" : "polling");
        return base().resolve(name);
    }

    private static Path base() {
        var chosen = System.getProperty("telaio.memory.directory");
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        return Files.isDirectory(MEMORY) && Files.isWritable(MEMORY) ? MEMORY : temporary();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    /// Whether the processes of this directory wait by futex.
    static boolean futex(Path directory) {
        return directory.getFileName().toString().endsWith("-futex");
    }

    /// The directory, in the temporary folder, of what the other has no room for.
    static Path overflow(Path directory) {
        return temporary().resolve(directory.getFileName().toString());
    }

    /// Makes the directory, for its owner's eyes only; it may exist already.
    static void make(Path directory) throws IOException {
        try {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(directory, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Removes the directory with what is in it, if it exists.
    static void remove(Path directory) {
        for (int attempt = 1; ; attempt++) {
            try {
                removeOnce(directory);
                return;
            } catch (NoSuchFileException | NotDirectoryException e) {
                return;
            } catch (DirectoryNotEmptyException e) {
                // Someone who does not know yet that it is over has added a file.
                if (attempt == 10) {
                    throw new UncheckedIOException("cannot remove " + directory, e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + directory, e);
            }
        }
    }

    private static void removeOnce(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(directory);
    }

    /// Removes the directories whose owners are dead: killed, they could not do it themselves.
    static void sweep() {
        for (var base : bases()) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(base, "telaio-*")) {
                for (var directory : found) {
                    removeAbandoned(directory);
                }
            } catch (IOException e) {
                notSwept(base, e);
            }
        }
    }

    private static void removeAbandoned(Path directory) {
        try {
            if (abandoned(directory)) {
                remove(directory);
            }
        } catch (UncheckedIOException e) {
            notSwept(directory, e);
        }
    }

    /// No reason to fail a start: not ours, or being swept by another process as well.
    private static void notSwept(Path directory, Exception why) {
        System.getLogger(Directory.class.getName())
                .log(Level.DEBUG, "not swept: " + directory, why);
    }

    private static Set<Path> bases() {
        var result = new LinkedHashSet<Path>();
        result.add(base());
        result.add(temporary());
        if (Files.isDirectory(MEMORY)) {
            result.add(MEMORY);
        }
        return result;
    }

    private static boolean abandoned(Path directory) {
        var name = NAME.matcher(directory.getFileName().toString());
        return name.matches()
                && Long.parseLong(name.group(3)) == Identity.namespace()
                && !new Identity(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))
                        .alive()
                && Files.isWritable(directory);
    }
}
