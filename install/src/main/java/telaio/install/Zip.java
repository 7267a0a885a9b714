package telaio.install;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A zip to be written: what is in it, by name. Where the system knows permissions, the zip does.
final class Zip {
    private final Path file;
    private final Map<String, Path> entries = new TreeMap<>();

    Zip(Path file) {
        this.file = file;
    }

    /// Adds what is in a folder.
    ///
    /// @param folder whose files are added, all the way down
    /// @param name what the folder is called in the zip; empty for none
    Zip add(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(one -> put(folder, one, name));
        }
        return this;
    }

    private void put(Path folder, Path one, String name) {
        String inside = folder.relativize(one).toString().replace('\\', '/');
        entries.put(name.isEmpty() ? inside : name + "/" + inside, one);
    }

    /// Writes the file, in the place of an older one.
    ///
    /// @return the file
    Path write() throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var settings =
                Map.of("create", "true", "enablePosixFileAttributes", Boolean.toString(posix));
        try (var zip =
                FileSystems.newFileSystem(
                        URI.create("jar:" + file.toAbsolutePath().toUri()), settings)) {
            for (var entry : entries.entrySet()) {
                Path inside = zip.getPath("/" + entry.getKey());
                Files.createDirectories(inside.resolveSibling(""));
                Files.copy(entry.getValue(), inside, StandardCopyOption.COPY_ATTRIBUTES);
                if (posix) {
                    Files.setPosixFilePermissions(
                            inside, Files.getPosixFilePermissions(entry.getValue()));
                }
            }
        }
        return file;
    }
}
