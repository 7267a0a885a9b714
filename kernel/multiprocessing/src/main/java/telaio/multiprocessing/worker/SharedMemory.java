package telaio.multiprocessing.worker;

import java.nio.file.Path;

/// Where the launcher meets shared memory.
final class SharedMemory {
    private SharedMemory() {}

    static Path directory() {
        return Path.of("");
    }

    static void join(Path directory) {}

    static void died(long pid) {}
}
