package telaio.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// Keyed hashes of messages, as RFC 2104 makes them of a digest. Not by [javax.crypto.Mac]: to load
/// what that stands on took 30 ms of a kernel's start. Called by any thread.
final class Hmac {
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    /// Digests that have read the padded key. Never used themselves: each hash is made by clones,
    /// so threads do not wait for each other.
    private final MessageDigest inner;

    private final MessageDigest outer;

    /// @param algorithm of the digest, by Java's name
    /// @param block how many bytes the digest takes at once
    /// @throws IllegalArgumentException if Java has no such digest
    Hmac(String algorithm, int block, String key) {
        try {
            inner = MessageDigest.getInstance(algorithm);
            outer = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IllegalArgumentException("Java has no digest " + algorithm, unknown);
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes.length > block ? inner.digest(bytes) : bytes, block);
        inner.update(mixed(padded, INNER));
        outer.update(mixed(padded, OUTER));
    }

    private static byte[] mixed(byte[] key, byte pad) {
        byte[] mixed = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            mixed[i] = (byte) (key[i] ^ pad);
        }
        return mixed;
    }

    /// The hash of these parts, one after the other.
    byte[] of(List<byte[]> parts) {
        var first = fresh(inner);
        parts.forEach(first::update);
        return fresh(outer).digest(first.digest());
    }

    private static MessageDigest fresh(MessageDigest prepared) {
        try {
            return (MessageDigest) prepared.clone();
        } catch (CloneNotSupportedException provider) {
            throw new IllegalStateException(
                    "the security provider's digest cannot be cloned", provider);
        }
    }
}
