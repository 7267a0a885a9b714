package telaio.multiprocessing.worker;

import java.nio.file.Path;
import telaio.multiprocessing.memory.Domain;

/// Where the launcher meets shared memory.
final class SharedMemory {
    private SharedMemory() {}

    static Path directory() {
        return Domain.current().directory();
    }

    /// @param name of this process, for what others say of the locks it holds
    static void join(Path directory, String name) {
        Domain.join(directory);
        Domain.current().name(name);
    }

    /// This process's work is done: nobody who counts on it is told that it died.
    static void leave() {
        Domain.current().leave();
    }

    static void died(long pid) {
        Domain.current().died(pid);
    }
}
