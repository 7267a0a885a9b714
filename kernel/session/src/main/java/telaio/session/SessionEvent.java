package telaio.session;

import java.util.List;
import java.util.Map;
import telaio.multiprocessing.worker.Failure;

/// What the session tells the kernel.
public sealed interface SessionEvent {
    /// How a request ended that has an answer.
    sealed interface Answer {}

    /// The answer to the request of this origin that waits for one: one for each, in order.
    record Answered(long origin, Answer answer) implements SessionEvent {}

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

    /// Variables were handed over.
    ///
    /// @param lost names of those that could not keep their values
    /// @param outdated names of those that still hold objects of replaced classes
    record Passed(List<String> lost, List<String> outdated) implements Answer {}

    /// It ended because its origin was stopped.
    ///
    /// @param killed the child processes that did not stop by themselves, as people know them
    record Stopped(List<String> killed) implements Answer {}

    /// Code reads `System.in`: to be answered by [SessionRequest.Input] of the same number.
    record InputRequested(long number, long origin, String prompt, boolean password)
            implements SessionEvent {}

    /// A variable's value, for the [SessionRequest.Variable] of this origin.
    ///
    /// @param text the value, cut short; or how its `toString` failed
    record Shown(long origin, String text) implements SessionEvent {}
}
