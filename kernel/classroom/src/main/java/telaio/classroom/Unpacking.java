package telaio.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Takes apart an archive made by somebody nobody knows: nothing is written outside the folder, and
/// no more than there is room for.
final class Unpacking {
    private static final int FILES = 1000;
    private static final int MEGABYTES = 100;

    private final Path folder;
    private long left = MEGABYTES * 1_000_000L;

    private Unpacking(Path folder) {
        this.folder = folder;
    }

    /// Unpacks into a folder that is made.
    ///
    /// @throws UnfitSubmission if it is no archive, or one that should not be unpacked
    static void unpack(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        // Windows writes names in the old code page of DOS.
        try {
            unpack(archive, folder, StandardCharsets.UTF_8);
        } catch (UnfitSubmission e) {
            throw e;
        } catch (IllegalArgumentException | IOException e) {
            try {
                unpack(archive, folder, Charset.forName("IBM437"));
            } catch (UnfitSubmission unfit) {
                throw unfit;
            } catch (IllegalArgumentException | IOException broken) {
                broken.addSuppressed(e);
                throw new UnfitSubmission(
                        GradeTexts.BAD_ZIP.text(String.valueOf(broken.getMessage())), broken);
            }
        }
    }

    private static void unpack(Path archive, Path folder, Charset names) throws IOException {
        try (var zip = new ZipFile(archive.toFile(), names)) {
            if (zip.size() > FILES) {
                throw new UnfitSubmission(GradeTexts.TOO_MANY_FILES.text(FILES), null);
            }
            var unpacking = new Unpacking(folder);
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                unpacking.write(zip, entries.nextElement());
            }
        }
    }

    private void write(ZipFile zip, ZipEntry entry) throws IOException {
        var target = place(entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (var in = zip.getInputStream(entry);
                var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            copy(in, out);
        } catch (FileAlreadyExistsException e) {
            throw new UnfitSubmission(GradeTexts.TWICE.text(entry.getName()), e);
        }
    }

    /// What an archive says of the sizes in it need not be true.
    private void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
                throw new UnfitSubmission(GradeTexts.UNPACKS_TOO_BIG.text(MEGABYTES), null);
            }
            out.write(buffer, 0, n);
        }
    }

    private Path place(String name) throws UnfitSubmission {
        var plain = name.replace('\\', '/');
        try {
            var target = folder.resolve(plain).normalize();
            boolean up = ("/" + plain + "/").contains("/../");
            if (plain.isEmpty() || plain.startsWith("/") || up || !target.startsWith(folder)) {
                throw new UnfitSubmission(GradeTexts.BAD_NAME.text(name), null);
            }
            return target;
        } catch (InvalidPathException e) {
            throw new UnfitSubmission(GradeTexts.BAD_NAME.text(name), e);
        }
    }
}
