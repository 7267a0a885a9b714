package telaio.multiprocessing.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;

/// Practice of a standby JVM: it decodes, unpacks and runs a sample shipment over and over, so that
/// the real one finds everything loaded and compiled.
final class Rehearsal {
    /// Each does the job twice. 20 times left a process at 2.9 ms from start to first output, 200
    /// times at 1.6 ms; more gain nothing, and 200 runs leave 2.8 MB more behind (measured).
    private static final int RUNS = 100;

    /// The parent of a job that only rehearses.
    static final Parent NOBODY = new Nobody();

    private Rehearsal() {}

    /// What a standby is told; null if there is nothing to practise.
    static Frame.@Nullable Rehearse frame() {
        var assignment = Packed.ASSIGNMENT;
        return assignment == null
                ? null
                : new Frame.Rehearse(RUNS, assignment, Shipment.latestLambdas());
    }

    /// Does it in the child, until it is done or something arrives on the link.
    static void run(Frame.Rehearse rehearsal, Link link, Consumer<Frame.Assign> stage)
            throws IOException {
        Shipment.prepare(rehearsal.lambdas());
        for (int run = 0; run < rehearsal.runs() && !link.hasInput(); run++) {
            if (FrameCodec.decode(ByteBuffer.wrap(rehearsal.assignment()))
                    instanceof Frame.Assign assignment) {
                stage.accept(assignment);
            }
        }
    }

    private static final class Packed {
        static final byte @Nullable [] ASSIGNMENT = pack();

        private static List<byte[]> alone(List<Job> samples) throws IOException {
            List<byte[]> graphs = new ArrayList<>();
            for (var job : samples) {
                graphs.add(Shipment.pack(job).graph());
            }
            return graphs;
        }

        private static byte @Nullable [] pack() {
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
                                Shipment.pack(new Samples(samples, alone(samples))));
                var bytes = FrameCodec.encode(assignment);
                var payload = new byte[bytes.remaining() - Integer.BYTES];
                bytes.get(Integer.BYTES, payload);
                return payload;
            } catch (IOException e) {
                Log.debug("nothing to rehearse", e);
                return null;
            }
        }
    }

    /// Each job twice: as an object stream brings it, and as it comes alone.
    private record Samples(List<Job> jobs, List<byte[]> alone) implements Job {
        @Override
        public void run(Parent parent) throws Exception {
            for (var job : jobs) {
                job.run(parent);
            }
            for (var graph : alone) {
                ((Job) new Shipment(List.of(), graph).unpack()).run(parent);
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
