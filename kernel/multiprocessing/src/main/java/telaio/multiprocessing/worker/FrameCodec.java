package telaio.multiprocessing.worker;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;

/// Frames as bytes: a tag, then the record's components in order; numbers big-endian, texts UTF-8
/// behind their length (−1 for null).
final class FrameCodec {
    private FrameCodec() {}

    /// Not a switch over the types: the JVM links such a switch at its first use, which takes a JVM
    /// that has just started 20 ms (measured) and cannot be kept in its AOT cache.
    static ByteBuffer encode(Frame frame) {
        var out = new FrameWriter();
        if (frame instanceof Frame.Output output) {
            out.tag(5).big(output.origin());
            out.number(output.stream() == Frame.Stream.STDERR ? 1 : 0).bytes(output.text());
        } else if (frame instanceof Frame.Application(var payload)) {
            out.tag(12).bytes(payload);
        } else if (frame instanceof Frame.Hello(var token)) {
            out.tag(1).bytes(token);
        } else if (frame instanceof Frame.Rehearse(var runs, var sample, var lambdas)) {
            out.tag(2).number(runs).bytes(sample).number(lambdas.size());
            lambdas.forEach(lambda -> out.text(lambda.host()).bytes(lambda.bytes()));
        } else if (frame instanceof Frame.Ready) {
            out.tag(3);
        } else if (frame instanceof Frame.Assign assign) {
            assign(out.tag(4), assign);
        } else if (frame instanceof Frame.Report report) {
            out.tag(6).big(report.origin()).text(report.process()).big(report.pid());
            out.text(report.thread()).number(report.exitCode());
            failure(out, report.failure());
        } else if (frame instanceof Frame.Done(var exitCode, var failure)) {
            failure(out.tag(7).number(exitCode), failure);
        } else if (frame instanceof Frame.Bye) {
            out.tag(14);
        } else if (frame instanceof Frame.Interrupt) {
            out.tag(8);
        } else if (frame instanceof Frame.Stop(var origin)) {
            out.tag(9).big(origin);
        } else if (frame instanceof Frame.ClassRequest(var name)) {
            out.tag(10).text(name);
        } else if (frame instanceof Frame.ClassReply(var name, var bytes)) {
            out.tag(11).text(name).bytes(bytes);
        } else if (frame instanceof Frame.Shown(var origin, var text, var payload)) {
            out.tag(13).big(origin).text(text).bytes(payload);
        } else {
            throw new AssertionError("no format for " + frame);
        }
        return out.done();
    }

    /// @throws IOException if `in` is not exactly one frame
    static Frame decode(ByteBuffer in) throws IOException {
        int length = in.remaining();
        byte tag = length == 0 ? 0 : in.get(in.position());
        try {
            var frame = read(new FrameReader(in));
            if (in.hasRemaining()) {
                throw new IOException(
                        "frame " + tag + " is followed by " + in.remaining() + " stray bytes");
            }
            return frame;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("malformed frame " + tag + " of " + length + " bytes", e);
        }
    }

    private static Frame read(FrameReader in) throws IOException {
        byte tag = in.tag();
        return switch (tag) {
            case 1 -> new Frame.Hello(in.bytes());
            case 2 -> new Frame.Rehearse(in.number(), in.bytes(), lambdas(in));
            case 3 -> new Frame.Ready();
            case 4 -> assign(in);
            case 5 -> new Frame.Output(in.big(), in.stream(), in.bytes());
            case 6 ->
                    new Frame.Report(
                            in.big(),
                            in.text(),
                            in.big(),
                            in.textOrNull(),
                            in.number(),
                            failure(in));
            case 7 -> new Frame.Done(in.number(), failure(in));
            case 8 -> new Frame.Interrupt();
            case 9 -> new Frame.Stop(in.big());
            case 10 -> new Frame.ClassRequest(in.text());
            case 11 -> new Frame.ClassReply(in.text(), in.bytesOrNull());
            case 12 -> new Frame.Application(in.bytes());
            case 13 -> new Frame.Shown(in.big(), in.text(), in.bytes());
            case 14 -> new Frame.Bye();
            default -> throw new IOException("unknown frame " + tag);
        };
    }

    private static void assign(FrameWriter out, Frame.Assign assign) {
        out.text(assign.name()).big(assign.origin()).number(assign.daemon() ? 1 : 0);
        out.text(assign.domain()).big(assign.parentPid()).text(assign.parentName());
        var settings = assign.settings();
        out.number(settings.method() == Settings.Method.SPAWN ? 1 : 0).texts(settings.jvmArgs());
        out.number(settings.environment().size());
        settings.environment().forEach((name, value) -> out.text(name).text(value));
        out.texts(settings.classPath()).text(settings.javaHome());
        var shipment = assign.shipment();
        out.number(shipment.classes().size());
        for (var shipped : shipment.classes()) {
            out.text(shipped.name()).bytes(shipped.hash()).bytes(shipped.bytes());
        }
        out.bytes(shipment.graph());
    }

    private static Frame.Assign assign(FrameReader in) {
        return new Frame.Assign(
                in.text(),
                in.big(),
                in.number() == 1,
                in.text(),
                in.big(),
                in.text(),
                settings(in),
                shipment(in));
    }

    private static Settings settings(FrameReader in) {
        var method = in.count(1) == 1 ? Settings.Method.SPAWN : Settings.Method.STANDBY;
        var jvmArgs = in.texts();
        Map<String, String> environment = new HashMap<>();
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            environment.put(in.text(), in.text());
        }
        return new Settings(method, jvmArgs, environment, in.texts(), in.text());
    }

    private static Shipment shipment(FrameReader in) {
        List<Shipment.ShippedClass> classes = new ArrayList<>();
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            classes.add(new Shipment.ShippedClass(in.text(), in.bytes(), in.bytes()));
        }
        return new Shipment(classes, in.bytes());
    }

    private static List<Shipment.Lambda> lambdas(FrameReader in) {
        List<Shipment.Lambda> lambdas = new ArrayList<>();
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            lambdas.add(new Shipment.Lambda(in.text(), in.bytes()));
        }
        return lambdas;
    }

    private static void failure(FrameWriter out, @Nullable Failure failure) {
        out.number(failure == null ? 0 : 1);
        if (failure == null) {
            return;
        }
        out.text(failure.type()).text(failure.message()).text(failure.text());
        out.number(failure.frames().size());
        for (var frame : failure.frames()) {
            out.text(frame.getClassName()).text(frame.getMethodName()).text(frame.getFileName());
            out.number(frame.getLineNumber());
        }
        failure(out, failure.cause());
        out.number(failure.suppressed().size());
        failure.suppressed().forEach(other -> failure(out, other));
    }

    private static @Nullable Failure failure(FrameReader in) {
        if (in.number() == 0) {
            return null;
        }
        var type = in.text();
        var message = in.textOrNull();
        var text = in.text();
        List<StackTraceElement> frames = new ArrayList<>();
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            frames.add(new StackTraceElement(in.text(), in.text(), in.textOrNull(), in.number()));
        }
        var cause = failure(in);
        List<Failure> suppressed = new ArrayList<>();
        for (int left = in.count(Integer.MAX_VALUE); left > 0; left--) {
            var other = failure(in);
            if (other != null) {
                suppressed.add(other);
            }
        }
        return new Failure(type, message, text, frames, cause, suppressed);
    }
}
