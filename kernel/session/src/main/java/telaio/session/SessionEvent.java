package telaio.session;

import java.util.List;
import java.util.Map;
import telaio.multiprocessing.worker.Failure;

/// What the session tells the kernel.
public sealed interface SessionEvent {
    /// How an [SessionRequest.Invoke] or [SessionRequest.Variable] ended: one for each, in order.
    sealed interface Answer extends SessionEvent {}

    /// The session is up. The first event, once.
    record Ready() implements SessionEvent {}

    /// It ended and nothing was to be shown.
    record Done() implements Answer {}

    /// Its result.
    ///
    /// @param data by MIME type; always has `text/plain`
    record Value(Map<String, String> data) implements Answer {}

    /// An exception left it, or `toString` of its result.
    record Threw(Failure failure) implements Answer {}

    /// It ended because its origin was stopped.
    ///
    /// @param killed the child processes that did not stop by themselves, as people know them
    record Stopped(List<String> killed) implements Answer {}

    /// A variable that the cell of this origin replaced could not keep its value.
    record Lost(long origin, String name) implements SessionEvent {}

    /// Code reads `System.in`: to be answered by [SessionRequest.Input] of the same number.
    record InputRequested(long number, long origin, String prompt, boolean password)
            implements SessionEvent {}
}
