package telaio.multiprocessing;

import java.util.concurrent.locks.Lock;

/// A lock that is held, for `try (var held = lock.acquire())`: closing gives it back.
public final class Held implements AutoCloseable {
    private final Lock lock;
    private boolean released;

    Held(Lock lock) {
        this.lock = lock;
    }

    /// Gives the lock back. Closing again does nothing.
    ///
    /// @throws IllegalMonitorStateException if the calling thread is not the one that took the lock
    @Override
    public void close() {
        if (!released) {
            lock.unlock();
            released = true;
        }
    }
}
