package telaio.jupyter.eval;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/// The classes of `java.base` that javac reads for the simplest of cells. To list the packages they
/// are in, as javac otherwise does before it reads one of them, takes half of its first compilation
/// (measured: 80 ms of 190).
final class CoreClasses {
    private static final String LANG = "java.lang";

    private static final Map<String, List<String>> BY_PACKAGE =
            Map.of(
                    LANG,
                    words(
                            """
                            AbstractStringBuilder Appendable ArithmeticException
                            ArrayIndexOutOfBoundsException AssertionError AutoCloseable Boolean Byte CharSequence Character Class
                            ClassCastException CloneNotSupportedException Cloneable Comparable
                            Deprecated Double Enum Error Exception Float FunctionalInterface IO
                            IllegalArgumentException IllegalStateException
                            IndexOutOfBoundsException Integer InterruptedException Iterable
                            LinkageError Long MatchException Math NegativeArraySizeException
                            NoClassDefFoundError NoSuchFieldError NullPointerException Number
                            NumberFormatException Object Override Readable Record Runnable
                            RuntimeException SafeVarargs Short StackOverflowError String
                            StringBuffer StringBuilder SuppressWarnings System Thread Throwable
                            VirtualMachineError Void
                            """),
                    "java.lang.annotation",
                    words(
                            """
                            Annotation Documented ElementType Inherited Native Repeatable Retention
                            RetentionPolicy Target
                            """),
                    "java.lang.constant",
                    words("Constable ConstantDesc"),
                    "java.lang.invoke",
                    words(
                            """
                            CallSite LambdaMetafactory MethodHandle MethodHandles
                            MethodHandles$Lookup MethodType StringConcatFactory TypeDescriptor
                            TypeDescriptor$OfField TypeDescriptor$OfMethod VarHandle
                            """),
                    "java.io",
                    words(
                            """
                            Closeable FilterOutputStream Flushable IOException ObjectInputStream
                            ObjectOutputStream ObjectStreamException OutputStream PrintStream
                            Serializable
                            """));

    private static final Set<String> NAMES = Set.copyOf(BY_PACKAGE.getOrDefault(LANG, List.of()));

    /// Strings and numbers, whose letters are no names.
    private static final Pattern LITERAL =
            Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"|\\b\\d\\w*");

    /// The module that all of them are in.
    private static final Module BASE = Object.class.getModule();

    private CoreClasses() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    /// The packages of which [#list] knows some classes only.
    static Set<String> packages() {
        return BY_PACKAGE.keySet();
    }

    /// Whether every word of a source that may be a type's name is one of these in `java.lang`. A
    /// guess: javac finds out.
    static boolean suffice(String source) {
        return Vocabulary.words(LITERAL.matcher(source).replaceAll("")).stream()
                .filter(word -> Character.isUpperCase(word.charAt(0)))
                .allMatch(NAMES::contains);
    }

    /// The classes of a package; empty if it is to be listed as usual.
    static Optional<List<JavaFileObject>> list(String packageName) {
        return Optional.ofNullable(BY_PACKAGE.get(packageName))
                .map(names ->
                        names.stream()
                                .<JavaFileObject>map(name -> new CoreFile(packageName + "." + name))
                                .toList());
    }

    /// The binary name of a file from [#list]; empty for any other.
    static Optional<String> binaryName(JavaFileObject file) {
        return file instanceof CoreFile core ? Optional.of(core.binaryName) : Optional.empty();
    }

    private static final class CoreFile extends SimpleJavaFileObject {
        private final String binaryName;

        CoreFile(String binaryName) {
            super(
                    URI.create("jrt:/java.base/" + binaryName.replace('.', '/') + ".class"),
                    Kind.CLASS);
            this.binaryName = binaryName;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            var stream = BASE.getResourceAsStream(binaryName.replace('.', '/') + ".class");
            if (stream == null) {
                throw new FileNotFoundException(toUri().toString());
            }
            return stream;
        }
    }
}
