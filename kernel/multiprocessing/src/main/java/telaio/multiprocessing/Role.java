package telaio.multiprocessing;

/// What a [Process] object stands for in this JVM.
sealed interface Role permits Role.Self, Role.Parent, Child {
    /// The process that runs this code.
    record Self() implements Role {}

    /// The process that started this one.
    record Parent(long pid, String name) implements Role {}
}
