package telaio.multiprocessing.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;

/// Practice of a standby JVM: it decodes, unpacks and runs a sample shipment over and over, so that
/// the real one finds everything loaded and compiled.
final class Rehearsal {
    /// 20 runs left a process at 2.9 ms from start to first output, 200 at 1.6 ms (measured).
    private static final int RUNS = 200;

    /// The parent of a job that only rehearses.
    static final Parent NOBODY = new Nobody();

    private Rehearsal() {}

    /// What a standby is told, made once; null if there is nothing to practise.
    static Frame.@Nullable Rehearse frame() {
        return Packed.FRAME;
    }

    /// Does it in the child, until it is done or something arrives on the link.
    static void run(Frame.Rehearse rehearsal, Link link, Consumer<Frame.Assign> stage)
            throws IOException {
        for (int run = 0; run < rehearsal.runs() && !link.hasInput(); run++) {
            if (FrameCodec.decode(ByteBuffer.wrap(rehearsal.assignment()))
                    instanceof Frame.Assign assignment) {
                stage.accept(assignment);
            }
        }
    }

    private static final class Packed {
        static final Frame.@Nullable Rehearse FRAME = pack();

        private static Frame.@Nullable Rehearse pack() {
            var samples =
                    ServiceLoader.load(Sample.class, Sample.class.getClassLoader()).stream()
                            .map(sample -> sample.get().job())
                            .toList();
            try {
                var assignment =
                        new Frame.Assign(
                                "rehearsal",
                                0,
                                false,
                                "",
                                0,
                                "",
                                new Settings(
                                        Settings.Method.STANDBY, List.of(), Map.of(), List.of()),
                                Shipment.pack(new Samples(samples)));
                var bytes = FrameCodec.encode(assignment);
                var payload = new byte[bytes.remaining() - Integer.BYTES];
                bytes.get(Integer.BYTES, payload);
                return new Frame.Rehearse(RUNS, payload);
            } catch (IOException e) {
                Log.debug("nothing to rehearse", e);
                return null;
            }
        }
    }

    private record Samples(List<Job> jobs) implements Job {
        @Override
        public void run(Parent parent) throws Exception {
            for (var job : jobs) {
                job.run(parent);
            }
        }
    }

    private static final class Nobody implements Parent {
        @Override
        public void send(byte[] application) {}

        @Override
        public void onApplication(Consumer<byte[]> handler) {}
    }
}
