package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.StreamCorruptedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several values as one message: numbers of one kind lie side by side, which makes a million of
/// them a matter of milliseconds. As [Codec], for processes that run the same version of this
/// library.
///
/// | tag | values                                | bytes that follow                       |
/// |----:|---------------------------------------|-----------------------------------------|
/// |   0 | one                                   | as of [Codec]                           |
/// |   1 | `Integer`                             | 4 each                                  |
/// |   2 | `Long`                                | 8 each                                  |
/// |   3 | `Double`                              | 8 each                                  |
/// |   4 | null, strings, numbers and the like   | length (4) and the bytes of [Plain]     |
/// |   5 | any                                   | the array of them, as of [Codec]        |
@SuppressWarnings("ByteBufferBackingArray") // Every buffer here wraps a whole array.
public final class Batch {
    private static final byte SINGLE = 0;
    private static final byte INTS = 1;
    private static final byte LONGS = 2;
    private static final byte DOUBLES = 3;
    private static final byte EACH = 4;
    private static final byte ARRAY = 5;

    private Batch() {}

    /// The values as bytes, behind `room` bytes for the caller to fill.
    ///
    /// @throws NotSerializableException as of [Codec#encode]; a path begins with the value's index
    ///   if there are several
    public static byte[] encode(int room, @Nullable Object[] values)
            throws NotSerializableException {
        var numbers = numbers(values);
        if (numbers != null) {
            return numbers(room, numbers);
        }
        if (values.length == 1) {
            return bytes(room, SINGLE, Codec.encode(values[0]));
        }
        var plain = plain(values);
        return plain == null ? bytes(room, ARRAY, Codec.encode(values)) : each(room, plain);
    }

    /// The values as an array of numbers; null if they are not all of one such kind. Plain loops
    /// over arrays: in a JVM that has just started they are interpreted.
    private static @Nullable Object numbers(@Nullable Object[] values) {
        var first = values.length == 0 ? null : values[0];
        if (first instanceof Integer) {
            return ints(values);
        }
        if (first instanceof Long) {
            return longs(values);
        }
        return first instanceof Double ? doubles(values) : null;
    }

