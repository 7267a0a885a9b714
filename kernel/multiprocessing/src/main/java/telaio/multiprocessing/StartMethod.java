package telaio.multiprocessing;

/// Where a process gets its JVM from. A JVM cannot be forked as Python forks: only the thread that
/// calls `fork` lives on in the copy, and a JVM needs its other threads.
public enum StartMethod {
    /// A JVM that is already running and warm waits for the task; a fresh one if none is ready. The
    /// default.
    STANDBY,
    /// Always a fresh JVM.
    SPAWN
}
