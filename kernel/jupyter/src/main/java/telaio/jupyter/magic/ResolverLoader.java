package telaio.jupyter.magic;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/// Loads the resolver. In a built distribution its jars lie in a folder `maven` beside the kernel's
/// jar: on the kernel's class path they would be looked through at each of its starts.
final class ResolverLoader extends URLClassLoader {
    private static final String PACKAGE = "telaio.jupyter.magic.maven.";

    static {
        registerAsParallelCapable();
    }

    private ResolverLoader(URL[] jars, ClassLoader parent) {
        super("maven", jars, parent);
    }

    static Resolver load() throws MagicFailed {
        try {
            var home = ResolverLoader.class.getProtectionDomain().getCodeSource().getLocation();
            var loader = ResolverLoader.class.getClassLoader();
            var folder = Path.of(home.toURI()).resolveSibling("maven");
            if (Files.isDirectory(folder)) {
                loader = new ResolverLoader(jars(home, folder), loader);
            }
            return Class.forName(PACKAGE + "MavenResolver", true, loader)
                    .asSubclass(Resolver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | IOException | URISyntaxException | LinkageError e) {
            throw new MagicFailed(Texts.NO_RESOLVER.text(e), e);
        }
    }

    private static URL[] jars(URL kernel, Path folder) throws IOException {
        var jars = new ArrayList<URL>();
        jars.add(kernel);
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                jars.add(url(file));
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    /// What uses Maven's classes must come from where they are.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
