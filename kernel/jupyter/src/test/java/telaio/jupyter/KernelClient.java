package telaio.jupyter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.ConnectionFile;

/// A Jupyter client for tests, with nothing of the kernel's codec: what it receives it checks for
/// signature and [shape][Schema]. Used by one thread.
final class KernelClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String DELIMITER = "<IDS|MSG>";

    /// Where a message goes, or comes from.
    enum Channel {
        SHELL,
        CONTROL,
        STDIN,
        IOPUB,
        HEARTBEAT
    }

    /// A message from the kernel.
    record Received(
            JsonObject header,
            JsonObject parent,
            JsonObject metadata,
            JsonObject content,
            List<byte[]> buffers) {
        String type() {
            return header.get("msg_type").getAsString();
        }

        String parentId() {
            return parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
        }

        String text(String field) {
            return content.get(field).getAsString();
        }

        boolean isStatus(String state) {
            return type().equals("status") && text("execution_state").equals(state);
        }
    }

    /// What one request led to.
    ///
    /// @param broadcasts on iopub with this request as parent, from busy to idle
    record Exchange(Received reply, List<Received> broadcasts) {
        List<String> types() {
            return broadcasts.stream().map(Received::type).toList();
        }

        String printed(String stream) {
            var text = new StringBuilder();
            all("stream").stream()
                    .filter(message -> message.text("name").equals(stream))
                    .forEach(message -> text.append(message.text("text")));
            return text.toString();
        }

        List<Received> all(String type) {
            return broadcasts.stream().filter(message -> message.type().equals(type)).toList();
        }

        Received the(String type) {
            var all = all(type);
            if (all.size() != 1) {
                throw new AssertionError(all.size() + " times " + type + " in " + types());
            }
            return all.getFirst();
        }
    }

    private final ConnectionFile connection;
    private final ZMQ.Context context = ZMQ.context(1);
    private final LinkedHashMap<Channel, ZMQ.Socket> sockets = new LinkedHashMap<>();
    private final String session = UUID.randomUUID().toString();
    private final List<Received> unclaimed = new ArrayList<>();
    private final Map<String, Received> replies = new HashMap<>();
    private int sent;

    KernelClient(ConnectionFile connection) {
        this.connection = connection;
        open(Channel.SHELL, SocketType.DEALER, connection.shellPort());
        open(Channel.CONTROL, SocketType.DEALER, connection.controlPort());
        open(Channel.STDIN, SocketType.DEALER, connection.stdinPort());
        open(Channel.HEARTBEAT, SocketType.REQ, connection.hbPort());
        open(Channel.IOPUB, SocketType.SUB, connection.iopubPort()).subscribe(new byte[0]);
    }

    private ZMQ.Socket open(Channel channel, SocketType type, int port) {
        var socket = context.socket(type);
        socket.setLinger(0);
        socket.setHWM(0);
        var curve = connection.curve();
        if (curve != null) {
            var own = ZMQ.Curve.generateKeyPair();
            socket.setCurvePublicKey(own.publicKey.getBytes(US_ASCII));
            socket.setCurveSecretKey(own.secretKey.getBytes(US_ASCII));
            socket.setCurveServerKey(curve.publicKey().getBytes(US_ASCII));
        }
        if (type == SocketType.DEALER) {
            socket.setIdentity(session.getBytes(US_ASCII));
        }
        socket.connect(connection.address(port));
        sockets.put(channel, socket);
        return socket;
    }

    /// A connection file's content, with ports that are free now.
    static ConnectionFile freePorts(String key) {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0));
            }
            var ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : held) {
                socket.close();
            }
            return new ConnectionFile(
                    "tcp",
                    "127.0.0.1",
                    ports.get(0),
                    ports.get(1),
                    ports.get(2),
                    ports.get(3),
                    ports.get(4),
                    key,
                    "hmac-sha256",
                    null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Waits until the kernel answers and its broadcasts arrive too.
    void awaitReady() {
        broadcast(message -> message.type().equals("iopub_welcome"));
        request(Channel.SHELL, "kernel_info_request", new JsonObject());
    }

    /// Runs a cell as a notebook does, from request to idle and reply.
    Exchange execute(String code) {
        return finish(send(Channel.SHELL, "execute_request", cell(code)));
    }

    Exchange request(Channel channel, String type, JsonObject content) {
        return finish(channel, send(channel, type, content));
    }

    /// The content of an execute request.
    static JsonObject cell(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.add("user_expressions", new JsonObject());
        content.addProperty("allow_stdin", true);
        content.addProperty("stop_on_error", true);
        return content;
    }

    Exchange finish(String id) {
        return finish(Channel.SHELL, id);
    }

    /// Waits for the end of a request sent before.
    Exchange finish(Channel channel, String id) {
        var broadcasts = untilIdle(id);
        return new Exchange(receiveReply(channel, id), broadcasts);
    }

    /// What a message led to that has no reply.
    List<Received> untilIdle(String id) {
        var broadcasts = new ArrayList<Received>();
        unclaimed.removeIf(message -> message.parentId().equals(id) && broadcasts.add(message));
        while (broadcasts.isEmpty() || !broadcasts.getLast().isStatus("idle")) {
            broadcasts.add(broadcast(message -> message.parentId().equals(id)));
        }
        return broadcasts;
    }

    /// Stops a cell that has begun, as ■ does, and waits for its end: what is sent before the reply
    /// of a stopped cell is aborted, and rightly so.
    ///
    /// @param cell its request, whose execute_input has come
    Exchange interrupt(String cell) {
        var stop = request(Channel.CONTROL, "interrupt_request", new JsonObject());
        if (!stop.reply().text("status").equals("ok")) {
            throw new AssertionError("not stopped: " + stop);
        }
        return finish(cell);
    }

    /// Waits for a broadcast; others that come before are kept.
    Received broadcast(Predicate<Received> wanted) {
        for (var kept : unclaimed) {
            if (wanted.test(kept)) {
                unclaimed.remove(kept);
                return kept;
            }
        }
        while (true) {
            var message = receive(Channel.IOPUB);
            if (wanted.test(message)) {
                return message;
            }
            unclaimed.add(message);
        }
    }

    /// Waits for the reply to a request; others that come before are kept.
    Received receiveReply(Channel channel, String id) {
        var kept = replies.remove(id);
        while (kept == null) {
            var message = receive(channel);
            if (message.parentId().equals(id)) {
                kept = message;
            } else {
                replies.put(message.parentId(), message);
            }
        }
        return kept;
    }

    Received receive(Channel channel) {
        var message = receive(channel, PATIENCE);
        if (message == null) {
            throw new AssertionError("nothing on " + channel + " within " + PATIENCE);
        }
        return message;
    }

    /// Waits for a message.
    ///
    /// @return null if nothing comes in time
    @Nullable Received receive(Channel channel, Duration timeout) {
        var frames = receiveRaw(channel, timeout);
        return frames == null ? null : decode(channel, frames);
    }

    @Nullable List<byte[]> receiveRaw(Channel channel, Duration timeout) {
        var socket = socket(channel);
        socket.setReceiveTimeOut((int) timeout.toMillis());
        var first = socket.recv();
        if (first == null) {
            return null;
        }
        var frames = new ArrayList<byte[]>();
        frames.add(first);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    private Received decode(Channel channel, List<byte[]> frames) {
        int delimiter = 0;
        while (!new String(frames.get(delimiter), UTF_8).equals(DELIMITER)) {
            delimiter++;
        }
        var parts = frames.subList(delimiter + 2, delimiter + 6);
        if (!sign(parts).equals(new String(frames.get(delimiter + 1), US_ASCII))) {
            throw new AssertionError("wrong signature on " + channel);
        }
        var json =
                parts.stream()
                        .map(part -> JsonParser.parseString(new String(part, UTF_8)))
                        .map(element -> element.getAsJsonObject())
                        .toList();
        var message =
                new Received(
                        json.get(0),
                        json.get(1),
                        json.get(2),
                        json.get(3),
                        frames.subList(delimiter + 6, frames.size()));
        Schema.check(channel, message);
        return message;
    }

    /// Sends a signed message.
    ///
    /// @return its id
    String send(Channel channel, String type, JsonObject content) {
        return send(channel, type, content, null, List.of());
    }

    /// Sends a signed message.
    ///
    /// @param subshell where it is to run; null for the shell itself
    /// @return its id
    String send(
            Channel channel,
            String type,
            JsonObject content,
            @Nullable String subshell,
            List<byte[]> buffers) {
        var header = new JsonObject();
        if (subshell != null) {
            header.addProperty("subshell_id", subshell);
        }
        var id = session + "_" + ++sent;
        header.addProperty("msg_id", id);
        header.addProperty("msg_type", type);
        header.addProperty("session", session);
        header.addProperty("username", "test");
        header.addProperty("date", Instant.now().toString());
        header.addProperty("version", "5.4");
        var frames = frames(header, content);
        frames.addAll(buffers);
        sendRaw(channel, frames);
        return id;
    }

    /// The frames of a signed message.
    List<byte[]> frames(JsonObject header, JsonObject content) {
        var parts =
                List.of(
                        header.toString().getBytes(UTF_8),
                        "{}".getBytes(UTF_8),
                        "{}".getBytes(UTF_8),
                        content.toString().getBytes(UTF_8));
        return signed(parts);
    }

    List<byte[]> signed(List<byte[]> parts) {
        var frames = new ArrayList<byte[]>();
        frames.add(DELIMITER.getBytes(US_ASCII));
        frames.add(sign(parts).getBytes(US_ASCII));
        frames.addAll(parts);
        return frames;
    }

    void sendRaw(Channel channel, List<byte[]> frames) {
        var socket = socket(channel);
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private ZMQ.Socket socket(Channel channel) {
        var socket = sockets.get(channel);
        if (socket == null) {
            throw new IllegalArgumentException("no socket for " + channel);
        }
        return socket;
    }

    private String sign(List<byte[]> parts) {
        if (connection.key().isEmpty()) {
            return "";
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(connection.key().getBytes(US_ASCII), "HmacSHA256"));
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(ZMQ.Socket::close);
        context.close();
    }
}
