package telaio.multiprocessing.memory;

/// The end of a process, as those are told who keep something for it.
///
/// @param slot its slot, still taken
/// @param pid its number
/// @param left whether it ended because its work was done
/// @param wake whether somebody waits in the region: he may wait for a wake-up that died
record Death(int slot, long pid, boolean left, boolean wake) {
    /// Whether a word that names a thread, as in a lock word, names one of the dead process.
    boolean concerns(long waiter) {
        return LockWord.slot(waiter) == slot;
    }
}
