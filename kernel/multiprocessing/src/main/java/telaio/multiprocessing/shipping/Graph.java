package telaio.multiprocessing.shipping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Object graphs as bytes, with a [GraphOutput] or [GraphInput] that somebody else directs.
final class Graph {
    private static final int USUAL_SIZE = 512;

    private Graph() {}

    /// What to write.
    interface Writing {
        void write(GraphOutput out) throws IOException;
    }

    /// What to read.
    interface Reading<T extends @Nullable Object> {
        T read(GraphInput in) throws IOException, ClassNotFoundException;
    }

    /// Writes one stream. `writing` may be called a second time, from another thread, when the
    /// graph is too deep for this thread's stack.
    ///
    /// @param tag the first byte of the result
    /// @param met told of the classes the stream mentions
    static byte[] write(byte tag, Consumer<Class<?>> met, Writing writing) throws IOException {
        try {
            return writeHere(tag, met, writing);
        } catch (StackOverflowError tooDeep) {
            return DeepStack.call(() -> writeHere(tag, met, writing));
        }
    }

    private static byte[] writeHere(byte tag, Consumer<Class<?>> met, Writing writing)
            throws IOException {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.write(tag);
        try (var out = new GraphOutput(bytes, met)) {
            writing.write(out);
        }
        return bytes.toByteArray();
    }

    /// Reads one stream, which begins at `offset`.
    ///
    /// @throws IOException also when code of an object's class failed while it was being rebuilt
    static <T extends @Nullable Object> T read(byte[] bytes, int offset, Reading<T> reading)
            throws IOException, ClassNotFoundException {
        try {
            return readHere(bytes, offset, reading);
        } catch (StackOverflowError tooDeep) {
            try {
                return DeepStack.call(() -> readHere(bytes, offset, reading));
            } catch (MissingClass missing) {
                throw missing.why;
            }
        } catch (MissingClass missing) {
            throw missing.why;
        }
    }

    private static <T extends @Nullable Object> T readHere(
            byte[] bytes, int offset, Reading<T> reading) throws IOException {
        try (var source = new ByteArrayInputStream(bytes, offset, bytes.length - offset);
                var in = new GraphInput(source)) {
            try {
                return reading.read(in);
            } catch (ClassNotFoundException missing) {
                throw new MissingClass(missing);
            } catch (InvalidClassException failure) {
                if (failure.getCause() instanceof ClassNotFoundException missing) {
                    throw new MissingClass(missing);
                }
                throw unreadable(in, failure);
            } catch (InvalidObjectException | RuntimeException | LinkageError failure) {
                throw unreadable(in, failure);
            }
        }
    }

    private static IOException unreadable(GraphInput in, Throwable failure) {
        return new IOException(Messages.cannotBeRebuilt(in.latestClass(), failure), failure);
    }

    /// Carries a [ClassNotFoundException] through [DeepStack].
    private static final class MissingClass extends IOException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final ClassNotFoundException why;

        private MissingClass(ClassNotFoundException why) {
            super(why);
            this.why = why;
        }
    }
}
