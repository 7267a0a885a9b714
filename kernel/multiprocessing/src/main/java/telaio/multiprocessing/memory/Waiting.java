package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;

/// How a thread waits for another process to change a word. All processes of a [Domain] wait in the
/// same way: who waits in one way does not see the wake-ups of the other.
sealed interface Waiting permits Futex, Polling {
    /// Waits while the `int` at `offset` is `expected`. May return early without a reason, and does
    /// when the calling thread is or becomes interrupted (which it then still is).
    ///
    /// @param nanos longest wait, more than zero
    void park(MemorySegment memory, long offset, int expected, long nanos);

    /// Ends the waits of at most `count` threads, of any process, at this word.
    void wake(MemorySegment memory, long offset, int count);
}
