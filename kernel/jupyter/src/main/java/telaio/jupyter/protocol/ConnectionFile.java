package telaio.jupyter.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Jupyter tells a kernel about the sockets it shall bind. Holds the key: never print it.
public record ConnectionFile(
        String transport,
        String ip,
        int shellPort,
        int iopubPort,
        int stdinPort,
        int controlPort,
        int hbPort,
        String key,
        String signatureScheme) {
    /// Reads a connection file.
    ///
    /// @throws IOException if it cannot be read
    /// @throws ProtocolException if it is not JSON, a port is missing, or the transport is not tcp
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
                fields.string("signature_scheme", "hmac-sha256"));
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

    /// Without the key.
    @Override
    public String toString() {
        return "ConnectionFile[%s, shell %d]".formatted(address(shellPort), shellPort);
    }
}
