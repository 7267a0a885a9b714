package telaio.multiprocessing.shipping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The values that need no object stream: one tag byte, then the bare bits in the machine's order.
///
/// | tag | value                       | bytes that follow               |
/// |----:|-----------------------------|---------------------------------|
/// |   0 | null                        |                                 |
/// |   1 | `Boolean.FALSE`             |                                 |
/// |   2 | `Boolean.TRUE`              |                                 |
/// | 3–9 | `Byte` … `Double`           | 1 to 8                          |
/// |  10 | `String`, all Latin-1       | one per character               |
/// |  11 | any other `String`          | two per character, as they are  |
/// | 16… | array of a primitive type   | the elements                    |
/// |  32 | anything else               | an object graph, see [Graph]    |
@SuppressWarnings("ByteBufferBackingArray") // Every buffer here wraps a whole array.
final class Plain {
    static final byte GRAPH = 32;

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte BYTE = 3;
    private static final byte SHORT = 4;
    private static final byte CHARACTER = 5;
    private static final byte INTEGER = 6;
    private static final byte LONG = 7;
    private static final byte FLOAT = 8;
    private static final byte DOUBLE = 9;
    private static final byte LATIN_1 = 10;
    private static final byte UTF_16 = 11;

    private Plain() {}

    /// The bytes with their tag.
    ///
    /// @return null if the value is no plain one
    static byte @Nullable [] encode(@Nullable Object value) {
        return switch (value) {
            case null -> new byte[] {NULL};
            case Integer i -> tagged(INTEGER, 4).putInt(i).array();
            case Long l -> tagged(LONG, 8).putLong(l).array();
            case String s -> encode(s);
            case Double d -> tagged(DOUBLE, 8).putDouble(d).array();
            case Boolean b -> new byte[] {b ? TRUE : FALSE};
            case Byte b -> new byte[] {BYTE, b};
            case Short s -> tagged(SHORT, 2).putShort(s).array();
            case Character c -> tagged(CHARACTER, 2).putChar(c).array();
            case Float f -> tagged(FLOAT, 4).putFloat(f).array();
            default -> encodeArray(value);
        };
    }

    private static byte @Nullable [] encodeArray(Object value) {
        var kind = PrimitiveArray.of(value.getClass());
        if (kind == null) {
            return null;
        }
        var bytes = tagged(kind.tag(), kind.bytes(value));
        kind.put(value, bytes);
        return bytes.array();
    }

    /// The tag and the elements of a large array; null if it is no such array.
    static Codec.@Nullable Bulk bulk(Object value, long atLeast) {
        var kind = PrimitiveArray.of(value.getClass());
        var elements = kind == null ? null : kind.elements(value);
        return kind == null || elements == null || elements.byteSize() < atLeast
                ? null
                : new Codec.Bulk(new byte[] {kind.tag()}, elements);
    }

    /// The array that [#bulk] gave the parts of; null if it was something else.
    static @Nullable Object decodeBulk(MemorySegment bytes) throws IOException {
        byte tag = bytes.byteSize() == 0 ? NULL : bytes.get(ValueLayout.JAVA_BYTE, 0);
        return tag < PrimitiveArray.FIRST || tag >= GRAPH
                ? null
                : PrimitiveArray.ofTag(tag).get(bytes.asSlice(1));
    }

    static @Nullable Object decode(byte[] bytes) throws IOException {
        try {
            return decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        } catch (BufferUnderflowException cut) {
            throw new StreamCorruptedException(
                    "a value of " + bytes.length + " bytes is cut short");
        }
    }

    private static @Nullable Object decode(ByteBuffer bytes) throws IOException {
        byte tag = bytes.get();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> bytes.get();
            case SHORT -> bytes.getShort();
            case CHARACTER -> bytes.getChar();
            case INTEGER -> bytes.getInt();
            case LONG -> bytes.getLong();
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            case LATIN_1 -> new String(bytes.array(), 1, bytes.remaining(), ISO_8859_1);
            case UTF_16 -> bytes.asCharBuffer().toString();
            default -> PrimitiveArray.ofTag(tag).get(bytes);
        };
    }

    @SuppressWarnings("deprecation") // drops the high byte of characters, which is looked after
    private static byte[] encode(String text) {
        int length = text.length();
        var latin = new byte[Math.addExact(1, length)];
        latin[0] = LATIN_1;
        // One copy less than the overload with a charset: 37 ns instead of 52 for 100 characters.
        text.getBytes(0, length, latin, 1);
        // Only a text of Latin-1 survives the way back.
        if (new String(latin, 1, length, ISO_8859_1).equals(text)) {
            return latin;
        }
        var bytes = tagged(UTF_16, Math.multiplyExact(2, length));
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static ByteBuffer tagged(byte tag, int length) {
        return ByteBuffer.allocate(Math.addExact(1, length))
                .order(ByteOrder.nativeOrder())
                .put(tag);
    }
}
