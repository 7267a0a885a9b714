package telaio.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;

/// One message into a ring and out again, by one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBenchmark {
    @Param({"8", "100", "10000"})
    private int size;

    private final ByteRing ring = Domain.current().newRing(ByteRing.UNLIMITED);
    private byte[] message = {};

    @Setup
    public void makeMessage() {
        message = new byte[size];
    }

    @Benchmark
    public byte @Nullable [] putAndTake() throws InterruptedException {
        ring.put(message, Patience.UNTIL_INTERRUPTED);
        return ring.take(Patience.UNTIL_INTERRUPTED);
    }

    @TearDown
    public void close() {
        ring.close();
    }
}
