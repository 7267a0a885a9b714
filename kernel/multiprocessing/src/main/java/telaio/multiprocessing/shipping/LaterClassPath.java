package telaio.multiprocessing.shipping;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/// Jars and folders that joined the class path while the JVM ran. Never closed: what was loaded
/// from them may need more of them at any time.
final class LaterClassPath extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    LaterClassPath(ClassLoader parent) {
        super("later", new URL[0], parent);
    }

    void add(Path entry) {
        try {
            addURL(entry.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a class path entry: " + entry, e);
        }
    }
}
