package telaio.benchmarks.micro;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import telaio.multiprocessing.shipping.Codec;

/// A value to bytes and back.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    /// What is encoded.
    public enum What {
        INT,
        STRING_100,
        LONGS_1000,
        RECORD,
        LIST_OF_100_INTS
    }

    /// A small object with a name.
    record Point(int x, double y, String name) implements Serializable {}

    @Param private What what = What.INT;

    private Object value = 0;
    private byte[] bytes = {};

    @Setup
    public void makeValue() throws IOException {
        value =
                switch (what) {
                    case INT -> 42;
                    case STRING_100 -> "x".repeat(100);
                    case LONGS_1000 -> new long[1000];
                    case RECORD -> new Point(1, 2, "here");
                    case LIST_OF_100_INTS -> List.copyOf(IntStream.range(0, 100).boxed().toList());
                };
        bytes = Codec.encode(value);
    }

    @Benchmark
    public byte[] encode() throws IOException {
        return Codec.encode(value);
    }

    @Benchmark
    public @Nullable Object decode() throws IOException, ClassNotFoundException {
        return Codec.decode(bytes);
    }
}
