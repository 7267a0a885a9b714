package telaio.jupyter.eval;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/// javac's files: the notebook's classes as JShell compiled them stand beside those of the class
/// path, and what javac writes is kept. Used by the compile thread only.
final class CellFiles extends ForwardingJavaFileManager<JavaFileManager> {
    /// The package of everything that JShell compiles.
    static final String PACKAGE = "REPL";

    private final Map<String, ClassFile> known = new LinkedHashMap<>();
    private Map<String, ClassFile> written = new LinkedHashMap<>();

    /// Whether of some packages of the JDK only the [core][CoreClasses] is shown.
    private boolean core = true;

    CellFiles(JavaFileManager standard) {
        super(standard);
    }

    /// A class in memory.
    private static final class ClassFile extends SimpleJavaFileObject {
        private final String binaryName;
        private byte[] bytes;

        ClassFile(String binaryName, byte[] bytes) {
            super(uri(binaryName, Kind.CLASS), Kind.CLASS);
            this.binaryName = binaryName;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() throws IOException {
                    super.close();
                    bytes = toByteArray();
                }
            };
        }
    }

    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(String name, String text) {
            super(uri(name), Kind.SOURCE);
            this.text = text;
        }

        private static URI uri(String name) {
            try {
                return new URI("cell", null, "/" + name, null);
            } catch (URISyntaxException impossible) {
                throw new IllegalArgumentException(name, impossible);
            }
        }

        /// A cell may hold any class.
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static URI uri(String binaryName, JavaFileObject.Kind kind) {
        return URI.create("cell:///" + binaryName.replace('.', '/') + kind.extension);
    }

    /// @param name what javac writes into the classes as the source file's
    static JavaFileObject source(String name, String text) {
        return new SourceFile(name, text);
    }

    /// Makes classes known, by binary name.
    void add(Map<String, byte[]> classes) {
        classes.forEach((name, bytes) -> known.put(name, new ClassFile(name, bytes)));
    }

    /// The classes made known so far, for another javac.
    Map<String, byte[]> known() {
        var all = new LinkedHashMap<String, byte[]>();
        known.forEach((name, file) -> all.put(name, file.bytes));
        return all;
    }

    boolean isCore() {
        return core;
    }

    /// Shows packages whole from now on.
    void showAll() {
        core = false;
    }

    /// What javac has written since the last time, by binary name.
    Map<String, byte[]> take() {
        var taken = new LinkedHashMap<String, byte[]>();
        written.forEach((name, file) -> taken.put(name, file.bytes));
        written = new LinkedHashMap<>();
        return taken;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (!packageName.equals(PACKAGE)) {
            // A module, not the class path.
            boolean ofModule = !(location instanceof StandardLocation);
            var some =
                    core && ofModule
                            ? CoreClasses.list(packageName)
                            : Optional.<List<JavaFileObject>>empty();
            return some.isPresent()
                    ? some.get()
                    : super.list(location, packageName, kinds, recurse);
        }
        // Nobody else has classes of this package, and to look opens every jar of the class path
        // (measured: 25 ms of the first cell).
        return location == StandardLocation.CLASS_PATH ? List.copyOf(known.values()) : List.of();
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ClassFile ours
                ? ours.binaryName
                : CoreClasses.binaryName(file)
                        .orElseGet(() -> super.inferBinaryName(location, file));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        var file = new ClassFile(className, new byte[0]);
        written.put(className, file);
        return file;
    }
}
