package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of a domain that users gave a name. Mapped until [#detach].
public final class Block {
    /// No number follows as in the names of other files: see [Kind].
    private static final String PREFIX = "block.";

    /// Longest name of a file, which most systems limit to 255 bytes.
    private static final int LONGEST = 200;

    private final Path file;
    private final Arena arena;
    private final MemorySegment memory;

    private Block(Path file) throws IOException {
        this.file = file;
        this.arena = Arena.ofShared();
        boolean mapped = false;
        try {
            this.memory = Region.map(file, FileChannel.MapMode.READ_WRITE, arena);
            mapped = true;
        } finally {
            if (!mapped) {
                arena.close();
            }
        }
    }

    /// Makes one.
    ///
    /// @throws FileAlreadyExistsException if there is one of this name
    static Block create(Domain domain, String name, long size) throws FileAlreadyExistsException {
        var file = fileName(name);
        refuseSecond(domain, file);
        var made = domain.room().write(Kind.STORAGE, size);
        boolean named = false;
        try {
            // Nobody sees a block that is not there yet as a whole.
            var target = made.resolveSibling(file);
            boolean ours = domain.alone(() -> named(domain, made, target));
            if (!ours) {
                throw new FileAlreadyExistsException(file);
            }
            named = true;
            return new Block(target);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + made, e);
        } finally {
            if (!named) {
                delete(made);
            }
        }
    }

    private static boolean named(Domain domain, Path made, Path target) {
        try {
            refuseSecond(domain, target.getFileName().toString());
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot name " + made + " " + target, e);
        }
    }

    private static void refuseSecond(Domain domain, String file) throws FileAlreadyExistsException {
        for (var folder : domain.room().directories()) {
            if (Files.exists(folder.resolve(file))) {
                throw new FileAlreadyExistsException(file);
            }
        }
    }

    /// Maps one.
    ///
    /// @throws NoSuchFileException if there is none of this name
    static Block attach(Domain domain, String name) throws NoSuchFileException {
        var file = fileName(name);
        for (var folder : domain.room().directories()) {
            try {
                return new Block(folder.resolve(file));
            } catch (NoSuchFileException e) {
                // perhaps in the other
            } catch (IOException e) {
                throw new UncheckedIOException("cannot map " + file, e);
            }
        }
        throw new NoSuchFileException(file);
    }

    /// Whatever the name contains, the file's does not leave its folder, and two that differ in
    /// upper and lower case only are two everywhere.
    private static String fileName(String name) {
        var result = new StringBuilder(PREFIX);
        for (byte character : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (character >= 'a' && character <= 'z')
                            || (character >= '0' && character <= '9')
                            || character == '_';
            result.append(plain ? (char) character : "%%%02x".formatted(character));
        }
        if (name.isEmpty() || name.indexOf('\0') >= 0 || result.length() > LONGEST) {
            throw new IllegalArgumentException(Texts.badName(name.replace("\0", "\\0")));
        }
        return result.toString();
    }

    /// Its bytes; of no use after [#detach].
    public MemorySegment memory() {
        return memory;
    }

    /// Unmaps it here. Detaching again does nothing.
    public void detach() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /// Removes the file: who is attached keeps the memory, nobody can attach any more.
    ///
    /// @return false if it was removed before
    public boolean remove() {
        return delete(file);
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
