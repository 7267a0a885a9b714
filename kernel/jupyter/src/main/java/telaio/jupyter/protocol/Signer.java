package telaio.jupyter.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs messages and checks their signatures. Called by any thread.
public final class Signer {
    /// Never used itself: each signature is made by a clone, so threads do not wait for each other.
    private final @Nullable Mac prototype;

    /// A signer with the key of a connection file.
    ///
    /// @param key the connection file's; empty means that messages are not signed
    /// @param scheme the connection file's, for example `hmac-sha256`
    /// @throws IllegalArgumentException if the scheme is not `hmac-` and a digest Java knows
    public Signer(String key, String scheme) {
        prototype = key.isEmpty() ? null : mac(key, scheme);
    }

    private static Mac mac(String key, String scheme) {
        var prefix = "hmac-";
        if (!scheme.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "signature_scheme must start with hmac-, was " + scheme);
        }
        var digest = scheme.substring(prefix.length()).toUpperCase(Locale.ROOT);
        try {
            var mac = Mac.getInstance("Hmac" + digest);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return mac;
        } catch (GeneralSecurityException unknown) {
            throw new IllegalArgumentException("unknown signature_scheme " + scheme, unknown);
        }
    }

    /// The signature, in lower-case hexadecimal digits; empty if messages are not signed.
    byte[] sign(List<byte[]> parts) {
        if (prototype == null) {
            return new byte[0];
        }
        try {
            var mac = (Mac) prototype.clone();
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (CloneNotSupportedException provider) {
            throw new IllegalStateException(
                    "the security provider's Mac cannot be cloned", provider);
        }
    }

    /// Takes the same time wherever a false signature first differs.
    boolean verify(byte[] signature, List<byte[]> parts) {
        return prototype == null || MessageDigest.isEqual(signature, sign(parts));
    }
}
