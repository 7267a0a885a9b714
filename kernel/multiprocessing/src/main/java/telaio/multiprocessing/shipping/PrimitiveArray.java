package telaio.multiprocessing.shipping;

import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Arrays of primitive types as raw memory: copied in bulk, in the machine's byte order.
enum PrimitiveArray {
    BYTES(16, byte[].class, 1),
    BOOLEANS(17, boolean[].class, 1),
    SHORTS(18, short[].class, 2),
    CHARS(19, char[].class, 2),
    INTS(20, int[].class, 4),
    LONGS(21, long[].class, 8),
    FLOATS(22, float[].class, 4),
    DOUBLES(23, double[].class, 8);

    /// The least tag.
    static final byte FIRST = 16;

    private static final PrimitiveArray[] ALL = values();

    private final byte tag;
    private final Class<?> type;
    private final int elementSize;

    PrimitiveArray(int tag, Class<?> type, int elementSize) {
        this.tag = (byte) tag;
        this.type = type;
        this.elementSize = elementSize;
    }

    /// The kind of this class.
    ///
    /// @return null if it is no array of a primitive type
    static @Nullable PrimitiveArray of(Class<?> type) {
        if (type.isArray()) {
            for (var kind : ALL) {
                if (kind.type == type) {
                    return kind;
                }
            }
        }
        return null;
    }

    static PrimitiveArray ofTag(byte tag) throws StreamCorruptedException {
        for (var kind : ALL) {
            if (kind.tag == tag) {
                return kind;
            }
        }
        throw new StreamCorruptedException("unknown tag " + tag);
    }

    byte tag() {
        return tag;
    }

    /// Size of the elements in bytes.
    ///
    /// @throws ArithmeticException if no byte array could hold them
    int bytes(Object array) {
        return Math.multiplyExact(elementSize, java.lang.reflect.Array.getLength(array));
    }

    /// The elements alone, as raw bytes.
    byte[] toBytes(Object array) {
        var target = ByteBuffer.allocate(bytes(array)).order(ByteOrder.nativeOrder());
        put(array, target);
        return target.array();
    }

    void put(Object array, ByteBuffer target) {
        switch (this) {
            case BYTES -> target.put((byte[]) array);
            case BOOLEANS -> {
                for (boolean element : (boolean[]) array) {
                    target.put((byte) (element ? 1 : 0));
                }
            }
            case SHORTS -> target.asShortBuffer().put((short[]) array);
            case CHARS -> target.asCharBuffer().put((char[]) array);
            case INTS -> target.asIntBuffer().put((int[]) array);
            case LONGS -> target.asLongBuffer().put((long[]) array);
            case FLOATS -> target.asFloatBuffer().put((float[]) array);
            case DOUBLES -> target.asDoubleBuffer().put((double[]) array);
        }
    }

    /// A new array with all that remains in `source`.
    Object get(ByteBuffer source) {
        int length = source.remaining() / elementSize;
        return switch (this) {
            case BYTES -> {
                var array = new byte[length];
                source.get(array);
                yield array;
            }
            case BOOLEANS -> {
                var array = new boolean[length];
                for (int i = 0; i < length; i++) {
                    array[i] = source.get() != 0;
                }
                yield array;
            }
            case SHORTS -> {
                var array = new short[length];
                source.asShortBuffer().get(array);
                yield array;
            }
            case CHARS -> {
                var array = new char[length];
                source.asCharBuffer().get(array);
                yield array;
            }
            case INTS -> {
                var array = new int[length];
                source.asIntBuffer().get(array);
                yield array;
            }
            case LONGS -> {
                var array = new long[length];
                source.asLongBuffer().get(array);
                yield array;
            }
            case FLOATS -> {
                var array = new float[length];
                source.asFloatBuffer().get(array);
                yield array;
            }
            case DOUBLES -> {
                var array = new double[length];
                source.asDoubleBuffer().get(array);
                yield array;
            }
        };
    }

    /// The elements where they lie, as memory.
    ///
    /// @return null if memory is not how this kind travels
    @Nullable MemorySegment elements(Object array) {
        return switch (this) {
            case BYTES -> MemorySegment.ofArray((byte[]) array);
            case BOOLEANS -> null;
            case SHORTS -> MemorySegment.ofArray((short[]) array);
            case CHARS -> MemorySegment.ofArray((char[]) array);
            case INTS -> MemorySegment.ofArray((int[]) array);
            case LONGS -> MemorySegment.ofArray((long[]) array);
            case FLOATS -> MemorySegment.ofArray((float[]) array);
            case DOUBLES -> MemorySegment.ofArray((double[]) array);
        };
    }

    /// A new array with all of `source`; null if memory is not how this kind travels.
    @Nullable Object get(MemorySegment source) {
        return switch (this) {
            case BYTES -> source.toArray(ValueLayout.JAVA_BYTE);
            case BOOLEANS -> null;
            case SHORTS -> source.toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
            case CHARS -> source.toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
            case INTS -> source.toArray(ValueLayout.JAVA_INT_UNALIGNED);
            case LONGS -> source.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
            case FLOATS -> source.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
            case DOUBLES -> source.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
        };
    }
}
