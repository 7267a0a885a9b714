package telaio.benchmarks.micro;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import telaio.multiprocessing.SharedMemory;

/// Taking and giving back a lock: ours in shared memory, and for scale the JDK's on the heap and
/// what no lock of one word can be faster than: two changes of that word.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("LockNotBeforeTry") // nothing between the two can fail
public class LockBenchmark {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Lock shared = new telaio.multiprocessing.Lock();
    private final Lock local = new ReentrantLock();
    private final MemorySegment word = SharedMemory.create(Long.BYTES).segment();

    @Benchmark
    public void alone() {
        shared.lock();
        shared.unlock();
    }

    @Benchmark
    @Threads(2)
    public void contended() {
        shared.lock();
        shared.unlock();
    }

    @Benchmark
    public boolean bareWordAlone() {
        return LONG.compareAndSet(word, 0L, 0L, 1L) && LONG.compareAndSet(word, 0L, 1L, 0L);
    }

    @Benchmark
    public void reentrantLockAlone() {
        local.lock();
        local.unlock();
    }
}
