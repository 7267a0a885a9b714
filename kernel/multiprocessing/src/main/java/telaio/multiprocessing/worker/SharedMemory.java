package telaio.multiprocessing.worker;

import java.nio.file.Path;
import telaio.multiprocessing.memory.Domain;

/// Where the launcher meets shared memory.
final class SharedMemory {
    private SharedMemory() {}

    static Path directory() {
        return Domain.current().directory();
    }

    static void join(Path directory) {
        Domain.join(directory);
    }

    static void died(long pid) {
        Domain.current().died(pid);
    }
}
