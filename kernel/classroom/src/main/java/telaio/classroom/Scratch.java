package telaio.classroom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for a while.
///
/// @param folder empty at first, and only its owner's
public record Scratch(Path folder) implements Closeable {
    /// Makes one among the system's temporary files.
    public static Scratch make() throws IOException {
        var scratch = new Scratch(Files.createTempDirectory("telaio-classroom"));
        // Also when the user breaks off.
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::closeQuietly, "scratch"));
        return scratch;
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.getLogger(Scratch.class.getName())
                    .log(System.Logger.Level.DEBUG, "not removed: " + folder, e);
        }
    }

    /// Removes it with all that is in it.
    @Override
    public void close() throws IOException {
        Trees.delete(folder);
    }
}
