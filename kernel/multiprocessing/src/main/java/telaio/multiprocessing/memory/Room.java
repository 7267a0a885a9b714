package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the files of a [Domain] go whose size users choose: into its directory, or into the
/// temporary folder when there is no room.
final class Room {
    private final Domain domain;

    Room(Domain domain) {
        this.domain = domain;
    }

    List<Path> directories() {
        return List.of(domain.directory(), Directory.overflow(domain.directory()));
    }

    /// Makes and maps a file of zeros.
    Region allocate(Kind kind, long size) {
        long id = domain.control().nextRegion();
        try {
            return Region.open(id, write(kind, id, size));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + kind.file(id), e);
        }
    }

    /// Makes a file of zeros.
    Path write(Kind kind, long size) {
        return write(kind, domain.control().nextRegion(), size);
    }

    private Path write(Kind kind, long id, long size) {
        var directories = directories();
        try {
            return write(directories.getFirst(), kind.file(id), size);
        } catch (IOException | NoRoom first) {
            try {
                Directory.make(directories.getLast());
                return write(directories.getLast(), kind.file(id), size);
            } catch (IOException | NoRoom e) {
                e.addSuppressed(first);
                throw e instanceof NoRoom none ? none : new UncheckedIOException((IOException) e);
            }
        }
    }

    /// Something large is refused before it is tried: the attempt would fill what others need too.
    private static Path write(Path directory, String name, long size) throws IOException {
        var file = directory.resolve(name);
        long room = Files.getFileStore(directory).getUsableSpace();
        if (room < size) {
            throw new NoRoom(Texts.noRoom(file, size), new IOException(room + " bytes are left"));
        }
        Region.zeros(file, size);
        return file;
    }

    /// Maps a file; null if it is gone.
    @Nullable Region open(Kind kind, long id) {
        for (var directory : directories()) {
            try {
                return Region.open(id, directory.resolve(kind.file(id)));
            } catch (NoSuchFileException e) {
                // perhaps in the other
            } catch (IOException e) {
                throw new UncheckedIOException("cannot map " + kind.file(id), e);
            }
        }
        return null;
    }
}
