package telaio.multiprocessing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/// How a value of a primitive type lies in shared memory: as the low bytes of a `long`, its bits.
/// Every access is one at which all processes agree on what came before and after.
enum Form {
    BOOLEAN(Boolean.class, 1),
    BYTE(Byte.class, 1),
    CHAR(Character.class, 2),
    SHORT(Short.class, 2),
    INT(Integer.class, 4),
    FLOAT(Float.class, 4),
    LONG(Long.class, 8),
    DOUBLE(Double.class, 8);

    private static final VarHandle BYTES = ValueLayout.JAVA_BYTE.varHandle();
    private static final VarHandle SHORTS = ValueLayout.JAVA_SHORT.varHandle();
    private static final VarHandle INTS = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    private final Class<?> type;
    private final int width;

    Form(Class<?> type, int width) {
        this.type = type;
        this.width = width;
    }

    /// The form of this value.
    ///
    /// @throws IllegalArgumentException if its type is none of a number, a character, a truth value
    static Form of(Object value) {
        Given.notNull(value, "value");
        for (var form : values()) {
            if (form.type.isInstance(value)) {
                return form;
            }
        }
        throw new IllegalArgumentException(DataTexts.notPrimitive(value.getClass().getName()));
    }

    /// Bytes a value takes.
    int width() {
        return width;
    }

    Class<?> type() {
        return type;
    }

    private long bits(Object value) {
        if (!type.isInstance(Given.notNull(value, "value"))) {
            throw new ClassCastException(DataTexts.notOfType(value, type.getSimpleName()));
        }
        return switch (this) {
            case BOOLEAN -> (boolean) value ? 1 : 0;
            case BYTE -> (byte) value;
            case CHAR -> (char) value;
            case SHORT -> (short) value;
            case INT -> (int) value;
            case FLOAT -> Float.floatToRawIntBits((float) value);
            case LONG -> (long) value;
            case DOUBLE -> Double.doubleToRawLongBits((double) value);
        };
    }

    private Object value(long bits) {
        return switch (this) {
            case BOOLEAN -> bits != 0;
            case BYTE -> (byte) bits;
            case CHAR -> (char) bits;
            case SHORT -> (short) bits;
            case INT -> (int) bits;
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case LONG -> bits;
            case DOUBLE -> Double.longBitsToDouble(bits);
        };
    }

    /// The sum, which wraps as the type's does.
    ///
    /// @throws UnsupportedOperationException for truth values
    Object sum(Object one, Object other) {
        return switch (this) {
            case BOOLEAN -> throw new UnsupportedOperationException(DataTexts.noSum());
            case BYTE -> (byte) ((byte) one + (byte) other);
            case CHAR -> (char) ((char) one + (char) other);
            case SHORT -> (short) ((short) one + (short) other);
            case INT -> (int) one + (int) other;
            case FLOAT -> (float) one + (float) other;
            case LONG -> (long) one + (long) other;
            case DOUBLE -> (double) one + (double) other;
        };
    }

    Object get(MemorySegment memory, long offset) {
        return value(load(memory, offset));
    }

    void set(MemorySegment memory, long offset, Object value) {
        long bits = bits(value);
        switch (width) {
            case 1 -> BYTES.setVolatile(memory, offset, (byte) bits);
            case 2 -> SHORTS.setVolatile(memory, offset, (short) bits);
            case 4 -> INTS.setVolatile(memory, offset, (int) bits);
            default -> LONGS.setVolatile(memory, offset, bits);
        }
    }

    /// Sets the value if it is `expected`, bit by bit.
    boolean compareAndSet(MemorySegment memory, long offset, Object expected, Object value) {
        return replace(memory, offset, bits(expected), bits(value));
    }

    /// Replaces the value by what `change` makes of it, which is called again when another was
    /// faster.
    ///
    /// @param old whether to return the value from before and not the one from then on
    Object update(MemorySegment memory, long offset, UnaryOperator<Object> change, boolean old) {
        while (true) {
            long before = load(memory, offset);
            var value = change.apply(value(before));
            if (replace(memory, offset, before, bits(value))) {
                return old ? value(before) : value;
            }
        }
    }

    private long load(MemorySegment memory, long offset) {
        return switch (width) {
            case 1 -> (byte) BYTES.getVolatile(memory, offset);
            case 2 -> (short) SHORTS.getVolatile(memory, offset);
            case 4 -> (int) INTS.getVolatile(memory, offset);
            default -> (long) LONGS.getVolatile(memory, offset);
        };
    }

    private boolean replace(MemorySegment memory, long offset, long expected, long bits) {
        return switch (width) {
            case 4 -> INTS.compareAndSet(memory, offset, (int) expected, (int) bits);
            case 8 -> LONGS.compareAndSet(memory, offset, expected, bits);
            default -> replaceInWord(memory, offset, expected, bits);
        };
    }

    /// Memory has no such access to less than four bytes: replaces the four it lies among, as long
    /// as only its neighbours are changed by others.
    private boolean replaceInWord(MemorySegment memory, long offset, long expected, long bits) {
        long word = offset & -Integer.BYTES;
        long bytesBelow =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                        ? offset - word
                        : Integer.BYTES - width - (offset - word);
        int shift = (int) bytesBelow * Byte.SIZE;
        int mask = ((1 << (width * Byte.SIZE)) - 1) << shift;
        while (true) {
            int before = (int) INTS.getVolatile(memory, word);
            if ((before & mask) != (((int) expected << shift) & mask)) {
                return false;
            }
            int after = (before & ~mask) | (((int) bits << shift) & mask);
            if (INTS.compareAndSet(memory, word, before, after)) {
                return true;
            }
        }
    }
}
