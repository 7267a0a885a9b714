package telaio.multiprocessing.memory;

/// How an attempt to take a [Mutex] ended.
public sealed interface Acquisition {
    /// The caller holds the mutex now.
    record Acquired() implements Acquisition {}

    /// The caller's patience ended first.
    record TimedOut() implements Acquisition {}

    /// The last holder died holding it. Told to one attempt only; the mutex is free now.
    ///
    /// @param pid process number of the dead holder
    record HolderDied(long pid) implements Acquisition {}
}
