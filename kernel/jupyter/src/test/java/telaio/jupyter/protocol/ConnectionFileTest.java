package telaio.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFileTest {
    private static final String GOOD =
            """
            {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
             "ip": "127.0.0.1", "key": "secret", "transport": "tcp",
             "signature_scheme": "hmac-sha256", "kernel_name": "telaio"}
            """;

    @TempDir Path directory;

    private ConnectionFile read(String text) throws IOException, ProtocolException {
        return ConnectionFile.read(Files.writeString(directory.resolve("kernel.json"), text));
    }

    @Test
    void says_where_to_bind() throws IOException, ProtocolException {
        var connection = read(GOOD);
        assertThat(connection)
                .isEqualTo(
                        new ConnectionFile(
                                "tcp", "127.0.0.1", 1, 2, 3, 4, 5, "secret", "hmac-sha256", null));
        assertThat(connection.address(connection.hbPort())).isEqualTo("tcp://127.0.0.1:5");
    }

    @Test
    void never_prints_the_key() throws IOException, ProtocolException {
        assertThat(read(GOOD).toString()).doesNotContain("secret");
    }

    @Test
    void has_keys_of_curve_and_never_prints_them() throws IOException, ProtocolException {
        var publicKey = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
        var secretKey = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";
        var keys =
                "\"curve_publickey\": \"%s\", \"curve_secretkey\": \"%s\", "
                        .formatted(publicKey, secretKey);
        var connection = read(GOOD.replace("\"ip\"", keys + "\"ip\""));
        assertThat(connection.curve()).isEqualTo(new ConnectionFile.Curve(publicKey, secretKey));
        assertThat(connection.toString() + connection.curve()).doesNotContain(publicKey, secretKey);
    }

    @Test
    void refuses_a_key_of_curve_without_showing_it() {
        var half = GOOD.replace("\"ip\"", "\"curve_secretkey\": \"hush\", \"ip\"");
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("curve_publickey")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "shell_port": 1     | "x": 1                  | shell_port
                    "shell_port": 1     | "shell_port": 70000     | shell_port of connection file must be a port, was 70000
                    "transport": "tcp"  | "transport": "ipc"      | transport of connection file must be tcp, was ipc
                    {                   | x                       | connection file is not JSON
                    """)
    void refuses_what_it_cannot_bind(String part, String replacement, String text) {
        assertThatThrownBy(() -> read(GOOD.replace(part, replacement)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(text);
    }

    @Test
    void refuses_a_digest_java_does_not_know() {
        assertThatThrownBy(() -> new Signer("k", "hmac-rot13"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hmac-rot13");
        assertThatThrownBy(() -> new Signer("k", "rsa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rsa");
    }
}
