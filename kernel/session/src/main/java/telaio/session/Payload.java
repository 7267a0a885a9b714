package telaio.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.worker.Failure;

/// Requests and events as the bytes of an application frame: a tag, then the record's components in
/// order; texts are UTF-8 behind their length, −1 for null. Both ends are of the same version.
public final class Payload {
    private Payload() {}

    /// Encodes a request.
    public static byte[] encode(SessionRequest request) {
        return bytes(out -> {
            switch (request) {
                case SessionRequest.Load(var classes) -> {
                    out.writeByte(1);
                    out.writeInt(classes.size());
                    for (var entry : classes.entrySet()) {
                        text(out, entry.getKey());
                        bytes(out, entry.getValue());
                    }
                }
                case SessionRequest.Inherit(var origin, var moves, var hosts) -> {
                    out.writeByte(2);
                    out.writeLong(origin);
                    out.writeInt(moves.size());
                    for (var move : moves) {
                        text(out, move.from());
                        text(out, move.to());
                        text(out, move.name());
                    }
                    data(out, hosts);
                }
                case SessionRequest.Invoke(var origin, var type, var method, var render) -> {
                    texts(out, 3, type, method);
                    out.writeLong(origin);
                    out.writeBoolean(render);
                }
                case SessionRequest.Variable(var origin, var type, var name) -> {
                    texts(out, 4, type, name);
                    out.writeLong(origin);
                }
                case SessionRequest.Clear(var type, var name) -> texts(out, 5, type, name);
                case SessionRequest.Stop(var origin) -> {
                    out.writeByte(6);
                    out.writeLong(origin);
                }
                case SessionRequest.Input(var number, var text) -> {
                    out.writeByte(7);
                    out.writeLong(number);
                    text(out, text);
                }
                case SessionRequest.Exit() -> out.writeByte(8);
                case SessionRequest.Settle(var origin) -> {
                    out.writeByte(9);
                    out.writeLong(origin);
                }
                case SessionRequest.Extend(var classPath, var environment) -> {
                    out.writeByte(10);
                    names(out, classPath);
                    data(out, environment);
                }
                case SessionRequest.Script(var origin, var text) -> {
                    texts(out, 11, text);
                    out.writeLong(origin);
                }
                case SessionRequest.Beside(var origin) -> {
                    out.writeByte(12);
                    out.writeLong(origin);
                }
                case SessionRequest.Over(var origin) -> {
                    out.writeByte(13);
                    out.writeLong(origin);
                }
                case SessionRequest.Comm(var origin, var arrival) -> {
                    out.writeByte(14);
                    out.writeLong(origin);
                    bytes(out, Codec.encode(arrival));
                }
            }
        });
    }

    /// Reads what [#encode(SessionRequest)] wrote.
    public static SessionRequest request(byte[] payload) {
        return read(
                payload,
                in -> {
                    byte tag = in.readByte();
                    return switch (tag) {
                        case 1 -> new SessionRequest.Load(classes(in));
                        case 2 -> new SessionRequest.Inherit(in.readLong(), moves(in), data(in));
                        case 3 -> {
                            var type = text(in);
                            var method = text(in);
                            yield new SessionRequest.Invoke(
                                    in.readLong(), type, method, in.readBoolean());
                        }
                        case 4 -> {
                            var type = text(in);
                            var name = text(in);
                            yield new SessionRequest.Variable(in.readLong(), type, name);
                        }
                        case 5 -> new SessionRequest.Clear(text(in), text(in));
                        case 6 -> new SessionRequest.Stop(in.readLong());
                        case 7 -> new SessionRequest.Input(in.readLong(), textOrNull(in));
                        case 8 -> new SessionRequest.Exit();
                        case 9 -> new SessionRequest.Settle(in.readLong());
                        case 10 -> new SessionRequest.Extend(names(in), data(in));
                        case 11 -> {
                            var text = text(in);
                            yield new SessionRequest.Script(in.readLong(), text);
                        }
                        case 12 -> new SessionRequest.Beside(in.readLong());
                        case 13 -> new SessionRequest.Over(in.readLong());
                        case 14 ->
                                new SessionRequest.Comm(in.readLong(), object(in, Arrival.class));
                        default -> throw new IOException("unknown request " + tag);
                    };
                });
    }

