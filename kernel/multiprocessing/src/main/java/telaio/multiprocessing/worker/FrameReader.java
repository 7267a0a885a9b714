package telaio.multiprocessing.worker;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the components of one frame. Every method throws [BufferUnderflowException] where the
/// frame is too short, and [IllegalArgumentException] where a value is out of range.
final class FrameReader {
    private final ByteBuffer in;

    FrameReader(ByteBuffer in) {
        this.in = in;
    }

    byte tag() {
        return in.get();
    }

    int number() {
        return in.getInt();
    }

    long big() {
        return in.getLong();
    }

    /// A number from 0 to `max`; of things each at least a byte long, so no more than bytes are
    /// left.
    int count(int max) {
        int value = in.getInt();
        if (value < 0 || value > max || (value > in.remaining() && max == Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("count " + value + " is out of range");
        }
        return value;
    }

    Frame.Stream stream() {
        return count(1) == 1 ? Frame.Stream.STDERR : Frame.Stream.STDOUT;
    }

    byte @Nullable [] bytesOrNull() {
        int length = in.getInt();
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + " is negative");
        }
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    byte[] bytes() {
        var bytes = bytesOrNull();
        if (bytes == null) {
            throw new IllegalArgumentException("bytes are missing");
        }
        return bytes;
    }

    @Nullable String textOrNull() {
        var bytes = bytesOrNull();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int left = count(Integer.MAX_VALUE); left > 0; left--) {
            texts.add(text());
        }
        return texts;
    }
}
