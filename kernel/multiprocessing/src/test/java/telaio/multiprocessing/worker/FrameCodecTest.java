package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.shipping.Shipment;

class FrameCodecTest {
    static Stream<Frame> frames() {
        var place = new StackTraceElement("REPL.A", "run", "In[1]", 3);
        var inside = new StackTraceElement("java.lang.Object", "wait", null, -2);
        var cause = new Failure("B", null, "B", List.of(), null, List.of());
        var failure = new Failure("A", "è", "A: è", List.of(place, inside), cause, List.of(cause));
        var settings =
                new Settings(
                        Settings.Method.SPAWN, List.of("-ea"), Map.of("A", "b"), List.of("x.jar"));
        var shipment =
                new Shipment(
                        List.of(new Shipment.ShippedClass("REPL.A", new byte[16], new byte[] {1})),
                        new byte[] {2, 3});
        return Stream.of(
                new Frame.Hello(new byte[16]),
                new Frame.Rehearse(
                        3, new byte[] {1}, List.of(new Shipment.Lambda("Host", new byte[] {2}))),
                new Frame.Ready(),
                new Frame.Assign("p", 7, true, "/d", 42, "parent", settings, shipment),
                new Frame.Shown(9, "perché", new byte[] {1, 0}),
                new Frame.Output(9, Frame.Stream.STDERR, new byte[] {'a', '\n'}),
                new Frame.Report(9, "p", 5, null, -9, null),
                new Frame.Report(9, "p", 5, "main", 1, failure),
                new Frame.Done(1, failure),
                new Frame.Interrupt(),
                new Frame.Stop(4),
                new Frame.ClassRequest("REPL.B"),
                new Frame.ClassReply("REPL.B", null),
                new Frame.Application(new byte[] {1, 2}));
    }

    private static ByteBuffer body(Frame frame) {
        var bytes = FrameCodec.encode(frame);
        assertThat(bytes.getInt()).isEqualTo(bytes.remaining());
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("frames")
    void every_frame_survives_the_wire(Frame frame) throws IOException {
        assertThat(FrameCodec.decode(body(frame)))
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_frame_cut_short_is_an_io_exception(Frame frame) {
        var body = body(frame);
        var bytes = new byte[body.remaining()];
        body.get(bytes);
        for (int length = 0; length < bytes.length; length++) {
            var cut = ByteBuffer.wrap(bytes, 0, length);
            assertThatThrownBy(() -> FrameCodec.decode(cut)).isInstanceOf(IOException.class);
        }
    }

    @RepeatedTest(200) // random but repeatable: the repetition is the seed
    void nonsense_is_an_io_exception_or_a_frame(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        var bytes = new byte[random.nextInt(1, 60)];
        random.nextBytes(bytes);
        bytes[0] = (byte) random.nextInt(14);
        try {
            assertThat(FrameCodec.decode(ByteBuffer.wrap(bytes))).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("frame");
        }
    }
}