    /// Encodes an event.
    public static byte[] encode(SessionEvent event) {
        return bytes(out -> {
            switch (event) {
                case SessionEvent.Ready() -> out.writeByte(0);
                case SessionEvent.Answered(var origin, var answer) -> {
                    out.writeByte(1);
                    out.writeLong(origin);
                    answer(out, answer);
                }
                case SessionEvent.Shown(var origin, var text) -> {
                    texts(out, 20, text);
                    out.writeLong(origin);
                }
                case SessionEvent.InputRequested(
                                var number,
                                var origin,
                                var prompt,
                                var password) -> {
                    texts(out, 6, prompt);
                    out.writeLong(number);
                    out.writeLong(origin);
                    out.writeBoolean(password);
                }
            }
        });
    }

    private static void answer(DataOutputStream out, SessionEvent.Answer answer)
            throws IOException {
        switch (answer) {
            case SessionEvent.Done() -> out.writeByte(1);
            case SessionEvent.Value(var data) -> {
                out.writeByte(2);
                data(out, data);
            }
            case SessionEvent.Threw(var failure) -> {
                out.writeByte(3);
                bytes(out, Codec.encode(failure));
            }
            case SessionEvent.Stopped(var killed) -> {
                out.writeByte(4);
                names(out, killed);
            }
            case SessionEvent.Passed(var lost, var outdated) -> {
                out.writeByte(5);
                names(out, lost);
                names(out, outdated);
            }
        }
    }

    private static SessionEvent.Answer answer(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case 1 -> new SessionEvent.Done();
            case 2 -> new SessionEvent.Value(data(in));
            case 3 -> new SessionEvent.Threw(object(in, Failure.class));
            case 4 -> new SessionEvent.Stopped(names(in));
            case 5 -> new SessionEvent.Passed(names(in), names(in));
            default -> throw new IOException("unknown answer " + tag);
        };
    }

    /// Reads what [#encode(SessionEvent)] wrote.
    public static SessionEvent event(byte[] payload) {
        return read(
                payload,
                in -> {
                    byte tag = in.readByte();
                    return switch (tag) {
                        case 0 -> new SessionEvent.Ready();
                        case 1 -> new SessionEvent.Answered(in.readLong(), answer(in));
                        case 6 -> {
                            var prompt = text(in);
                            yield new SessionEvent.InputRequested(
                                    in.readLong(), in.readLong(), prompt, in.readBoolean());
                        }
                        case 20 -> {
                            var text = text(in);
                            yield new SessionEvent.Shown(in.readLong(), text);
                        }
                        default -> throw new IOException("unknown event " + tag);
                    };
                });
    }

    private static List<SessionRequest.Move> moves(DataInputStream in) throws IOException {
        var moves = new ArrayList<SessionRequest.Move>();
        for (int left = in.readInt(); left > 0; left--) {
            moves.add(new SessionRequest.Move(text(in), text(in), text(in)));
        }
        return moves;
    }

    private static Map<String, byte[]> classes(DataInputStream in) throws IOException {
        var classes = new LinkedHashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(text(in), bytes(in));
        }
        return classes;
    }

    private static void data(DataOutputStream out, Map<String, String> data) throws IOException {
        out.writeInt(data.size());
        for (var entry : data.entrySet()) {
            text(out, entry.getKey());
            text(out, entry.getValue());
        }
    }

    private static void names(DataOutputStream out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (var name : names) {
            text(out, name);
        }
    }

    private static Map<String, String> data(DataInputStream in) throws IOException {
        var data = new LinkedHashMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            data.put(text(in), text(in));
        }
        return data;
    }

    private static List<String> names(DataInputStream in) throws IOException {
        var names = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(text(in));
        }
        return names;
    }

    private static <T> T object(DataInputStream in, Class<T> type) throws IOException {
        try {
            return Objects.requireNonNull(type.cast(Codec.decode(bytes(in))));
        } catch (ClassNotFoundException absent) {
            throw new IOException(absent);
        }
    }

    private static void texts(DataOutputStream out, int tag, String... texts) throws IOException {
        out.writeByte(tag);
        for (var text : texts) {
            text(out, text);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            bytes(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static @Nullable String textOrNull(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] payload, Reading<T> reading) {
        try {
            return reading.from(new DataInputStream(new ByteArrayInputStream(payload)));
        } catch (IOException malformed) {
            throw new UncheckedIOException("malformed payload", malformed);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
