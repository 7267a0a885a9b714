package telaio.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {
    private static final List<byte[]> PARTS =
            Stream.of("{\"msg_id\": \"1\"}", "{}", "{}", "{\"code\": \"perché 😀\"}")
                    .map(part -> part.getBytes(StandardCharsets.UTF_8))
                    .toList();

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
    void signs_as_the_jdk_does(String digest) throws Exception {
        // Shorter than a digest's block, as long as one, and longer.
        for (var key :
                List.of(
                        "k",
                        "chiave più lunga",
                        "k".repeat(64),
                        "k".repeat(128),
                        "à".repeat(200))) {
            var mac = Mac.getInstance("Hmac" + digest.toUpperCase(Locale.ROOT));
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            PARTS.forEach(mac::update);
            var expected = HexFormat.of().formatHex(mac.doFinal());
            var signer = new Signer(key, "hmac-" + digest);
            assertThat(signer.sign(PARTS)).asString(StandardCharsets.US_ASCII).isEqualTo(expected);
            assertThat(signer.verify(signer.sign(PARTS), PARTS)).isTrue();
        }
    }

    @Test
    void refuses_what_was_signed_otherwise() {
        var signer = new Signer("key", "hmac-sha256");
        var signature = signer.sign(PARTS);
        assertThat(signer.verify(signature, PARTS.reversed())).isFalse();
        assertThat(signer.verify(new byte[0], PARTS)).isFalse();
        assertThat(new Signer("other", "hmac-sha256").verify(signature, PARTS)).isFalse();
    }
}
