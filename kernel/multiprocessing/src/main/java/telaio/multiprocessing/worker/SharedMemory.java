package telaio.multiprocessing.worker;

import java.nio.file.Path;
import java.util.List;
import telaio.multiprocessing.memory.Domain;

/// Where the launcher meets shared memory.
final class SharedMemory {
    private SharedMemory() {}

    static Path directory() {
        return Domain.current().directory();
    }

    /// What this JVM's supervisor removes: nothing where the memory is an ancestor's.
    static List<Path> removals() {
        return Domain.current().removals();
    }

    /// @param name of this process, for what others say of the locks it holds
    static void join(Path directory, String name) {
        Domain.join(directory);
        Domain.current().name(name);
    }

    static void died(long pid) {
        Domain.current().died(pid);
    }
}