    private static int @Nullable [] ints(@Nullable Object[] values) {
        var ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Integer value)) {
                return null;
            }
            ints[i] = value;
        }
        return ints;
    }

    private static long @Nullable [] longs(@Nullable Object[] values) {
        var longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Long value)) {
                return null;
            }
            longs[i] = value;
        }
        return longs;
    }

    private static double @Nullable [] doubles(@Nullable Object[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Double value)) {
                return null;
            }
            doubles[i] = value;
        }
        return doubles;
    }

    private static byte[] numbers(int room, Object array) {
        if (array instanceof int[] ints) {
            var out = buffer(room, INTS, Integer.BYTES, ints.length);
            out.asIntBuffer().put(ints);
            return out.array();
        }
        if (array instanceof long[] longs) {
            var out = buffer(room, LONGS, Long.BYTES, longs.length);
            out.asLongBuffer().put(longs);
            return out.array();
        }
        var doubles = (double[]) array;
        var out = buffer(room, DOUBLES, Double.BYTES, doubles.length);
        out.asDoubleBuffer().put(doubles);
        return out.array();
    }

    /// Null if one of them is no plain value that cannot change: two arrays may be the same one.
    private static byte @Nullable [][] plain(@Nullable Object[] values) {
        var all = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            var plain = value != null && value.getClass().isArray() ? null : Plain.encode(value);
            if (plain == null) {
                return null;
            }
            all[i] = plain;
        }
        return all;
    }

    private static byte[] each(int room, byte[][] plain) {
        long length = 0;
        for (var value : plain) {
            length += Integer.BYTES + value.length;
        }
        var out = buffer(room, EACH, 1, Math.toIntExact(length));
        for (var value : plain) {
            out.putInt(value.length).put(value);
        }
        return out.array();
    }

    private static byte[] bytes(int room, byte tag, byte[] encoded) {
        return buffer(room, tag, 1, encoded.length).put(encoded).array();
    }

    private static ByteBuffer buffer(int room, byte tag, int size, int count) {
        int length = Math.addExact(room + 1, Math.multiplyExact(size, count));
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder()).position(room).put(tag);
    }

    /// The values that were given to [#encode].
    ///
    /// @param room as given there
    /// @throws IOException if the bytes are none of [#encode]'s, or a value could not be rebuilt
    ///   here
    /// @throws ClassNotFoundException if this process lacks a class of a value
    public static @Nullable Object[] decode(int room, byte[] message)
            throws IOException, ClassNotFoundException {
        if (message.length <= room) {
            throw new StreamCorruptedException("no bytes to decode");
        }
        var in = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).position(room + 1);
        return switch (message[room]) {
            case SINGLE -> new @Nullable Object[] {Codec.decode(rest(room, message))};
            case INTS -> boxed(ints(in));
            case LONGS -> boxed(longs(in));
            case DOUBLES -> boxed(doubles(in));
            case EACH -> each(in);
            case ARRAY -> array(Codec.decode(rest(room, message)));
            default -> throw new StreamCorruptedException("unknown tag " + message[room]);
        };
    }

    private static byte[] rest(int room, byte[] message) {
        return Arrays.copyOfRange(message, room + 1, message.length);
    }

    /// As [#decode], as a list that cannot be changed; numbers stay as small as they came.
    @SuppressWarnings("NullAway") // values may be null
    public static List<@Nullable Object> list(int room, byte[] message)
            throws IOException, ClassNotFoundException {
        if (message.length > room + 1 + Long.BYTES) {
            var in = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).position(room + 1);
            if (message[room] == INTS) {
                var ints = ints(in);
                return new Numbers(ints, ints.length);
            }
            if (message[room] == LONGS) {
                var longs = longs(in);
                return new Numbers(longs, longs.length);
            }
            if (message[room] == DOUBLES) {
                var doubles = doubles(in);
                return new Numbers(doubles, doubles.length);
            }
        }
        return Collections.unmodifiableList(Arrays.asList(decode(room, message)));
    }

    private static int[] ints(ByteBuffer in) {
        var ints = new int[in.remaining() / Integer.BYTES];
        in.asIntBuffer().get(ints);
        return ints;
    }

    private static long[] longs(ByteBuffer in) {
        var longs = new long[in.remaining() / Long.BYTES];
        in.asLongBuffer().get(longs);
        return longs;
    }

    private static double[] doubles(ByteBuffer in) {
        var doubles = new double[in.remaining() / Double.BYTES];
        in.asDoubleBuffer().get(doubles);
        return doubles;
    }

    private static @Nullable Object[] boxed(int[] ints) {
        var values = new @Nullable Object[ints.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ints[i];
        }
        return values;
    }

    private static @Nullable Object[] boxed(long[] longs) {
        var values = new @Nullable Object[longs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = longs[i];
        }
        return values;
    }

    private static @Nullable Object[] boxed(double[] doubles) {
        var values = new @Nullable Object[doubles.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = doubles[i];
        }
        return values;
    }

    private static @Nullable Object[] each(ByteBuffer in) throws IOException {
        try {
            int count = 0;
            for (var skim = in.duplicate().order(in.order()); skim.hasRemaining(); count++) {
                int length = skim.getInt();
                skim.position(skim.position() + length);
            }
            var values = new @Nullable Object[count];
            for (int i = 0; i < count; i++) {
                var bytes = new byte[in.getInt()];
                in.get(bytes);
                values[i] = Plain.decode(bytes);
            }
            return values;
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            throw new StreamCorruptedException("a batch is cut short: " + cut);
        }
    }

    @SuppressWarnings("NullAway") // its elements may be null
    private static @Nullable Object[] array(@Nullable Object decoded) throws IOException {
        if (decoded instanceof Object[] values) {
            return values;
        }
        throw new StreamCorruptedException("not several values: " + decoded);
    }
}
