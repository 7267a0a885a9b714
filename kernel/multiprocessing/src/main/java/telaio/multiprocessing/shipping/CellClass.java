package telaio.multiprocessing.shipping;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One version of one cell class. What is derived from the bytes is computed once, when first
/// asked.
final class CellClass {
    static final int HASH_LENGTH = 16;

    private final String name;
    private final byte[] bytes;
    private volatile Shipment.@Nullable ShippedClass shipped;
    private volatile @Nullable CellCode code;

    CellClass(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    CellClass(Shipment.ShippedClass shipped) {
        this(shipped.name(), shipped.bytes());
        this.shipped = shipped;
    }

    byte[] bytes() {
        return bytes;
    }

    Shipment.ShippedClass shipped() {
        var known = shipped;
        if (known == null) {
            known = new Shipment.ShippedClass(name, hash(bytes), bytes);
            shipped = known;
        }
        return known;
    }

    CellCode code() {
        var known = code;
        if (known == null) {
            known = CellCode.of(bytes);
            code = known;
        }
        return known;
    }

    boolean hasHash(byte[] hash) {
        return Arrays.equals(shipped().hash(), hash);
    }

    private static byte[] hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Arrays.copyOf(digest, HASH_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
