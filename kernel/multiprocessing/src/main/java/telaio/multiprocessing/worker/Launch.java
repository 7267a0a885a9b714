package telaio.multiprocessing.worker;

/// One use of a child JVM.
///
/// @param name shown to people, e.g. `Process-1`
/// @param origin id of the [telaio.multiprocessing.origin.Origin] it works for, 0 for none
/// @param daemon false if this JVM must not end before the child has
/// @param ownDomain true if the child shares no memory with this JVM and begins a family of its own
/// @param settings how the JVM is started
public record Launch(
        String name, long origin, boolean daemon, boolean ownDomain, Settings settings) {}
