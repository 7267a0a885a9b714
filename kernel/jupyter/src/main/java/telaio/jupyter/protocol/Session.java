package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.Enclosure;
import telaio.jupyter.protocol.Content.IopubWelcome;

/// One life of a kernel (or of a client), as the protocol means the word: gives the messages it
/// sends their headers. Called by any thread.
public final class Session {
    private final String id;
    private final String username;
    private final Clock clock;
    private final AtomicLong sent = new AtomicLong();

    /// A session with an id of its own: a client sees by it that a kernel was restarted.
    ///
    /// @param username what the headers say; `kernel` for a kernel
    public Session(String username) {
        this(freshId(), username, Clock.systemUTC());
    }

    Session(String id, String username, Clock clock) {
        this.id = id;
        this.username = username;
        this.clock = clock;
    }

    /// Like no other, but no secret: the secure generator takes 10 ms of a kernel's start.
    private static String freshId() {
        var random = new SplittableRandom();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /// A message of this session that no other caused.
    public Message request(Content content) {
        return new Message(header(ContentWriter.type(content)), content);
    }

    /// The answer to `request`, for the client that sent it.
    public Message reply(Message request, Content.Reply content) {
        var type = request.header().msgType();
        var base =
                type.endsWith("_request")
                        ? type.substring(0, type.length() - "_request".length())
                        : type;
        return answer(request, base + "_reply", content);
    }

    /// A question about `request`, for the client that sent it.
    public Message dialogue(Message request, Content.Dialogue content) {
        return answer(request, ContentWriter.type(content), content);
    }

    /// A message for all clients.
    ///
    /// @param parent header of the request on whose behalf this is said; null if there is none
    public Message broadcast(@Nullable Header parent, Content.Broadcast content) {
        var type = ContentWriter.type(content);
        // a welcome's topic is that of the broadcasts it announces
        var name = content instanceof IopubWelcome(var subscription) ? subscription : type;
        var topic = name.getBytes(StandardCharsets.UTF_8);
        var beside = content instanceof Comm comm ? comm.enclosure() : Enclosure.NONE;
        return new Message(
                List.of(topic), header(type), parent, beside.metadata(), content, beside.buffers());
    }

    private Message answer(Message request, String type, Content content) {
        return new Message(
                request.identities(),
                header(type),
                request.header(),
                new JsonObject(),
                content,
                List.of());
    }

    private Header header(String type) {
        return new Header(
                id + "_" + sent.incrementAndGet(),
                type,
                id,
                username,
                clock.instant().truncatedTo(ChronoUnit.MICROS).toString(),
                Header.PROTOCOL_VERSION,
                new JsonObject());
    }
}
