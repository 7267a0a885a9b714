package telaio.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.Content;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.Session;
import telaio.jupyter.protocol.Signer;

/// A kernel process and a client on its channels: the same client for every kernel, so that figures
/// differ by the kernel only. One thread.
final class KernelUnderTest implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final String KEY = "benchmark";
    private static final String DELIMITER = "<IDS|MSG>";

    private final ZContext context = new ZContext();
    private final MessageCodec codec = new MessageCodec(new Signer(KEY, "hmac-sha256"));
    private final Session session = new Session("benchmark");
    private final Path connectionFile;
    private final java.lang.Process process;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket control;
    private final ZMQ.Socket heartbeat;

    /// What one request came to.
    ///
    /// @param seconds from sending the request to its `idle`
    /// @param messages iopub messages, `busy` and `idle` included
    /// @param streamed the text of its stream messages
    /// @param idleLast whether `idle` was the last of them, and the reply was there
    record Exchange(double seconds, int messages, String streamed, boolean idleLast) {}

    /// Starts the kernel of a kernelspec.
    ///
    /// @param argv the kernelspec's, with `{connection_file}`
    KernelUnderTest(List<String> argv) throws IOException {
        var ports = freePorts(5);
        connectionFile = Files.createTempFile("benchmark", ".json");
        Files.writeString(connectionFile, new Gson().toJson(connection(ports)));
        var command =
                argv.stream()
                        .map(a -> a.replace("{connection_file}", connectionFile.toString()))
                        .toList();
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        // What a benchmark runs is nothing for the user's history.
        builder.environment().put("TELAIO_HISTORY", "");
        process = builder.start();
        shell = socket(SocketType.DEALER, ports.get(0));
        iopub = socket(SocketType.SUB, ports.get(1));
        control = socket(SocketType.DEALER, ports.get(3));
        heartbeat = socket(SocketType.REQ, ports.get(4));
        iopub.subscribe(new byte[0]);
    }

    private ZMQ.Socket socket(SocketType type, int port) {
        var socket = context.createSocket(type);
        socket.setReceiveTimeOut(PATIENCE_MS);
        socket.setRcvHWM(0);
        // The default waits 100 ms before it tries again to reach a kernel that is not up yet.
        socket.setReconnectIVL(2);
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    private static Map<String, Object> connection(List<Integer> ports) {
        return Map.of(
                "transport", "tcp",
                "ip", "127.0.0.1",
                "shell_port", ports.get(0),
                "iopub_port", ports.get(1),
                "stdin_port", ports.get(2),
                "control_port", ports.get(3),
                "hb_port", ports.get(4),
                "key", KEY,
                "signature_scheme", "hmac-sha256");
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /// Waits until the kernel answers `kernel_info_request`.
    void awaitInfo() {
        var id = send(new KernelInfoRequest());
        awaitReply(id);
    }

    /// Runs a cell and waits for its reply only: right for the first one, whose iopub messages may
    /// be lost because the subscription is not through yet.
    void executeForReply(String code) {
        awaitReply(send(request(code)));
    }

    /// Sends all these cells, then waits for all replies.
    void pipeline(List<String> codes) {
        codes.stream().map(code -> send(request(code))).toList().forEach(this::awaitReply);
    }

    /// Waits for completions at the end of `code`.
    void complete(String code) {
        awaitReply(send(new CompleteRequest(code, code.length())));
    }

    /// Asks on the control channel, and waits for the answer.
    void askOnControl() {
        awaitReply(control, send(control, new KernelInfoRequest()));
    }

    /// Sends a heartbeat, and waits until it is back.
    void beat() {
        heartbeat.send("beat");
        if (heartbeat.recv() == null) {
            throw new IllegalStateException("no heartbeat in a minute");
        }
    }

    /// Begins a cell; returns when it has printed something.
    ///
    /// @return what [#interrupt] needs
    String begin(String code) {
        var id = send(request(code));
        while (true) {
            var frames = receive(iopub, "iopub");
            if (id.equals(field(frames, 1, "msg_id"))
                    && field(frames, 0, "msg_type").equals("stream")) {
                return id;
            }
        }
    }

    /// Stops a cell, and waits for its reply.
    ///
    /// @param bySignal whether this kernel is stopped by SIGINT, not by a message
    void interrupt(String begun, boolean bySignal) throws IOException {
        if (bySignal) {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        } else {
            send(control, new InterruptRequest());
        }
        awaitReply(begun);
    }

    /// The kernel's processes.
    Family family() {
        return new Family(process.toHandle());
    }

    /// Runs a cell and waits for its reply and its `idle`.
    Exchange execute(String code) {
        var begin = System.nanoTime();
        var id = send(request(code));
        var text = new StringBuilder();
        var messages = 0;
        while (true) {
            var frames = receive(iopub, "iopub");
            if (!id.equals(field(frames, 1, "msg_id"))) {
                continue;
            }
            messages++;
            var type = field(frames, 0, "msg_type");
            if (type.equals("stream")) {
                text.append(json(frames, 3).get("text").getAsString());
            } else if (type.equals("status")
                    && field(frames, 3, "execution_state").equals("idle")) {
                break;
            }
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        awaitReply(id);
        return new Exchange(seconds, messages, text.toString(), !moreFor(id));
    }

    /// Whether anything about this request comes after its `idle`.
    private boolean moreFor(String id) {
        var end = send(new KernelInfoRequest());
        awaitReply(end);
        while (true) {
            var parent = field(receive(iopub, "iopub"), 1, "msg_id");
            if (parent.equals(id)) {
                return true;
            }
            if (parent.equals(end)) {
                return false;
            }
        }
    }

    private static Content request(String code) {
        return ExecuteRequest.cell(code);
    }

    private String send(Content content) {
        return send(shell, content);
    }

    private String send(ZMQ.Socket socket, Content content) {
        var message = session.request(content);
        var frames = codec.encode(message);
        for (var i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
        return message.header().msgId();
    }

    private void awaitReply(String id) {
        awaitReply(shell, id);
    }

    private static void awaitReply(ZMQ.Socket socket, String id) {
        while (!id.equals(field(receive(socket, "shell or control"), 1, "msg_id"))) {
            // A reply to an earlier request.
        }
    }

    /// @return header, parent header, metadata, content
    private static List<byte[]> receive(ZMQ.Socket socket, String name) {
        var frames = new ArrayList<byte[]>();
        do {
            var frame = socket.recv();
            if (frame == null) {
                throw new IllegalStateException("no message on " + name + " in a minute");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        var delimiter = 0;
        while (!new String(frames.get(delimiter), StandardCharsets.UTF_8).equals(DELIMITER)) {
            delimiter++;
        }
        return frames.subList(delimiter + 2, delimiter + 6);
    }

    private static JsonObject json(List<byte[]> parts, int part) {
        return JsonParser.parseString(new String(parts.get(part), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static String field(List<byte[]> parts, int part, String name) {
        var value = json(parts, part).get(name);
        return value == null ? "" : value.getAsString();
    }

    @Override
    public void close() throws IOException {
        context.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(connectionFile);
    }
}
