package telaio.jupyter.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.Content.InputReply;
import telaio.jupyter.protocol.Content.InputRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.Session;
import telaio.jupyter.protocol.Signer;

/// Questions to clients whose stdin channel is not connected when they are asked.
@Timeout(60)
class StdinTest {
    private static final String ADDRESS = "inproc://stdin-clients";
    private static final byte[] CLIENT = "client".getBytes(UTF_8);

    private final ZMQ.Context context = ZMQ.context(1);
    private final MessageCodec codec = new MessageCodec(new Signer("key", "hmac-sha256"));
    private final Session session = new Session("test");
    private final Message request = from(session.request(new KernelInfoRequest()));
    private final CountDownLatch tried = new CountDownLatch(3);

    private static Message from(Message sent) {
        return new Message(
                List.of(CLIENT), sent.header(), null, new JsonObject(), sent.content(), List.of());
    }

    private Stdin open(Duration patience) {
        var endpoint = new Endpoint(context, SocketType.ROUTER, ADDRESS, null);
        var stdin = new Stdin(context, endpoint, codec, session, patience);
        endpoint.serve(
                "stdin",
                frames -> {
                    stdin.accept(frames);
                    tried.countDown();
                });
        return stdin;
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void a_client_that_connects_after_the_question_gets_it() throws Exception {
        try (var stdin = open(Duration.ofMinutes(1))) {
            var answer = new CompletableFuture<String>();
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            answer.complete(stdin.ask(request, new InputRequest("name?", false)));
                        } catch (Exception failure) {
                            answer.completeExceptionally(failure);
                        }
                    });
            tried.await();
            try (var client = context.socket(SocketType.DEALER)) {
                client.setIdentity(CLIENT);
                client.connect(ADDRESS);
                var frames = new ArrayList<byte[]>();
                do {
                    frames.add(client.recv());
                } while (client.hasReceiveMore());
                var question = codec.decode(frames);
                assertThat(question.header().msgType()).isEqualTo("input_request");
                var reply = session.dialogue(question, new InputReply("Ada"));
                var wire = codec.encode(reply);
                for (int i = 0; i < wire.size(); i++) {
                    client.send(wire.get(i), i < wire.size() - 1 ? ZMQ.SNDMORE : 0);
                }
                assertThat(answer.join()).isEqualTo("Ada");
            }
        }
    }

    @Test
    void a_client_that_never_connects_is_given_up() {
        try (var stdin = open(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> stdin.ask(request, new InputRequest("name?", false)))
                    .isInstanceOf(ConnectException.class);
        }
    }
}
