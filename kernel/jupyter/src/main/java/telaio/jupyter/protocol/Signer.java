package telaio.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Signs messages and checks their signatures. Called by any thread.
public final class Signer {
    private static final String PREFIX = "hmac-";

    private final @Nullable Hmac hmac;

    /// A signer with the key of a connection file.
    ///
    /// @param key the connection file's; empty means that messages are not signed
    /// @param scheme the connection file's, for example `hmac-sha256`
    /// @throws IllegalArgumentException if the scheme is not `hmac-` and one of `md5`, `sha1`,
    ///   `sha224`, `sha256`, `sha384` and `sha512`
    public Signer(String key, String scheme) {
        hmac = key.isEmpty() ? null : hmac(key, scheme);
    }

    private static Hmac hmac(String key, String scheme) {
        if (!scheme.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "signature_scheme must start with hmac-, was " + scheme);
        }
        return switch (scheme.substring(PREFIX.length()).toLowerCase(Locale.ROOT)) {
            case "md5" -> new Hmac("MD5", 64, key);
            case "sha1" -> new Hmac("SHA-1", 64, key);
            case "sha224" -> new Hmac("SHA-224", 64, key);
            case "sha256" -> new Hmac("SHA-256", 64, key);
            case "sha384" -> new Hmac("SHA-384", 128, key);
            case "sha512" -> new Hmac("SHA-512", 128, key);
            default -> throw new IllegalArgumentException("unknown signature_scheme " + scheme);
        };
    }

    /// The signature, in lower-case hexadecimal digits; empty if messages are not signed.
    byte[] sign(List<byte[]> parts) {
        return hmac == null
                ? new byte[0]
                : HexFormat.of().formatHex(hmac.of(parts)).getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes the same time wherever a false signature first differs.
    boolean verify(byte[] signature, List<byte[]> parts) {
        return hmac == null || MessageDigest.isEqual(signature, sign(parts));
    }
}
