package telaio.multiprocessing.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Grows one frame, its length in front.
final class FrameWriter {
    private byte[] data = new byte[256];
    private int size = Integer.BYTES;

    FrameWriter tag(int tag) {
        room(1);
        data[size++] = (byte) tag;
        return this;
    }

    FrameWriter number(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(data).putInt(size, value);
        size += Integer.BYTES;
        return this;
    }

    FrameWriter big(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(data).putLong(size, value);
        size += Long.BYTES;
        return this;
    }

    FrameWriter bytes(byte @Nullable [] value) {
        if (value == null) {
            return number(-1);
        }
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, data, size, value.length);
        size += value.length;
        return this;
    }

    FrameWriter text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    FrameWriter texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /// The finished frame, length first.
    ByteBuffer done() {
        var frame = ByteBuffer.wrap(data, 0, size);
        frame.putInt(0, size - Integer.BYTES);
        return frame;
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, data.length + (data.length >> 1)));
        }
    }
}
