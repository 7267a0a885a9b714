package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.ConnectionFile;

/// Random and mutated messages on all five channels, the same in every run.
@Timeout(240)
class GarbageTest {
    private static final int MESSAGES = 100_000;

    /// Messages sent until what they led to is read.
    private static final int BATCH = 1000;

    private final ConnectionFile connection = KernelClient.freePorts("a secret key");
    private final SplittableRandom random = new SplittableRandom(42);
    private final KernelClient client = new KernelClient(connection);
    private int settled;

    /// Half of the messages that are mutated begin as one of these.
    private final List<List<byte[]>> seeds =
            List.of(
                    seed("execute_request", "{'code': '1', 'user_expressions': {'a': '1'}}"),
                    seed("execute_request", "{'code': 'fail', 'stop_on_error': true}"),
                    seed("execute_request", "{'code': 'print', 'silent': true}"),
                    seed("complete_request", "{'code': 'ab', 'cursor_pos': 2}"),
                    seed("inspect_request", "{'code': 'ab', 'cursor_pos': 2, 'detail_level': 1}"),
                    seed("is_complete_request", "{'code': '{'}"),
                    seed("kernel_info_request", "{}"),
                    seed("comm_open", "{'comm_id': 'c', 'target_name': 't', 'data': {'a': [1]}}"),
                    seed("comm_msg", "{'comm_id': 'c', 'data': {'a': {'b': 1.5}}}"),
                    seed("comm_close", "{'comm_id': 'c', 'data': {}}"),
                    seed("comm_info_request", "{'target_name': 't'}"),
                    seed("interrupt_request", "{}"),
                    seed("create_subshell_request", "{}"),
                    seed("delete_subshell_request", "{'subshell_id': 'none'}"),
                    seed("list_subshell_request", "{}"),
                    seed("input_reply", "{'value': 'x'}"));

    private List<byte[]> seed(String type, String content) {
        return client.frames(header(type), parsed(content));
    }

    private static JsonObject header(String type) {
        return parsed(
                "{'msg_id': 'm', 'msg_type': '%s', 'session': 's', 'subshell_id': null}"
                        .formatted(type));
    }

    private static JsonObject parsed(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    /// Each message that is dropped is a line of the log: nobody wants to read them here.
    private final Logger log = Logger.getLogger("telaio.jupyter.channels");

    @BeforeEach
    void say_nothing() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void say_everything_again() {
        log.setLevel(null);
    }

    @Test
    void a_hundred_thousand_messages_do_no_harm() throws InterruptedException {
        var kernel =
                Thread.ofPlatform()
                        .name("main")
                        .start(() ->
                                Main.run(
                                        connection,
                                        FakeEvaluator.of((to, cell) ->
                                                cell.code().equals("fail")
                                                        ? new Outcome.Failed("E", "m", List.of())
                                                        : FakeEvaluator.value("1")),
                                        new CompletableFuture<>()));
        client.awaitReady();
        client.execute("1");
        client.request(Channel.SHELL, "history_request", new JsonObject());
        long threads = kernelThreads();
        long begin = System.nanoTime();
        throwGarbage();
        System.out.printf(
                "FIGURE %d messages of garbage: %d ms%n",
                MESSAGES, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));

        assertThat(client.execute("1").reply().text("status")).isEqualTo("ok");
        client.request(Channel.CONTROL, "kernel_info_request", new JsonObject());
        client.sendRaw(Channel.HEARTBEAT, List.of("ping".getBytes(UTF_8)));
        assertThat(client.receiveRaw(Channel.HEARTBEAT, KernelClient.PATIENCE))
                .containsExactly("ping".getBytes(UTF_8));
        try (var other = new KernelClient(connection)) {
            other.awaitReady();
        }
        nothingHasLeaked(threads);
        client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
        kernel.join();
        client.close();
    }

    /// What intact messages have made can be removed, and there is nothing else.
    private void nothingHasLeaked(long threads) {
        var comms =
                client.request(Channel.SHELL, "comm_info_request", new JsonObject())
                        .reply()
                        .content()
                        .getAsJsonObject("comms");
        for (var id : comms.keySet()) {
            var content = new JsonObject();
            content.addProperty("comm_id", id);
            client.untilIdle(client.send(Channel.SHELL, "comm_close", content));
        }
        assertThat(
                        client.request(Channel.SHELL, "comm_info_request", new JsonObject())
                                .reply()
                                .content()
                                .getAsJsonObject("comms")
                                .isEmpty())
                .isTrue();
        for (var id : subshells()) {
            var content = new JsonObject();
            content.addProperty("subshell_id", id);
            client.request(Channel.CONTROL, "delete_subshell_request", content);
        }
        assertThat(subshells()).isEmpty();
        assertThat(kernelThreads()).isLessThanOrEqualTo(threads);
    }

