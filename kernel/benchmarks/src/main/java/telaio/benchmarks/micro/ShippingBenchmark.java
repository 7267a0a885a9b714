package telaio.benchmarks.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.shipping.Shipment;

/// A lambda that captures a word, to a shipment and back.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ShippingBenchmark {
    private Object task = "";
    private Shipment shipment = new Shipment(java.util.List.of(), new byte[0]);

    @Setup
    public void makeTask() throws IOException {
        task = saying("hello");
        shipment = Shipment.pack(task);
    }

    private static Task saying(String word) {
        return () -> System.out.println(word);
    }

    @Benchmark
    public Shipment pack() throws IOException {
        return Shipment.pack(task);
    }

    @Benchmark
    public Object unpack() throws IOException, ClassNotFoundException {
        return shipment.unpack();
    }
}
