package telaio.multiprocessing;

/// Thrown to the caller when something cannot be sent to another process: an item of a queue, a
/// task, or a variable that the task reads. The message names it.
public final class TaskNotSerializable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param cause what was found, as a rule a `NotSerializableException`, with a message that
    ///   names the variable and the path of fields
    public TaskNotSerializable(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
