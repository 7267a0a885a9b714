package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZMQ;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.ConnectionFile;

/// The kernel's sockets when its connection file has keys of CURVE.
@Timeout(60)
class EncryptionTest {
    private static final ConnectionFile PLAIN = KernelClient.freePorts("a secret key");

    private final ConnectionFile connection = encrypted();
    private final KernelClient client = new KernelClient(connection);
    private Thread kernel = Thread.currentThread();

    private static ConnectionFile encrypted() {
        var keys = ZMQ.Curve.generateKeyPair();
        return new ConnectionFile(
                PLAIN.transport(),
                PLAIN.ip(),
                PLAIN.shellPort(),
                PLAIN.iopubPort(),
                PLAIN.stdinPort(),
                PLAIN.controlPort(),
                PLAIN.hbPort(),
                PLAIN.key(),
                PLAIN.signatureScheme(),
                new ConnectionFile.Curve(keys.publicKey, keys.secretKey));
    }

    @BeforeEach
    void start() {
        kernel =
                Thread.ofPlatform()
                        .name("main")
                        .start(() ->
                                Main.run(
                                        connection,
                                        FakeEvaluator.of((to, cell) -> {
                                            try {
                                                return FakeEvaluator.value(
                                                        to.input(cell.origin(), "?", false));
                                            } catch (java.io.IOException refused) {
                                                return new Outcome.Nothing();
                                            }
                                        }),
                                        new CompletableFuture<>()));
        client.awaitReady();
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
        kernel.join();
        client.close();
    }

    @Test
    void a_client_with_the_public_key_is_served_on_every_channel() {
        var cell = client.send(Channel.SHELL, "execute_request", KernelClient.cell("ask"));
        client.receive(Channel.STDIN);
        var answer = new JsonObject();
        answer.addProperty("value", "in secret");
        client.send(Channel.STDIN, "input_reply", answer);
        assertThat(client.finish(cell).the("execute_result").content().toString())
                .contains("in secret");
        client.request(Channel.CONTROL, "kernel_info_request", new JsonObject());
        client.sendRaw(Channel.HEARTBEAT, List.of("ping".getBytes(UTF_8)));
        assertThat(client.receiveRaw(Channel.HEARTBEAT, KernelClient.PATIENCE))
                .containsExactly("ping".getBytes(UTF_8));
    }

    @Test
    void a_client_without_is_not() {
        try (var stranger = new KernelClient(PLAIN)) {
            stranger.send(Channel.SHELL, "kernel_info_request", new JsonObject());
            stranger.send(Channel.CONTROL, "kernel_info_request", new JsonObject());
            client.request(Channel.SHELL, "kernel_info_request", new JsonObject());
            assertThat(stranger.receiveRaw(Channel.SHELL, Duration.ofMillis(300))).isNull();
            assertThat(stranger.receiveRaw(Channel.CONTROL, Duration.ZERO)).isNull();
            assertThat(stranger.receiveRaw(Channel.IOPUB, Duration.ZERO)).isNull();
        }
        client.request(Channel.SHELL, "kernel_info_request", new JsonObject());
    }
}
