package telaio.jupyter.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Jupyter tells a kernel about the sockets it shall bind. Holds keys: never print it.
///
/// @param curve keys with which the sockets are encrypted; null for plain text
public record ConnectionFile(
        String transport,
        String ip,
        int shellPort,
        int iopubPort,
        int stdinPort,
        int controlPort,
        int hbPort,
        String key,
        String signatureScheme,
        @Nullable Curve curve) {
    /// The kernel's pair of CURVE keys, each 40 characters of Z85. Clients know the public one.
    public record Curve(String publicKey, String secretKey) {
        /// Without the keys.
        @Override
        public String toString() {
            return "Curve";
        }
    }

    private static final Pattern Z85 =
            Pattern.compile("[0-9A-Za-z.:+=^!/*?&<>()\\[\\]{}@%$#-]{40}");

    /// Reads a connection file.
    ///
    /// @throws IOException if it cannot be read
    /// @throws ProtocolException if it is not JSON, a port is missing, the transport is not tcp, or
    ///   a CURVE key is none or stands alone
    public static ConnectionFile read(Path file) throws IOException, ProtocolException {
        var json = Json.parse(Files.readString(file), "connection file");
        var fields = new Fields(json, "connection file");
        var transport = fields.string("transport", "tcp");
        if (!transport.equals("tcp")) {
            throw new ProtocolException(
                    "transport of connection file must be tcp, was " + transport);
        }
        return new ConnectionFile(
                transport,
                fields.string("ip", "127.0.0.1"),
                port(fields, "shell_port"),
                port(fields, "iopub_port"),
                port(fields, "stdin_port"),
                port(fields, "control_port"),
                port(fields, "hb_port"),
                fields.string("key", ""),
                fields.string("signature_scheme", "hmac-sha256"),
                curve(fields));
    }

    private static @Nullable Curve curve(Fields fields) throws ProtocolException {
        var publicKey = fields.stringOrNull("curve_publickey");
        var secretKey = fields.stringOrNull("curve_secretkey");
        if (publicKey == null && secretKey == null) {
            return null;
        }
        return new Curve(key("curve_publickey", publicKey), key("curve_secretkey", secretKey));
    }

    /// Says how long a wrong key is, not which it is.
    private static String key(String name, @Nullable String key) throws ProtocolException {
        if (key == null || !Z85.matcher(key).matches()) {
            throw new ProtocolException(
                    "%s of connection file must be 40 characters of Z85, was %s"
                            .formatted(name, key == null ? "absent" : "a text of " + key.length()));
        }
        return key;
    }

    private static int port(Fields fields, String name) throws ProtocolException {
        int port = fields.integer(name, -1);
        if (port < 1 || port > 65_535) {
            throw new ProtocolException(
                    name + " of connection file must be a port, was " + fields.json().get(name));
        }
        return port;
    }

    /// Where to bind or connect the socket with this port.
    public String address(int port) {
        return transport + "://" + ip + ":" + port;
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "ConnectionFile[%s, shell %d]".formatted(address(shellPort), shellPort);
    }
}
