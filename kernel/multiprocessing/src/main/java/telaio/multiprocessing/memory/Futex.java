package telaio.multiprocessing.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Waits in the Linux kernel (`man 2 futex`), on 64-bit x86 and ARM. The word's file and offset
/// identify it, so processes may have it mapped at different addresses.
final class Futex implements Waiting {
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final long SECOND = 1_000_000_000L;

    /// Platform threads that wait in the place of virtual ones. A virtual thread that waited in the
    /// kernel itself would hold its carrier: ten of them stopped all others for 5 s.
    private final ExecutorService delegates =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform()
                            .daemon()
                            .inheritInheritableThreadLocals(false)
                            .name("telaio-wait-", 0)
                            .factory());

    /// Whether this system has it.
    static boolean supported() {
        var arch = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux")
                && (arch.equals("amd64") || arch.equals("aarch64"));
    }

    @Override
    public void park(MemorySegment memory, long offset, int expected, long nanos) {
        var sleep = new Sleep(this, memory, offset, expected, nanos);
        if (Thread.currentThread().isVirtual()) {
            sleep.delegate(delegates);
        } else {
            sleep.run();
        }
    }

    @Override
    public void wake(MemorySegment memory, long offset, int count) {
        try {
            Call.futex(memory.address() + offset, FUTEX_WAKE, count, MemorySegment.NULL);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /// Waits in the kernel, deaf to interrupts.
    void sleep(MemorySegment memory, long offset, int expected, long nanos) {
        try (var arena = Arena.ofConfined()) {
            var timeout = arena.allocate(Call.TIMESPEC);
            timeout.set(ValueLayout.JAVA_LONG, 0, nanos / SECOND);
            timeout.set(ValueLayout.JAVA_LONG, Long.BYTES, nanos % SECOND);
            Call.futex(memory.address() + offset, FUTEX_WAIT, expected, timeout);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /// A class of its own: the linker, some tens of milliseconds, is loaded at the first real wait
    /// and not when a process starts.
    private static final class Call {
        private static final MemoryLayout TIMESPEC =
                MemoryLayout.structLayout(
                        ValueLayout.JAVA_LONG.withName("tv_sec"),
                        ValueLayout.JAVA_LONG.withName("tv_nsec"));

        private static final long SYS_FUTEX =
                System.getProperty("os.arch").equals("aarch64") ? 98 : 202;

        private static final MethodHandle SYSCALL = link();

        /// `long syscall(long number, ...)`, as called for `futex`: number, address of the word,
        /// operation, value, address of the timeout.
        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS),
                    Linker.Option.firstVariadicArg(1));
        }

        /// The result is of no use: every caller looks at its word again, whether it was woken, was
        /// late or the word had another value.
        private static void futex(long address, int operation, int value, MemorySegment timeout) {
            try {
                long _ = (long) SYSCALL.invokeExact(SYS_FUTEX, address, operation, value, timeout);
            } catch (Throwable e) {
                throw new AssertionError("syscall throws nothing", e);
            }
        }
    }
}
