package telaio.multiprocessing;

/// A task, argument or message that cannot be sent to another process. The message names the
/// notebook variable or the path of fields that leads to what cannot be sent.
public final class TaskNotSerializable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public TaskNotSerializable(String message, Throwable cause) {
        super(message, cause);
    }
}
