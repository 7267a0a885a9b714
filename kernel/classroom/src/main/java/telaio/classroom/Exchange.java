package telaio.classroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The folder into which students hand in. What is there is never overwritten, and nobody sees a
/// half of something.
///
/// @param folder any; with a folder `inbound` in it, or called so itself, it is nbgrader's
record Exchange(Path folder) {
    private static final String INBOUND = "inbound";

    private static final DateTimeFormatter IN_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /// As nbgrader writes a time, and reads it.
    private static final DateTimeFormatter NBGRADER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS 'UTC'");

    /// Puts something in.
    ///
    /// @param lesson fit for a file's name
    /// @param notebook the file's own name, for nbgrader
    /// @return the archive, or the folder of nbgrader's
    Path put(Parcel parcel, Student student, String lesson, String notebook, ZonedDateTime time)
            throws IOException {
        var inbound = inbound();
        if (inbound != null) {
            return putInbound(inbound, parcel, student, lesson, notebook, time);
        }
        Files.createDirectories(folder);
        var name =
                String.join(
                        "_",
                        FileNames.reduced(student.surname()),
                        FileNames.reduced(student.name()),
                        lesson,
                        time.format(IN_NAME));
        var fresh = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
        try {
            try (var out = Files.newOutputStream(fresh)) {
                parcel.zip(out);
            }
            permit(fresh, "rw-r--r--");
            for (int n = 1; ; n++) {
                var target = folder.resolve(name + (n == 1 ? "" : "-" + n) + ".zip");
                if (moved(fresh, target)) {
                    return target;
                }
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// A link is made in one step, and not over another file: a move would be over it.
    private static boolean moved(Path fresh, Path target) throws IOException {
        try {
            Files.createLink(target, fresh);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Some file systems have no links.
            try {
                Files.move(fresh, target);
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            }
        }
    }

    private @Nullable Path inbound() {
        if (Files.isDirectory(folder.resolve(INBOUND))) {
            return folder.resolve(INBOUND);
        }
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name != null && name.toString().equals(INBOUND) && Files.isDirectory(folder)
                ? folder
                : null;
    }

    /// `STUDENT+ASSIGNMENT+TIME+RANDOM`, with the notebook and the time in a file: as `nbgrader
    /// submit` does.
    private static Path putInbound(
            Path inbound,
            Parcel parcel,
            Student student,
            String lesson,
            String notebook,
            ZonedDateTime time)
            throws IOException {
        var stamp = time.withZoneSameInstant(ZoneOffset.UTC).format(NBGRADER);
        var id = student.id().strip().replaceAll("[^\\p{L}\\p{N}._@-]+", "-");
        var random = UUID.randomUUID().toString().replace("-", "");
        var name = String.join("+", id, lesson, stamp, random);
        var fresh = inbound.resolve("." + name + ".part");
        try {
            Files.createDirectory(fresh);
            // nbgrader would grade every notebook it finds: there is one.
            write(fresh.resolve(notebook), parcel.notebook());
            write(fresh.resolve(Parcel.RESULTS), parcel.results());
            write(fresh.resolve("timestamp.txt"), stamp.getBytes(StandardCharsets.UTF_8));
            // As in nbgrader: the teacher may remove it.
            permit(fresh, "rwxrwxrwx");
            return Files.move(fresh, inbound.resolve(name));
        } catch (IOException e) {
            Trees.delete(fresh);
            throw e;
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        permit(file, "rw-r--r--");
    }

    /// The teacher is another user, whatever the student's files are like otherwise.
    private static void permit(Path file, String permissions) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