    private List<String> subshells() {
        return client
                .request(Channel.CONTROL, "list_subshell_request", new JsonObject())
                .reply()
                .content()
                .getAsJsonArray("subshell_id")
                .asList()
                .stream()
                .map(id -> id.getAsString())
                .toList();
    }

    /// Those that the kernel makes by name; ZeroMQ's and the JVM's come and go.
    private static long kernelThreads() {
        var names =
                List.of(
                        "cells",
                        "questions",
                        "shell",
                        "control",
                        "stdin",
                        "iopub",
                        "heartbeat",
                        "subscriptions",
                        "history");
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> names.contains(thread.getName()))
                .count();
    }

    private void throwGarbage() {
        try (var context = ZMQ.context(1)) {
            var sockets = new EnumMap<Channel, ZMQ.Socket>(Channel.class);
            try {
                open(context, sockets, Channel.SHELL, SocketType.DEALER, connection.shellPort());
                open(
                        context,
                        sockets,
                        Channel.CONTROL,
                        SocketType.DEALER,
                        connection.controlPort());
                open(context, sockets, Channel.STDIN, SocketType.DEALER, connection.stdinPort());
                open(context, sockets, Channel.HEARTBEAT, SocketType.DEALER, connection.hbPort());
                open(context, sockets, Channel.IOPUB, SocketType.XSUB, connection.iopubPort());
                var all = List.copyOf(sockets.values());
                for (int i = 0; i < MESSAGES; i++) {
                    send(all.get(i % all.size()), garbage());
                    if (i % BATCH == 0) {
                        settle(sockets);
                    }
                }
                settle(sockets);
            } finally {
                sockets.values().forEach(ZMQ.Socket::close);
            }
        }
    }

    private static void open(
            ZMQ.Context context,
            Map<Channel, ZMQ.Socket> sockets,
            Channel channel,
            SocketType type,
            int port) {
        var socket = context.socket(type);
        socket.setLinger((int) KernelClient.PATIENCE.toMillis());
        socket.setHWM(0);
        socket.connect("tcp://127.0.0.1:" + port);
        sockets.put(channel, socket);
    }

    private static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    /// Waits until all that was sent has been dealt with, and reads what it led to, so that nothing
    /// piles up: on the garbage's own sockets unseen, on the client's with all checks. Nothing
    /// tells so on stdin.
    private void settle(Map<Channel, ZMQ.Socket> sockets) {
        var mark = "mark " + ++settled;
        sockets.forEach((channel, socket) -> {
            switch (channel) {
                case SHELL, CONTROL -> {
                    var header = header("kernel_info_request");
                    header.addProperty("msg_id", mark);
                    send(socket, client.frames(header, new JsonObject()));
                }
                case HEARTBEAT -> send(socket, List.of(mark.getBytes(UTF_8)));
                case STDIN, IOPUB -> {
                    return;
                }
            }
            socket.setReceiveTimeOut((int) KernelClient.PATIENCE.toMillis());
            var frame = socket.recv();
            while (frame != null && !new String(frame, UTF_8).contains(mark)) {
                frame = socket.recv();
            }
            assertThat(frame).as("an answer on " + channel).isNotNull();
        });
        var asked = client.send(Channel.SHELL, "kernel_info_request", new JsonObject());
        client.receiveReply(Channel.SHELL, asked);
        while (client.receive(Channel.IOPUB, Duration.ZERO) != null) {}
    }

    private List<byte[]> garbage() {
        if (random.nextInt(5) > 0) {
            return mutated(seeds.get(random.nextInt(seeds.size())));
        }
        var frames = new ArrayList<byte[]>();
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            var frame = new byte[random.nextInt(60)];
            random.nextBytes(frame);
            frames.add(frame);
        }
        return frames;
    }

    private List<byte[]> mutated(List<byte[]> original) {
        var frames = new ArrayList<byte[]>();
        original.forEach(frame -> frames.add(frame.clone()));
        // Half of the time a message with a valid signature, whose JSON is garbage.
        boolean signed = random.nextBoolean();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = signed ? 2 + random.nextInt(4) : random.nextInt(frames.size());
            var frame = frames.get(at);
            switch (random.nextInt(signed ? 2 : 5)) {
                case 0 -> {
                    if (frame.length > 0) {
                        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
                    }
                }
                case 1 -> frames.set(at, Arrays.copyOf(frame, random.nextInt(frame.length + 1)));
                case 2 -> frames.add(at, new byte[random.nextInt(20)]);
                case 3 -> frames.set(at, new byte[random.nextInt(100)]);
                default -> {
                    if (frames.size() > 1) {
                        frames.remove(at);
                    }
                }
            }
        }
        return signed ? client.signed(frames.subList(2, 6)) : frames;
    }
}
