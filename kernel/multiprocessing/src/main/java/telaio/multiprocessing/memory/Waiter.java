package telaio.multiprocessing.memory;

/// A thread that waits, as another process sees it.
///
/// @param pid number of its process
/// @param thread its `Thread.threadId()`
/// @param region with `offset`: the word it waits for
/// @param since when the wait began, by `System.nanoTime()`
public record Waiter(long pid, long thread, long region, long offset, long since) {}
