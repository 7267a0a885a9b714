package telaio.multiprocessing.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// Two secrets of one child, given to it through its standard input: one it shows when it connects,
/// one it writes to its file descriptors when it is done.
final class Token {
    static final int LENGTH = 32;

    /// What the JDK's generator reads as well, see random(4). To load that one takes 4 ms, before
    /// the first child starts.
    private static final Path SOURCE = Path.of("/dev/urandom");

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    static Token random() {
        try (var source = Files.newInputStream(SOURCE)) {
            var bytes = source.readNBytes(LENGTH);
            if (bytes.length == LENGTH) {
                return new Token(bytes);
            }
        } catch (IOException noSuchSource) {
            Log.debug("no " + SOURCE, noSuchSource);
        }
        var bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new Token(bytes);
    }

    /// @throws IllegalArgumentException if there are not exactly [#LENGTH] bytes
    static Token of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a token has 32 bytes, not " + bytes.length);
        }
        return new Token(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// What [Frame.Hello] carries.
    byte[] identity() {
        return Arrays.copyOf(bytes, LENGTH / 2);
    }

    /// A line that no program prints by chance.
    byte[] mark() {
        return ('\0' + HexFormat.of().formatHex(bytes, LENGTH / 2, LENGTH) + '\n')
                .getBytes(StandardCharsets.US_ASCII);
    }
}
