package telaio.multiprocessing.shipping;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Objects that travel without an object stream: lambdas of the plain class path and [Composite]s,
/// if what they consist of is a number, a text, null, or of their kind. A JVM that has just started
/// needs 13 ms for its first object stream (measured): that looks up a logger, reads the settings
/// of security and spins method handles, none of which an AOT cache keeps.
///
/// | tag | object           | what follows: texts and bytes behind their length |
/// |----:|------------------|---------------------------------------------------|
/// |  33 | lambda           | its host, its class, its values                   |
/// |  34 | [Composite]      | the name of its [Maker], its values               |
///
/// Values stand behind their number, each as bytes with a tag of this table or that of [Plain].
final class Direct {
    private static final byte LAMBDA = 33;
    private static final byte COMPOSITE = 34;

    /// How deep lambdas may capture each other; an object stream can do with less stack.
    private static final int DEEPEST = 16;

    /// What met twice must be one object there too, which only an object stream can tell.
    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());

    private Direct() {}

    /// The object as bytes.
    ///
    /// @return null if it needs an object stream
    static byte @Nullable [] encode(Object object) {
        try {
            return new Direct().encode(object, DEEPEST);
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing leaves the memory", impossible);
        }
    }

    private byte @Nullable [] encode(@Nullable Object object, int deeper) throws IOException {
        if (object == null
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Character) {
            return Plain.encode(object);
        }
        if (deeper == 0 || !met.add(object)) {
            return null;
        }
        if (object instanceof String text) {
            return Plain.encode(text);
        }
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        return write(out, object, deeper) ? bytes.toByteArray() : null;
    }

    private boolean write(DataOutputStream out, Object object, int deeper) throws IOException {
        if (object instanceof Composite composite) {
            out.write(COMPOSITE);
            write(out, composite.maker().getName().getBytes(StandardCharsets.UTF_8));
            return writeValues(out, composite.values(), deeper);
        }
        var lambda = SentLambda.ofLambda(object);
        if (lambda == null) {
            return false;
        }
        out.write(LAMBDA);
        write(out, lambda.host().getBytes(StandardCharsets.UTF_8));
        write(out, lambda.bytes());
        return writeValues(out, lambda.captured(), deeper);
    }

    private boolean writeValues(DataOutputStream out, Object[] values, int deeper)
            throws IOException {
        out.writeInt(values.length);
        for (var value : values) {
            var encoded = encode(value, deeper - 1);
            if (encoded == null) {
                return false;
            }
            write(out, encoded);
        }
        return true;
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// The object that was given to [#encode].
    ///
    /// @throws IOException if the bytes are none of [#encode]'s, or the object cannot be rebuilt
    ///   here
    static Object decode(byte[] bytes) throws IOException {
        try {
            var in = ByteBuffer.wrap(bytes);
            return switch (in.get()) {
                case LAMBDA -> new SentLambda(text(in), bytes(in), values(in)).toLambda();
                case COMPOSITE -> make(text(in), values(in));
                default -> throw new StreamCorruptedException("unknown tag " + bytes[0]);
            };
        } catch (BufferUnderflowException cut) {
            throw new StreamCorruptedException(
                    "an object of " + bytes.length + " bytes is cut short");
        }
    }

    private static Object make(String maker, Object[] values) throws IOException {
        try {
            var constructor = Class.forName(maker).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Maker) constructor.newInstance()).telaio$make(values);
        } catch (ReflectiveOperationException failure) {
            throw new IOException(Messages.cannotBeRebuilt(maker, failure), failure);
        }
    }

    @SuppressWarnings("NullAway") // Captured values may be null, as their places in an array may.
    private static Object[] values(ByteBuffer in) throws IOException {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var values = new Object[count];
        for (int i = 0; i < count; i++) {
            var bytes = bytes(in);
            values[i] =
                    bytes.length > 0 && bytes[0] > Plain.GRAPH
                            ? decode(bytes)
                            : Plain.decode(bytes);
        }
        return values;
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
