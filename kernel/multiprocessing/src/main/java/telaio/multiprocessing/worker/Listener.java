package telaio.multiprocessing.worker;

/// Hears what becomes of a child. Never called by two threads at once; [#ended] is last, and when
/// it is called everything the child printed has gone to [#output].
public interface Listener {
    /// Whole lines, or a part of one that was flushed; of the child or of its descendants. Where
    /// nobody overrides it, it goes on to this JVM's own parent or is printed.
    default void output(Frame.Output output) {
        Home.output(output);
    }

    /// Something to be seen other than as text, behind all that was printed before it; of the child
    /// or of its descendants. Where nobody overrides it, it goes the way of [#output].
    default void shown(Frame.Shown shown) {
        Home.shown(shown);
    }

    /// An uncaught exception or a violent end somewhere below, to be told to people.
    default void report(Frame.Report report) {
        Home.report(report);
    }

    /// What the child's [Parent#send] sent.
    default void application(byte[] payload) {}

    /// The child's work is over. Its JVM may still be leaving.
    default void ended(Ending ending) {}
}
